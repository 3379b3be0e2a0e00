import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createMatching } from '../../src/matching/matching.ts'
import { indexOf, NOON, place, placeOf, row, someDemand, weights } from './some.ts'

const matching = createMatching({ weights, placeOf })

/** Of our own: a request, who should be asked about it, and who only seems to fit. Every third was kept apart from the list of everyday words. */
const pairs = readFileSync(new URL('topic-pairs.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split('\t') as [string, string, string])
const keptApart = pairs.filter((_, i) => i % 3 === 2)

const offers = keptApart.flatMap(([, right, wrong], i) => [
  row(`right${i}`, 'declared-topic', right),
  row(`wrong${i}`, 'declared-topic', wrong),
])
const order = (text: string) =>
  matching.rank(someDemand({ text }), indexOf(...offers), { now: NOON }).map(({ memberId }) => memberId)

test('of requests that share no telling word with the right offer, at least two in three find it first among all offers and near misses', () => {
  const first = keptApart.filter(([text], i) => order(text)[0] === `right${i}`).length
  expect(first / keptApart.length).toBeGreaterThanOrEqual(0.66)
})

test('the reason names what was offered, though the request says it in other words', () => {
  const index = indexOf(row('ann', 'declared-topic', 'plumbing'), row('bob', 'declared-topic', 'tap dancing'))
  const [first] = matching.rank(someDemand({ text: 'The kitchen tap keeps dripping' }), index, { now: NOON })
  expect(first).toMatchObject({ memberId: 'ann', reasons: [{ code: 'declared-topic', detail: ['plumbing'] }] })
})

test('to be from the place is not to know: who offered something else there, or helped with something else there, does not fit', () => {
  const index = indexOf(
    row('offers', 'declared-topic', 'winnipeg hockey'),
    row('offers', 'declared-place', 'winnipeg'),
    row('answered', 'suggested', 'winnipeg'),
    row('answered', 'declared-place', 'winnipeg'),
    row('knows', 'declared-topic', 'public speaking'),
  )
  const ranked = matching.rank(someDemand({ text: 'need a speaker in Winnipeg', places: [place('winnipeg')] }), index, {
    now: NOON,
  })
  const fit = (id: string) => ranked.find(({ memberId }) => memberId === id)?.fit
  expect(fit('knows')).toBeGreaterThan(0.5)
  expect(fit('offers')).toBe(0)
  expect(fit('answered')).toBe(0)
})

test('a request about nothing but a place is about the place', () => {
  const index = indexOf(row('ann', 'declared-topic', 'winnipeg'))
  const [ann] = matching.rank(someDemand({ text: 'Winnipeg?', places: [place('winnipeg')] }), index, { now: NOON })
  expect(ann!.fit).toBeGreaterThan(0.5)
})
