import { afterEach, expect, it } from 'vitest'
import { someEvidence } from '../storage/samples.ts'
import { HOUR, type OpenBot, openBot } from './open-bot.ts'

const DAY = 24 * HOUR
let bot: OpenBot
afterEach(() => bot.close())

const keys = async () => (await bot.record.evidenceOf('ann')).map(({ kind, key }) => `${kind} ${key}`).sort()

it('Evidence that has faded to nothing goes; what was declared, what is fresh and what counts for much stays', async () => {
  bot = await openBot()
  const at = bot.clock.now()
  await bot.record.addEvidence('club', [
    someEvidence('ann', 'tents', { at }),
    someEvidence('ann', 'boats', { at, weight: 20 }),
    someEvidence('ann', 'zips', { at, kind: 'declared-topic' }),
    someEvidence('ann', '2h', { at, kind: 'active' }),
  ])
  await bot.later(31 * DAY)
  expect(await keys()).toEqual(['declared-topic zips', 'learned boats', 'learned tents'])
  // Five half-lives of what is learned from a message are 900 days.
  await bot.later(880 * DAY)
  await bot.record.addEvidence('club', [someEvidence('ann', 'fresh', { at: bot.clock.now() })])
  await bot.later(60 * DAY)
  expect(await keys()).toEqual(['declared-topic zips', 'learned boats', 'learned fresh'])
})
