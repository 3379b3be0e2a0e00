import fc from 'fast-check'
import { expect, test } from 'vitest'
import { halfLives } from '../../src/matching/decay.ts'
import { createEvidenceIndex } from '../../src/matching/evidence-index.ts'
import { createMatching } from '../../src/matching/matching.ts'
import { DAY, indexOf, NOON, row, someDemand, weights } from './some.ts'

const matching = createMatching({ weights })
const demand = someDemand({ text: 'speaker jazz', channelId: 'c' })

test('a later row replaces the earlier one of the same member, kind and key', () => {
  const index = indexOf(row('ann', 'learned', 'jazz', 5), row('ann', 'learned', 'jazz', 2))
  expect(index.postings('learned').byKey.get('jazz')).toMatchObject({ slots: [0], weights: [2] })
  expect(index.postings('learned').totals).toEqual([2])
})

test('a row of weight 0 takes the evidence away', () => {
  const index = indexOf(row('ann', 'declared-topic', 'jazz'), row('ann', 'declared-topic', 'jazz', 0))
  expect(matching.rank(demand, index, { now: NOON })).toEqual([])
})

test('weights fade with time without being rewritten', () => {
  const index = indexOf(
    row('ann', 'learned', 'jazz', 4, NOON),
    row('bob', 'learned', 'jazz', 4, NOON + halfLives.learned),
  )
  const { weights: kept } = index.postings('learned').byKey.get('jazz')!
  const fade = index.fade('learned', NOON + halfLives.learned)
  expect(kept[0]! * fade).toBeCloseTo(2)
  expect(kept[1]! * fade).toBeCloseTo(4)
})

test('nothing is left of a removed member, and a new one does not inherit', () => {
  const index = indexOf(row('ann', 'declared-topic', 'jazz'), row('ann', 'learned', 'jazz'), row('ann', 'channel', 'c'))
  index.removeMember('ann')
  expect(index.members()).toEqual([])
  index.apply([row('bob', 'language', 'en')])
  expect(matching.rank(demand, index, { now: NOON })).toEqual([])
  index.removeMember('nobody')
  expect(index.members()).toEqual(['bob'])
})

test('replacing a member keeps only the new rows', () => {
  const index = indexOf(row('ann', 'declared-topic', 'jazz'))
  index.replaceMember('ann', [row('ann', 'declared-topic', 'chess')])
  expect(matching.rank(demand, index, { now: NOON })).toEqual([])
  expect(matching.rank(someDemand({ text: 'chess' }), index, { now: NOON })).toHaveLength(1)
})

const someRow = fc.record({
  memberId: fc.constantFrom('ann', 'bob', 'cy', 'dee', 'eve'),
  kind: fc.constantFrom('declared-topic', 'learned', 'suggested', 'not-topic', 'replied-to', 'channel'),
  key: fc.constantFrom('speak', 'jazz', 'mitch', 'c'),
  weight: fc.double({ min: 0, max: 9, noNaN: true }),
  at: fc.integer({ min: NOON - 300 * DAY, max: NOON }),
} as const)

test('an index kept up to date by changes ranks like one built anew from the last rows', () => {
  const change = fc.oneof(someRow, someRow, fc.constantFrom('ann', 'bob', 'cy'))
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const kept = createEvidenceIndex()
      const rows = new Map<string, (typeof changes)[number] & object>()
      for (const one of changes) {
        if (typeof one === 'string') {
          kept.removeMember(one)
          for (const [id, { memberId }] of rows) if (memberId === one) rows.delete(id)
        } else {
          kept.apply([one])
          rows.set(`${one.memberId} ${one.kind} ${one.key}`, one)
        }
      }
      // Times of rows that were taken away again still show when somebody was active; so keep the newest time in both.
      const anew = createEvidenceIndex()
      anew.apply(rows.values())
      const scores = (index: typeof kept) =>
        new Map(
          matching.rank(demand, index, { now: NOON }).map(({ memberId, fit }) => [memberId, Math.round(fit * 1e6)]),
        )
      const expected = scores(anew)
      for (const [memberId, fit] of scores(kept)) if (fit > 0) expect(fit).toBe(expected.get(memberId))
      for (const [memberId, fit] of expected) if (fit > 0) expect(scores(kept).get(memberId)).toBe(fit)
    }),
  )
})
