import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Demand } from '../../src/matching/evidence.ts'
import type { EvidenceIndex } from '../../src/matching/evidence-index.ts'
import { learnFromMessage, recordNotTopic, recordReferral, recordSuggestion } from '../../src/matching/learn.ts'
import { createMatching } from '../../src/matching/matching.ts'
import { DAY, indexOf, NOON, place, placeOf, row, someDemand, weights } from './some.ts'

const matching = createMatching({ weights, placeOf })
const rank = (demand: Demand, index: EvidenceIndex) => matching.rank(demand, index, { now: NOON })
const names = (demand: Demand, index: EvidenceIndex) => rank(demand, index).map(({ memberId }) => memberId)

test('somebody who offered public speaking near Winnipeg is ranked before somebody who offered it far away', () => {
  const index = indexOf(
    row('far', 'declared-topic', 'public speaking'),
    row('far', 'declared-place', 'halifax'),
    row('near', 'declared-topic', 'public speaking'),
    row('near', 'declared-place', 'selkirk'),
    row('there', 'declared-topic', 'public speaking'),
    row('there', 'declared-place', 'winnipeg'),
    row('anywhere', 'declared-topic', 'public speaking'),
  )
  const ranked = rank(someDemand({ text: 'who is good at public speaking', places: [place('winnipeg')] }), index)
  expect(ranked.map(({ memberId }) => memberId)).toEqual(['there', 'near', 'anywhere', 'far'])
  expect(ranked[0]!.reasons.map(({ code, detail }) => [code, ...detail])).toEqual([
    ['declared-topic', 'public speaking'],
    ['declared-place', 'Winnipeg'],
  ])
  expect(ranked[1]!.reasons[1]).toMatchObject({ code: 'near-place', detail: ['Selkirk'] })
})

test('the asker is never among the ranked, not even as a candidate', () => {
  const index = indexOf(row('mitch', 'declared-topic', 'web 2.0'), row('joel', 'declared-topic', 'web 2.0'))
  expect(names(someDemand(), index)).toEqual(['joel'])
  const ranked = matching.rank(someDemand(), index, { now: NOON, candidates: ['mitch', 'joel'] })
  expect(ranked.map(({ memberId }) => memberId)).toEqual(['joel'])
})

test('a topic fits by its stems, its last word most', () => {
  const index = indexOf(
    row('transport', 'declared-topic', 'public transport'),
    row('speaking', 'declared-topic', 'public speaking'),
  )
  const fits = rank(someDemand({ text: 'need a public speaker' }), index)
  expect(fits[0]).toMatchObject({ memberId: 'speaking' })
  expect(fits[0]!.fit).toBeGreaterThan(0.8)
  for (const other of fits.slice(1)) expect(other.fit).toBeLessThan(0.5)
})

test('what was declared counts before what was learned', () => {
  const index = indexOf(
    ...learnFromMessage({ memberId: 'talker', text: 'that speaker on web 2.0 again', channelId: 'c', at: NOON }),
    row('offers', 'declared-topic', 'web 2.0'),
  )
  expect(names(someDemand(), index)[0]).toBe('offers')
})

test('a suggestion that helped counts more than one that did not, and being named counts', () => {
  const demand = someDemand({ text: 'which vet would you trust with a parrot' })
  const index = indexOf(
    ...recordSuggestion({ memberId: 'suggested', demand, at: NOON }),
    ...recordSuggestion({ memberId: 'helped', demand, helped: true, at: NOON }),
    ...recordReferral({ memberId: 'named', demand, at: NOON }),
    row('nobody', 'learned', 'football'),
  )
  const ranked = rank(demand, index)
  expect(ranked[0]!.memberId).toBe('helped')
  expect(ranked.map(({ memberId }) => memberId)).toContain('named')
  const named = ranked.find(({ memberId }) => memberId === 'named')!
  expect(named.reasons[0]).toMatchObject({ code: 'named-by-others', detail: ['vet', 'trust', 'parrot'] })
})

test('"not my topic" lowers, and only for what it was said about', () => {
  const demand = someDemand()
  const known = [row('ann', 'declared-topic', 'web 2.0'), row('bob', 'declared-topic', 'web 2.0')]
  const index = indexOf(...known, ...recordNotTopic({ memberId: 'ann', demand, at: NOON }))
  expect(names(demand, index)).toEqual(['bob', 'ann'])
  const [ann, bob] = rank(someDemand({ text: '', topics: ['web 2.0 design'] }), indexOf(...known))
  expect(ann!.score).toBe(bob!.score)
})

test('who speaks the language of the request comes before who speaks only others; who said nothing stands between', () => {
  const index = indexOf(
    row('french', 'declared-topic', 'web 2.0'),
    row('french', 'language', 'fr'),
    row('silent', 'declared-topic', 'web 2.0'),
    row('english', 'declared-topic', 'web 2.0'),
    row('english', 'language', 'en'),
  )
  expect(names(someDemand({ language: 'en' }), index)).toEqual(['english', 'silent', 'french'])
})

test('who only speaks the language is not proposed, for a ping has to say why', () => {
  const index = indexOf(row('ann', 'declared-topic', 'web 2.0'), row('bob', 'language', 'en'))
  expect(names(someDemand({ language: 'en' }), index)).toEqual(['ann'])
})

test('who usually answers this asker, and who was here lately, come first among equals', () => {
  const said = (memberId: string, at: number, repliedTo?: string) =>
    learnFromMessage({ memberId, text: 'a speaker', channelId: 'c', at, ...(repliedTo && { repliedTo }) })
  expect(names(someDemand(), indexOf(...said('a', NOON, 'others'), ...said('b', NOON, 'mitch')))).toEqual(['b', 'a'])
  expect(names(someDemand(), indexOf(...said('a', NOON - 9 * DAY), ...said('b', NOON)))).toEqual(['b', 'a'])
})

test('who writes in the channel of the request comes before who writes elsewhere', () => {
  const said = (memberId: string, channelId: string) =>
    learnFromMessage({ memberId, text: 'speaker', channelId, at: NOON })
  expect(names(someDemand({ channelId: 'here' }), indexOf(...said('a', 'there'), ...said('b', 'here')))).toEqual([
    'b',
    'a',
  ])
})

test('reasons are named in the words of the request, also when terms are stored as hashes', () => {
  const hash = (term: string) => `#${[...term].reverse().join('')}`
  const rows = learnFromMessage({ memberId: 'ann', text: 'many good speakers', channelId: 'c', at: NOON }, hash)
  expect(rows.map(({ key }) => key)).not.toContain('speak')
  const hashing = createMatching({ weights, hash })
  const [ann] = hashing.rank(someDemand(), indexOf(...rows), { now: NOON })
  expect(ann!.reasons).toContainEqual(expect.objectContaining({ code: 'writes-about', detail: ['speaker'] }))
})

test('all candidates are ranked, also one of whom nothing is known, who comes last without a reason', () => {
  const index = indexOf(row('ann', 'declared-topic', 'web 2.0'), row('bob', 'declared-topic', 'web 2.0'))
  const ranked = matching.rank(someDemand(), index, { now: NOON, candidates: ['zoe', 'bob'] })
  expect(ranked.map(({ memberId }) => memberId)).toEqual(['bob', 'zoe'])
  expect(ranked[1]).toMatchObject({ score: 0, fit: 0, reasons: [] })
})

test('being around is no sign of knowing: fit stays 0', () => {
  const index = indexOf(...learnFromMessage({ memberId: 'ann', text: 'lunch', channelId: 'c', at: NOON }))
  const [ann] = rank(someDemand({ channelId: 'c' }), index)
  expect(ann!.score).toBeGreaterThan(0)
  expect(ann!.fit).toBe(0)
})

const someRows = fc.array(
  fc.record({
    memberId: fc.constantFrom('mitch', 'ann', 'bob', 'cy', 'dee'),
    kind: fc.constantFrom(
      'declared-topic',
      'learned',
      'suggested',
      'helped',
      'not-topic',
      'replied-to',
      'channel',
      'language',
    ),
    key: fc.constantFrom('speak', 'web', 'web 2.0', 'speaker', 'mitch', 'c', 'en', 'fr'),
    weight: fc.double({ min: 0, max: 50, noNaN: true }),
    at: fc.integer({ min: NOON - 900 * DAY, max: NOON }),
  } as const),
)

test('whatever is known: no asker, nobody twice, scores 0..1 falling, a reason for each score, the same again', () => {
  fc.assert(
    fc.property(someRows, fc.boolean(), (rows, withLanguage) => {
      const demand = someDemand({ channelId: 'c', ...(withLanguage && { language: 'en' }) })
      const ranked = rank(demand, indexOf(...rows))
      const members = ranked.map(({ memberId }) => memberId)
      expect(members).not.toContain('mitch')
      expect(new Set(members).size).toBe(members.length)
      ranked.forEach(({ score, fit, reasons }, i) => {
        expect(score).toBeGreaterThan(0)
        expect(score).toBeLessThanOrEqual(1)
        expect(fit).toBeLessThanOrEqual(1 + 1e-9)
        expect(score).toBeLessThanOrEqual(ranked[i - 1]?.score ?? 1)
        expect(reasons.length).toBeGreaterThan(0)
        expect(reasons.reduce((sum, { share }) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9)
      })
      expect(rank(demand, indexOf(...rows))).toEqual(ranked)
    }),
  )
})
