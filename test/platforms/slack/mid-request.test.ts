import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackPerson } from '../../servers/slack/person.ts'
import { openWholeBot, type WholeBot } from './open-whole-bot.ts'

// What organisers and administrators do while a request is open.

let bot: WholeBot
let olga: SlackPerson
let jonathan: SlackPerson
let mitch: SlackPerson
let bikes: string
let root: string
beforeEach(async () => {
  bot = await openWholeBot()
  const people = await bot.aWatchedChannelWithVolunteers()
  olga = people.olga
  jonathan = people.jonathan
  mitch = people.mitch
  bikes = bot.workspace.addChannel('bikes', 'public', [olga.id, mitch.id]).id
  await olga.runs(bot.general, `/askaround watch <#${bikes}|bikes>`)
  root = await bot.asks(mitch, 'Does anyone know how to fix a bicycle wheel?', bikes)
})
afterEach(() => bot.close())

const dm = (who: SlackPerson) => bot.dmOf(who)
const ping = () => bot.lastOf(jonathan, dm(jonathan))
const request = async () => {
  const { store } = bot.running.bot
  const [found] = await store.requestsWhere({ communityId: 'slack-T1', limit: 1 })
  return found!
}
const suggest = async () => {
  await jonathan.presses(dm(jonathan), ping().ts, 'I can help')
  await jonathan.submits({ text: 'The co-op trues wheels for free.' })
  await bot.settle()
}

test('edited and deleted by the asker: those who were asked read the new words, and then that it is over', async () => {
  await mitch.edits(bikes, root, 'Does anyone know how to fix a bicycle wheel with ten spokes?')
  await bot.settle()
  expect(ping().text).toContain('with ten spokes')
  await mitch.deletes(bikes, root)
  await bot.settle()
  expect(ping().text).not.toContain('[I can help]')
  expect((await request()).state).toBe('withdrawn')
})

test('edited while the process was away: those who were asked read the new words', async () => {
  await bot.stop()
  const edited = mitch.edits(bikes, root, 'Does anyone know how to fix a bicycle wheel with ten spokes?')
  bot.server.delivery.giveUp()
  await edited
  await bot.start()
  await bot.until(() => ping().text.includes('with ten spokes'))
})

test('deleted while the process was away: those who were asked learn that it is over', async () => {
  await bot.stop()
  const deleted = mitch.deletes(bikes, root)
  bot.server.delivery.giveUp()
  await deleted
  await bot.start()
  await bot.until(() => !ping().text.includes('[I can help]'))
  expect((await request()).state).toBe('withdrawn')
})

test('the channel is made private: who is not in it is asked no longer, and nothing more of it reaches them', async () => {
  expect(ping().text).toContain('[I can help]')
  await olga.closes(bikes)
  await bot.settle()
  expect(ping().text).not.toContain('[I can help]')
  expect(ping().text).not.toContain('bicycle wheel?')
  await mitch.edits(bikes, root, 'The wheel of my secret bicycle?')
  await bot.settle()
  expect(bot.read(jonathan, dm(jonathan)).join()).not.toContain('secret')
  const ada = bot.person('Ada')
  await ada.runs(bot.general, '/volunteer')
  await ada.submits({ topics: 'bicycles, wheels', places: 'Winnipeg' })
  await bot.settle(60)
  await bot.clock.advanceTo(bot.clock.now() + 40 * 60_000)
  await bot.settle()
  expect(bot.read(ada, dm(ada)).join()).not.toContain('bicycle wheel?')
})

test('the channel is renamed: the request goes on in it, and it is asked about by its new name', async () => {
  await olga.renames(bikes, 'two-wheels')
  await suggest()
  expect(bot.read(mitch, bikes, root).join()).toContain('The co-op trues wheels for free.')
  const name = bot.running.bot.platforms.get('slack')?.conversationName(`slack:c:T1.${bikes}`)
  expect(await name).toBe('#two-wheels')
})

test('the channel is archived: what somebody still suggests reaches the asker by direct message', async () => {
  await olga.archives(bikes)
  await suggest()
  expect(bot.read(mitch, bikes, root).join()).not.toContain('co-op')
  expect(bot.read(mitch, dm(mitch)).join()).toContain('The co-op trues wheels for free.')
})

test('Askaround is taken out of the channel: what somebody still suggests reaches the asker, and an organiser reads what is amiss', async () => {
  await olga.takesAskaroundOut(bikes)
  await suggest()
  expect(bot.read(mitch, dm(mitch)).join()).toContain('The co-op trues wheels for free.')
  await olga.runs(bot.general, '/askaround status')
  await bot.settle()
  expect(bot.lastOf(olga).text).toContain('I am not in #bikes yet')
})

test('who was asked is deactivated: the request goes on without them', async () => {
  await jonathan.leaves()
  await bot.settle()
  expect((await request()).pings.map(({ state }) => state)).toEqual(['released'])
  expect((await request()).state).toBe('open')
})

test.each(['uninstalled', 'revoked'] as const)(
  'Askaround is %s: it stops there without a stumble, and what was remembered of the workspace is forgotten',
  async (how) => {
    const tokens = { oauth: [], bot: [bot.workspace.botUser] }
    const event = how === 'uninstalled' ? { type: 'app_uninstalled' } : { type: 'tokens_revoked', tokens }
    await jonathan.presses(dm(jonathan), ping().ts, 'I can help')
    await bot.server.events.tell(bot.workspace, event as never)
    bot.workspace.revoked = 'token_revoked'
    await bot.settle()
    const asked = bot.server.calls.length
    await bot.clock.advanceTo(bot.clock.now() + 40 * 60_000)
    await bot.settle()
    expect(bot.server.calls.slice(asked).filter(({ method }) => method !== 'apps.connections.open')).toEqual([])
    const { store } = bot.running.bot
    expect(await store.keepList('slack', '')).toEqual([])
  },
)

test('the token is refused in the middle: the bot says so once, and neither ends nor hammers', async () => {
  await jonathan.presses(dm(jonathan), ping().ts, 'I can help')
  bot.workspace.revoked = 'token_revoked'
  const asked = bot.server.callsOf('chat.postMessage').length
  await jonathan.submits({ text: 'The co-op trues wheels for free.' })
  await bot.clock.advanceTo(bot.clock.now() + 40 * 60_000)
  await bot.settle()
  expect(bot.server.callsOf('chat.postMessage').length - asked).toBeLessThanOrEqual(1)
  expect((await request()).suggestions).toMatchObject([{ text: 'The co-op trues wheels for free.' }])
})
