import { afterEach, describe, expect, it } from 'vitest'
import { createMatchingIndexes } from '../../src/app/matching-indexes.ts'
import type { Evidence } from '../../src/matching/evidence.ts'
import type { EvidenceIndex } from '../../src/matching/evidence-index.ts'
import { HOUR, type OpenBot, openBot } from './open-bot.ts'

let bot: OpenBot
afterEach(() => bot.close())

const CLUB = 'club'
const offers = (index: EvidenceIndex) => [...index.postings('declared-topic').byKey.keys()].sort()
const memberOf = async (who: string) => (await bot.record.memberByAccount(`paper:a:${who}`, CLUB))!
const indexes = (learnsWeights = false) => createMatchingIndexes(bot.record, bot.clock, { learnsWeights })

async function wrote(who: string, term: string): Promise<Evidence> {
  const { id } = await memberOf(who)
  return { memberId: id, kind: 'learned', key: term, weight: 1, at: bot.clock.now() }
}

describe('The matching index of a community', () => {
  it('holds what the record says of its volunteers: what they declared, and what they left', async () => {
    bot = await openBot()
    await bot.tells(bot.runs('ada', 'volunteer', { topics: 'bicycles, opera' }))
    await bot.record.addEvidence(CLUB, [await wrote('ada', 'gearbox')])
    const index = await indexes().of(CLUB)
    expect(offers(index)).toEqual(['bicycles', 'opera'])
    expect(index.postings('learned').byKey.has('gearbox')).toBe(true)
    expect(index.members()).toEqual([(await memberOf('ada')).id])
  })

  it('follows what another process writes: who comes, who changes, who stops', async () => {
    bot = await openBot()
    await bot.tells(bot.runs('ada', 'volunteer', { topics: 'bicycles' }))
    const here = indexes()
    expect(offers(await here.of(CLUB))).toEqual(['bicycles'])
    await bot.tells(bot.runs('ben', 'volunteer', { topics: 'opera' }))
    await bot.record.addEvidence(CLUB, [await wrote('ada', 'gearbox')])
    const index = await here.of(CLUB)
    expect(offers(index)).toEqual(['bicycles', 'opera'])
    expect(index.postings('learned').byKey.get('gearbox')?.slots).toEqual([index.slotOf((await memberOf('ada')).id)])
    await bot.tells(bot.runs('ada', 'stop'))
    expect(offers(await here.of(CLUB))).toEqual(['opera'])
  })

  it('is asked for twice at once and built once', async () => {
    bot = await openBot()
    await bot.tells(bot.runs('ada', 'volunteer', { topics: 'bicycles' }))
    const here = indexes()
    const [one, two] = await Promise.all([here.of(CLUB), here.of(CLUB)])
    expect(two).toBe(one)
  })

  it('is built anew at the next question when the record could not be read', async () => {
    bot = await openBot()
    await bot.tells(bot.runs('ada', 'volunteer', { topics: 'bicycles' }))
    let fails = true
    const volunteers: typeof bot.record.volunteers = (...given) =>
      fails ? Promise.reject(new Error('the disk is away')) : bot.record.volunteers(...given)
    const here = createMatchingIndexes({ ...bot.record, volunteers }, bot.clock)
    await expect(here.of(CLUB)).rejects.toThrow('the disk is away')
    fails = false
    expect(offers(await here.of(CLUB))).toEqual(['bicycles'])
  })

  it('keeps what the community taught over a restart, as numbers, where that is wanted', async () => {
    bot = await openBot()
    await bot.tells(bot.runs('ada', 'volunteer', { topics: 'bicycles' }))
    const here = indexes(true)
    const index = await here.of(CLUB)
    const rows = Float32Array.from([1, 0, 0, 1])
    index.lessons.open({ requestId: 'r', at: bot.clock.now(), memberIds: ['a', 'b'], rows })
    index.lessons.answered('r', 'a')
    const prior = Float64Array.from([0, 0])
    index.lessons.learn(prior, bot.clock.now() + 72 * HOUR)
    await here.of(CLUB)
    const taught = [...index.lessons.weightsOver(prior)]
    expect(taught[0]).toBeGreaterThan(0)
    const [after, without] = [await indexes(true).of(CLUB), await indexes(false).of(CLUB)]
    expect([...after.lessons.weightsOver(prior)].map((one) => one.toFixed(4))).toEqual(
      taught.map((one) => one.toFixed(4)),
    )
    expect([...without.lessons.weightsOver(prior)]).toEqual([0, 0])
  })
})

describe('Who agreed to be learned from', () => {
  it('is known by account two seconds later, and nobody else is', async () => {
    bot = await openBot()
    await bot.tells(bot.runs('ada', 'volunteer', { topics: 'bicycles' }))
    const here = indexes()
    expect(await here.learner(CLUB, 'paper:a:ada')).toBeUndefined()
    const ada = await memberOf('ada')
    await bot.record.transaction((tx) =>
      tx.saveMember(
        { ...ada, version: ada.version + 1, volunteer: { ...ada.volunteer!, learning: true } },
        ada.version,
      ),
    )
    await bot.later(2000)
    expect(await here.learner(CLUB, 'paper:a:ada')).toBe(ada.id)
    expect(await here.learner(CLUB, 'paper:a:ben')).toBeUndefined()
  })
})
