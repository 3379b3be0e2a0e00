import { afterEach, describe, expect, it } from 'vitest'
import { eraseMember } from '../../src/app/erase-member.ts'
import { choicesKeeper } from '../../src/app/kept-choices.ts'
import { createMatchingIndexes, type MatchingIndexes } from '../../src/app/matching-indexes.ts'
import { chooseFrom } from '../../src/matching/choose.ts'
import type { Evidence } from '../../src/matching/evidence.ts'
import type { EvidenceIndex } from '../../src/matching/evidence-index.ts'
import { createMatching } from '../../src/matching/matching.ts'
import { someLoad, weights } from '../matching/some.ts'
import { HOUR, type OpenBot, openBot } from './open-bot.ts'

let bot: OpenBot
afterEach(() => bot.close())

const CLUB = 'club'
const offers = (index: EvidenceIndex) => [...index.postings('declared-topic').byKey.keys()].sort()
const memberOf = async (who: string) => (await bot.record.memberByAccount(`paper:a:${who}`, CLUB))!
const indexes = (learnsWeights = false) => createMatchingIndexes(bot.record, bot.clock, { learnsWeights })

const nothing = async () => undefined
const none = async () => []
const matching = createMatching({ weights })

/** Chooses two of all volunteers, who have all room. */
function choose(index: EvidenceIndex, requestId: string, text: string) {
  const now = bot.clock.now()
  return chooseFrom({
    demand: { askerId: 'somebody', text, topics: [], places: [], at: now },
    index,
    matching,
    now,
    need: { target: 1, maxWave: 2, minFit: 0 },
    loadsOf: (ids) => new Map(ids.map((id) => [id, someLoad(id)])),
    requestId,
  })
}

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

  it('chooses after a restart whom it would have chosen without one', async () => {
    bot = await openBot()
    const people = ['ada', 'ben', 'cy', 'dee', 'eve', 'fay']
    for (const who of people) await bot.tells(bot.runs(who, 'volunteer', { topics: `bicycles, the ${who} club` }))
    const ids = await Promise.all(people.map(async (who) => (await memberOf(who)).id))
    const living = indexes(true)
    let differs = 0
    for (let round = 0; round < 24; round++) {
      const requestId = `request ${round}`
      const about = `Who knows about bicycles or the ${people[round % 4]} club?`
      const asked = async (from: MatchingIndexes) => {
        const { chosen, order } = await choose(await from.of(CLUB), requestId, about)
        return [chosen, order].map((some) => some.map(({ memberId }) => memberId))
      }
      // What is chosen by an index that is thrown away is noted nowhere.
      const restarted = await asked(indexes(true))
      const forgetful = await asked(
        createMatchingIndexes({ ...bot.record, keepGet: nothing, keepList: none }, bot.clock),
      )
      const chosen = await asked(living)
      await living.keep(CLUB, requestId)
      expect(restarted).toEqual(chosen)
      if (JSON.stringify(forgetful) !== JSON.stringify(chosen)) differs++
      await bot.later(5 * HOUR)
      const answered = { kind: 'answered', key: requestId, weight: 1, at: bot.clock.now() } as const
      await bot.record.addEvidence(CLUB, [{ memberId: ids[round % 3]!, ...answered }])
    }
    expect((await living.of(CLUB)).lessons.count).toBeGreaterThan(10)
    expect(differs).toBeGreaterThan(0)
  })

  it('keeps what the community taught as numbers, and only where that is wanted', async () => {
    bot = await openBot()
    await bot.tells(bot.runs('ada', 'volunteer', { topics: 'bicycles' }))
    const here = indexes(true)
    const index = await here.of(CLUB)
    const rows = Float32Array.from([1, 0, 0, 1])
    index.lessons.open({ requestId: 'r', at: bot.clock.now(), memberIds: ['a', 'b'], rows })
    index.lessons.answered('r', 'a')
    const prior = Float64Array.from([0, 0])
    index.lessons.learn(prior, bot.clock.now() + 72 * HOUR)
    await here.keep(CLUB, 'r')
    const taught = [...index.lessons.weightsOver(prior)]
    expect(taught[0]).toBeGreaterThan(0)
    const [after, without] = [await indexes(true).of(CLUB), await indexes(false).of(CLUB)]
    expect([...after.lessons.weightsOver(prior)]).toEqual(taught)
    expect([...without.lessons.weightsOver(prior)]).toEqual([0, 0])
  })

  it('keeps nothing of who was erased, or stopped, in what choosing has taught', async () => {
    bot = await openBot()
    for (const who of ['ada', 'ben', 'cy']) await bot.tells(bot.runs(who, 'volunteer', { topics: 'bicycles' }))
    const [ada, ben, cy] = await Promise.all(['ada', 'ben', 'cy'].map(async (who) => (await memberOf(who)).id))
    const here = indexes(true)
    await choose(await here.of(CLUB), 'r', 'Who knows about bicycles?')
    await here.keep(CLUB, 'r')
    const kept = async () => (await bot.record.keepList(choicesKeeper, `${CLUB} `)).map(({ value }) => value).join('\n')
    for (const id of [ada, ben, cy]) expect(await kept()).toContain(id)
    await bot.record.transaction((tx) =>
      eraseMember(bot.running.bot, tx, { for: 'erasure', memberId: ada!, communityId: CLUB, at: bot.clock.now() }),
    )
    expect(await kept()).not.toContain(ada)
    await bot.tells(bot.runs('ben', 'stop'))
    const index = await here.of(CLUB)
    expect(await kept()).not.toContain(ben)
    expect(await kept()).toContain(cy)
    const width = index.lessons.pending('r')!.rows.length
    expect(index.lessons.pending('r')!.memberIds).toEqual([cy])
    const again = (await indexes(true).of(CLUB)).lessons.pending('r')!
    expect([again.memberIds, again.rows.length]).toEqual([[cy], width])
  })

  it('forgets lessons that are over and demand of more than a week ago', async () => {
    bot = await openBot()
    for (const who of ['ada', 'ben']) await bot.tells(bot.runs(who, 'volunteer', { topics: 'bicycles' }))
    const here = indexes(true)
    const asks = async (requestId: string) => {
      await choose(await here.of(CLUB), requestId, 'Who knows about bicycles?')
      await here.keep(CLUB, requestId)
      return (await bot.record.keepList(choicesKeeper, `${CLUB} `)).map(({ key }) => key)
    }
    expect(await asks('first')).toEqual(['club lesson first', 'club noted first', 'club waves'])
    await bot.later(8 * 24 * HOUR)
    expect(await asks('second')).toEqual(['club lesson second', 'club noted second', 'club waves'])
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
