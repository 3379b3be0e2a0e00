import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackPerson } from '../../servers/slack/person.ts'
import { openWholeBot, type WholeBot } from './open-whole-bot.ts'

// Slack drops no repetition: what it stored although its answer was lost is looked for before it is said again.

let bot: WholeBot
let jonathan: SlackPerson
let mitch: SlackPerson
beforeEach(async () => {
  bot = await openWholeBot()
  const people = await bot.aWatchedChannelWithVolunteers()
  jonathan = people.jonathan
  mitch = people.mitch
})
afterEach(() => bot.close())

const wheel = 'Does anyone know how to fix a bicycle wheel?'
const offers = () => bot.read(mitch).filter((text) => text.includes('Shall I ask around?'))
const pings = () => bot.read(jonathan, bot.dmOf(jonathan)).filter((text) => text.includes('bicycle wheel?'))
const cards = (root: string) =>
  bot
    .read(mitch, bot.general, root)
    .slice(1)
    .filter((text) => text.includes('[Solved]'))

/** Asks, and says yes while this goes wrong. */
async function asksWhile(goesWrong: () => void): Promise<string> {
  const root = await mitch.says(bot.general, wheel)
  await bot.settle()
  goesWrong()
  await mitch.presses(bot.general, bot.lastOf(mitch).ts, 'Ask around')
  await bot.settle(30)
  return root
}

test.each(['store-then-cut', 'cut'] as const)('a card in a thread and a ping arrive once each: %s', async (type) => {
  const root = await asksWhile(() => bot.server.faults.next('chat.postMessage', { type }, 2))
  expect(cards(root)).toHaveLength(1)
  expect(pings()).toHaveLength(1)
})

test('where nothing can be read back, a ping is sent at most once and a card in a thread at least once', async () => {
  const root = await asksWhile(() => {
    bot.server.faults.next('chat.postMessage', { type: 'store-then-cut' }, 2)
    // The words are fetched, and the message looked up that the thread opens on.
    bot.server.faults.next('conversations.history', { type: 'none' }, 2)
    for (const method of ['conversations.history', 'conversations.replies'])
      bot.server.faults.next(method, { type: 'error', error: 'access_denied' }, 20)
  })
  expect(pings()).toHaveLength(1)
  expect(cards(root)).toHaveLength(2)
})

test.each([
  ['was shown', 'store-then-cut', 1],
  ['never arrived', 'cut', 0],
] as const)('an offer is made at most once, whether it %s or not', async (_, type, times) => {
  bot.server.faults.next('chat.postEphemeral', { type })
  await mitch.says(bot.general, wheel)
  await bot.settle(30)
  expect(offers()).toHaveLength(times)
})

test('an answer to a command is given at most once', async () => {
  bot.server.faults.next('response_url', { type: 'store-then-cut' })
  await mitch.runs(bot.general, '/help')
  await bot.settle(30)
  expect(bot.read(mitch)).toHaveLength(1)
})
