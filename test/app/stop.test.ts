import { afterEach, expect, it } from 'vitest'
import { MINUTE, type OpenBot, openBot, SECOND } from './open-bot.ts'

let bot: OpenBot
let release = () => {}
afterEach(async () => {
  release()
  bot.platform.stop = async () => {}
  await bot.close()
})

/** Stops the bot, while nobody answers for as long as `ms`. @returns whether it was stopped by then */
async function stopsWithin(ms: number): Promise<boolean> {
  let stopped = false
  const stopping = bot.running.stop().then(() => {
    stopped = true
  })
  await new Promise(setImmediate)
  // Each second is a chance for what was waiting on it to go on.
  for (let passed = 0; passed < ms && !stopped; passed += SECOND) {
    await bot.clock.advanceTo(bot.clock.now() + SECOND)
    await new Promise(setImmediate)
  }
  if (stopped) await stopping
  return stopped
}

it('a stop waits for what is under way', async () => {
  bot = await openBot()
  const order: string[] = []
  const { send } = bot.platform
  const begun = Promise.withResolvers<void>()
  bot.platform.send = async (...given) => {
    await new Promise<void>((resolve) => {
      release = resolve
      begun.resolve()
    })
    order.push('sent')
    return send(...given)
  }
  await bot.platform.tells(bot.runs('ada', 'help'))
  await begun.promise
  const stopping = bot.running.stop().then(() => order.push('stopped'))
  await new Promise(setImmediate)
  expect(order).toEqual([])
  release()
  await stopping
  expect(order).toEqual(['sent', 'stopped'])
})

it('a stop is over within five seconds though a platform answers nothing, and what was owed stays owed', async () => {
  bot = await openBot()
  await bot.tells(bot.writesToBot('olive', 'hi'))
  const begun = Promise.withResolvers<void>()
  bot.platform.send = () =>
    new Promise((_, reject) => {
      release = () => reject(new Error('too late'))
      begun.resolve()
    })
  bot.platform.stop = () => new Promise(() => {})
  await bot.platform.tells(bot.writesToBot('ada', 'hi'))
  await begun.promise
  expect(await stopsWithin(5 * SECOND)).toBe(true)
  expect(bot.log.map(({ msg }) => msg)).toEqual([
    'a platform did not answer in time; what was under way is left for the next start',
  ])
  // The claim runs out, and another process finds it.
  const later = bot.clock.now() + 2 * MINUTE
  const owed = await bot.record.claimEffects('two', later, later + 1, 9)
  expect(owed).toMatchObject([{ effect: { type: 'send', card: 'hello' }, attempts: 1 }])
})

it('once it stops it begins nothing new', async () => {
  bot = await openBot()
  expect(await stopsWithin(SECOND)).toBe(true)
  const before = bot.platform.calls.length
  await bot.platform.tells(bot.writesToBot('ada', 'hi'))
  await bot.clock.advanceTo(bot.clock.now() + MINUTE)
  expect(bot.platform.calls.length).toBe(before)
  expect(await bot.record.nextDue()).toBeDefined()
})
