import { afterEach, expect, it } from 'vitest'
import { HOUR, MINUTE, type OpenBot, openBot } from './open-bot.ts'

let bot: OpenBot
afterEach(() => bot.close())

const DAY = 24 * HOUR

/** A direct message to Ada is owed, and the process stops. */
async function stopsOwing() {
  bot = await openBot()
  await bot.tells(bot.runs('ada', 'volunteer', { topics: 'bicycles' }))
  await bot.running.loop.stop()
  await bot.platform.tells(bot.writesToBot('ada', 'hello'))
  const before = bot.platform.shown.length
  return () => bot.platform.shown.slice(before)
}

it('What was owed a quarter of an hour ago goes out when the next process starts', async () => {
  const since = await stopsOwing()
  await bot.clock.advanceTo(bot.clock.now() + 15 * MINUTE)
  await bot.restart('two')
  expect(since()).toHaveLength(1)
  expect(bot.log).toEqual([])
})

it('What was owed longer ago, as in a restored backup, is held until an organiser says send', async () => {
  const since = await stopsOwing()
  await bot.clock.advanceTo(bot.clock.now() + 15 * MINUTE + 1)
  await bot.restart('two')
  await bot.later(HOUR)
  expect(since()).toEqual([])
  expect(bot.log.map(({ msg }) => msg)).toEqual([expect.stringContaining('are held')])

  await bot.tells(bot.runs('ada', 'askaround', { subcommand: 'held', what: 'send' }))
  expect(since().map(({ text }) => text)).toEqual(['Only organisers can do that.'])
  await bot.tells(bot.runs('olive', 'askaround', { subcommand: 'held', what: 'send' }))
  expect(since().some(({ to }) => 'conversation' in to && to.conversation === 'paper:d:ada')).toBe(true)
})

it('… or drop', async () => {
  const since = await stopsOwing()
  await bot.clock.advanceTo(bot.clock.now() + HOUR)
  await bot.restart('two')
  await bot.tells(bot.runs('olive', 'askaround', { subcommand: 'held', what: 'drop' }))
  await bot.later(HOUR)
  expect(since().some(({ to }) => 'conversation' in to && to.conversation === 'paper:d:ada')).toBe(false)
  expect(await bot.record.heldEffects('club', 9)).toEqual([])
})

it('The id of an event is remembered for a week, so that it counts once, and then forgotten', async () => {
  bot = await openBot()
  const event = bot.runs('ada', 'help')
  await bot.tells(event)
  await bot.later(6 * DAY)
  await bot.tells(event)
  expect(bot.platform.shown).toHaveLength(1)
  await bot.later(3 * DAY)
  expect(await bot.record.noteEvent(event.id, bot.clock.now())).toBe(true)
})
