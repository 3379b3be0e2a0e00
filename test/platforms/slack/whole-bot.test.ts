import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackPerson } from '../../servers/slack/person.ts'
import { openWholeBot, type WholeBot } from './open-whole-bot.ts'

let bot: WholeBot
beforeEach(async () => {
  bot = await openWholeBot()
})
afterEach(() => bot.close())

test('a request in Slack: a private offer, a thread, a ping with its form, a suggestion, thanks', async () => {
  const { jonathan, mitch } = await bot.aWatchedChannelWithVolunteers()
  expect(bot.read(jonathan).join('\n')).toContain('bicycles')
  const root = await mitch.says(bot.general, 'Does anyone know how to fix a bicycle wheel?')
  await bot.settle()

  // Mitch alone is asked whether he wants to ask around.
  const offer = bot.lastOf(mitch)
  expect(offer.text).toContain('Shall I ask around?')
  expect(bot.read(jonathan).join('\n')).not.toContain('Shall I ask around?')
  await mitch.presses(bot.general, offer.ts, 'Ask around')
  await bot.settle()
  // What was only an offer is gone, by the token of the press on it.
  expect(bot.read(mitch).join('\n')).not.toContain('Shall I ask around?')

  // A thread opens on his message, and Jonathan is asked by direct message, in Mitch's own words.
  expect(bot.read(mitch, bot.general, root).join('\n')).toContain('asked')
  const ping = bot.lastOf(jonathan, bot.dmOf(jonathan))
  expect(ping.text).toContain('Does anyone know how to fix a bicycle wheel?')
  expect(ping.text).toContain('bicycles')
  await jonathan.presses(bot.dmOf(jonathan), ping.ts, 'I can help')
  await jonathan.submits({ text: 'Bring it to the bike co-op on Main Street, they true wheels for free.' })
  await bot.settle()

  const thread = bot.read(mitch, bot.general, root).join('\n')
  expect(thread).toContain('Bring it to the bike co-op on Main Street, they true wheels for free.')
  expect(thread).toContain('Jonathan')
  // Mitch is notified of the first suggestion.
  expect(
    mitch.reads(bot.general, root).some(({ notified }) => notified.includes(mitch.id)) ||
      bot.read(mitch, bot.dmOf(mitch)).length > 0,
  ).toBe(true)
})

test('a workspace that is new becomes a community whose administrators are its organisers', async () => {
  const guest = bot.person('Gus')
  await guest.runs(bot.general, `/askaround watch <#${bot.general}|general>`)
  await bot.settle()
  expect(bot.lastOf(guest).text).toContain('organisers')
  const olga = bot.person('Olga', { admin: true })
  await olga.runs(bot.general, `/askaround watch <#${bot.general}|general>`)
  await bot.settle()
  const community = await bot.running.bot.store.communityBySpace('slack:s:T1')
  expect(community).toMatchObject({
    name: 'Lantern',
    channels: [{ channel: `slack:c:T1.${bot.general}`, mode: 'offer' }],
  })
})

test('the App Home has the ping that waits, the profile and the requests', async () => {
  const { jonathan, mitch } = await bot.aWatchedChannelWithVolunteers()
  await mitch.runs(bot.general, '/ask how to fix a bicycle wheel?')
  await bot.settle()
  await mitch.presses(bot.general, bot.lastOf(mitch).ts, 'Ask around')
  await bot.settle()
  await jonathan.opensHome()
  await mitch.opensHome()
  await bot.settle()
  const shown = (who: SlackPerson) => JSON.stringify(who.home())
  expect(shown(jonathan)).toContain('how to fix a bicycle wheel?')
  expect(shown(jonathan)).toContain('bicycles')
  await jonathan.pressesAtHome('Pause')
  await jonathan.submits({ for: '1 week' })
  await bot.settle()
  expect(shown(jonathan)).toContain('Ask me again')
})

test('what was asked while the process was away is offered when it comes back', async () => {
  const { mitch } = await bot.aWatchedChannelWithVolunteers()
  await bot.stop()
  const said = mitch.says(bot.general, 'Does anyone know how to fix a bicycle wheel?')
  bot.server.delivery.giveUp()
  await said
  await bot.start()
  await bot.until(() => bot.read(mitch).join().includes('Shall I ask around?'))
})
