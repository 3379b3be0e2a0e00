import { afterEach, expect, it } from 'vitest'
import { HOUR, MINUTE, type OpenBot, openBot, theRequest } from './open-bot.ts'

let bot: OpenBot
afterEach(() => bot.close())

const DAY = 24 * HOUR

/** A direct message to Ada is owed, and the process stops. */
async function stopsOwing(options: Parameters<typeof openBot>[0] = {}) {
  bot = await openBot(options)
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

it('After an outage of a whole day what was owed goes out, and nothing waits for an organiser', async () => {
  const since = await stopsOwing({ signs: true })
  await bot.running.stop()
  await bot.clock.advanceTo(bot.clock.now() + DAY)
  await bot.restart('two')
  expect(since()).toHaveLength(1)
  expect(await bot.record.heldEffects('club', 9)).toEqual([])
  expect(bot.log).toEqual([])
})

it('A restored backup has an older sign of life than the file beside it: what was owed is held', async () => {
  const since = await stopsOwing({ signs: true })
  const sign = await bot.record.keepGet('askaround', 'alive')
  await bot.clock.advanceTo(bot.clock.now() + HOUR)
  await bot.running.stop()
  await bot.record.keepPut('askaround', { alive: sign })
  await bot.restart('two')
  expect(since()).toEqual([])
  expect(await bot.record.heldEffects('club', 9)).toHaveLength(1)
  // An organiser sees it, and sends it by a press.
  await bot.tells(bot.runs('olive', 'askaround', { subcommand: 'status' }))
  expect(since().at(-1)?.text).toContain('One message was held back when I started')
  await bot.tells(bot.presses('olive', 'held.send', 'club'))
  expect(since().some(({ to }) => 'conversation' in to && to.conversation === 'paper:d:ada')).toBe(true)
})

it('What was owed longer ago, where nobody can tell whether it is a restored backup, is held until an organiser says send', async () => {
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

it('A question that came to nothing is forgotten after ninety days, and what could not be delivered after thirty', async () => {
  bot = await openBot()
  await bot.tells(bot.posts('kai', 'Does anyone know how to fix a bicycle wheel?'))
  await bot.later(HOUR)
  const { id, state } = await theRequest(bot)
  expect(state).toBe('dismissed')
  bot.platform.trouble = (what) => (what === 'send' ? { type: 'unavailable' } : undefined)
  await bot.tells(bot.writesToBot('ada', 'hello'))
  for (let hour = 0; hour < 25; hour++) await bot.later(HOUR)
  expect(await bot.record.deadLetters('club', 9)).toHaveLength(1)
  await bot.later(28 * DAY)
  expect(await bot.record.deadLetters('club', 9)).toHaveLength(1)
  await bot.later(4 * DAY)
  expect(await bot.record.deadLetters('club', 9)).toEqual([])
  expect(await bot.record.request(id)).toBeDefined()
  await bot.later(58 * DAY)
  expect(await bot.record.request(id)).toBeUndefined()
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
