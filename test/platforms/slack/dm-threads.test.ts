import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackPerson } from '../../servers/slack/person.ts'
import { openWholeBot, type WholeBot } from './open-whole-bot.ts'

// What the bot says after a ping, and what is answered to it, stands in a thread under that ping.

let bot: WholeBot
let jonathan: SlackPerson
let mitch: SlackPerson
let root: string
let dm: string
beforeEach(async () => {
  bot = await openWholeBot()
  const people = await bot.aWatchedChannelWithVolunteers()
  jonathan = people.jonathan
  mitch = people.mitch
  root = await bot.asks(mitch, 'Does anyone know how to fix a bicycle wheel?')
  dm = bot.dmOf(jonathan)
})
afterEach(() => bot.close())

const pinged = () => bot.lastOf(jonathan, dm)
const under = (ping: string) => bot.read(jonathan, dm, ping).slice(1)

test('a free reply, the question whether to share it and thanks: all under the ping', async () => {
  const ping = pinged()
  await jonathan.says(dm, 'The bike co-op on Main Street trues wheels for free.')
  await bot.settle()
  expect(under(ping.ts)).toEqual([expect.stringContaining('Share this with Mitch?')])
  await jonathan.presses(dm, jonathan.reads(dm, ping.ts).at(-1)!.ts, 'Share')
  await bot.settle()
  expect(bot.read(mitch, bot.general, root).join('\n')).toContain('co-op on Main Street')

  const suggestion = mitch.reads(bot.general, root).find(({ text }) => text.includes('co-op on Main Street'))!
  await mitch.presses(bot.general, suggestion.ts, 'This helped')
  await mitch.submits({ thanks: 'You saved my morning.' })
  await bot.settle()
  expect(under(ping.ts).join('\n')).toContain('You saved my morning.')
  expect(bot.read(jonathan, dm).join('\n')).not.toContain('You saved my morning.')
})

test('a late answer is told so under the ping, for good', async () => {
  const ping = pinged()
  await jonathan.presses(dm, ping.ts, 'I can help')
  await mitch.deletes(bot.general, root)
  await bot.settle()
  await jonathan.submits({ text: 'The bike co-op on Main Street trues wheels for free.' })
  await bot.settle()
  expect(under(ping.ts)).toHaveLength(1)
  expect(bot.read(jonathan, dm).filter((text) => text === under(ping.ts)[0])).toEqual([])
})

test('a reply typed in the thread of a ping is tied to that ping, whichever is live', async () => {
  const first = pinged()
  await jonathan.presses(dm, first.ts, 'Not now')
  await bot.settle()
  const ada = bot.person('Ada')
  await bot.asks(ada, 'Does anyone know how to fix a bicycle wheel?')
  const second = pinged()
  expect(second.ts).not.toBe(first.ts)

  await jonathan.says(dm, 'Mitch, try the co-op.', { thread: first.ts })
  await bot.settle()
  expect(under(first.ts).at(-1)).toContain('Share this with Mitch?')
  await jonathan.says(dm, 'Ada, try the market.')
  await bot.settle()
  expect(under(second.ts).at(-1)).toContain('Share this with Ada?')
})

test('a reply typed in the thread of a ping while the bot was away is read, and tied to that ping', async () => {
  const ping = pinged()
  await bot.stop()
  const said = jonathan.says(dm, 'Try the co-op.', { thread: ping.ts })
  bot.server.delivery.giveUp()
  await said
  await bot.start()
  await bot.until(() => under(ping.ts).join().includes('Share this with Mitch?'))
  expect(under(ping.ts).join('\n')).toContain('Try the co-op.')
})

test('a ping that somebody took away takes nothing with it', async () => {
  const ping = pinged()
  await jonathan.says(dm, 'Try the co-op.')
  const im = bot.workspace.channels.get(dm)!
  im.messages.splice(
    im.messages.findIndex(({ ts }) => ts === ping.ts),
    1,
  )
  await bot.settle()
  expect(bot.read(jonathan, dm).join('\n')).toContain('Share this with Mitch?')
})
