import { expect, it } from 'vitest'
import { aRequest } from '../storage/samples.ts'
import { MINUTE, openBot, SECOND } from './open-bot.ts'

it('A timer that cannot be acted on holds up no other, and is tried again', async () => {
  const bot = await openBot()
  const due = bot.clock.now() + SECOND
  // Open, with a wave that is over, but without words: no request should ever be like that.
  const { words: _, ...wordless } = aRequest('bad', { communityId: 'club', state: 'open', waveEndsAt: due })
  await bot.record.saveRequest(wordless, 0)
  await bot.record.setTimer({ id: 'bad/wave-ends/', requestId: 'bad', name: 'wave-ends', at: due })
  await bot.tells(bot.posts('kai', 'Does anyone know how to fix a bicycle wheel?'))
  await bot.later(11 * MINUTE)
  expect(await bot.record.requestsWhere({ states: ['dismissed'], limit: 9 })).toHaveLength(1)
  expect(bot.log.map(({ msg }) => msg)).toContain('a timer could not be acted on; it is tried again in a minute')

  await bot.record.saveRequest({ ...aRequest('bad', { ...wordless, state: 'withdrawn' }), version: 1 }, 1)
  await bot.later(MINUTE)
  expect(await bot.record.takeTimers(bot.clock.now() + MINUTE, 9)).toEqual([])
  await bot.close()
})
