import { expect, it } from 'vitest'
import { openBot, SECOND } from './open-bot.ts'

it('a private answer that the platform puts off is given when it may be, once', async () => {
  const bot = await openBot()
  let refused = 0
  bot.platform.trouble = (what, where) =>
    what === 'send' && where.startsWith('paper:i:') && refused++ === 0
      ? { type: 'rate-limited', at: bot.clock.now() + 3 * SECOND }
      : undefined
  await bot.tells(bot.runs('ada', 'help'))
  expect(bot.platform.shown).toEqual([])
  await bot.later(3 * SECOND)
  expect(bot.platform.shown).toHaveLength(1)
  await bot.later(60 * SECOND)
  expect(bot.platform.shown).toHaveLength(1)
  await bot.close()
})
