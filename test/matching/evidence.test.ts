import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addEvidence, decay, halfLives } from '../../src/matching/decay.ts'
import type { Evidence } from '../../src/matching/evidence.ts'
import { learnFromMessage, recordNotTopic, recordReferral, recordSuggestion } from '../../src/matching/learn.ts'
import { readTerms, terms } from '../../src/matching/terms.ts'
import { DAY, NOON, row } from './some.ts'

test('what was learned counts half after its half-life; what was declared stays', () => {
  expect(decay(8, 'learned', NOON, NOON + halfLives.learned)).toBeCloseTo(4)
  expect(decay(8, 'learned', NOON, NOON + 2 * halfLives.learned)).toBeCloseTo(2)
  expect(decay(1, 'declared-topic', NOON, NOON + 9000 * DAY)).toBe(1)
})

test('adding decays the older weight to the newer time', () => {
  const old = row('ann', 'learned', 'speak', 4, NOON - halfLives.learned)
  expect(addEvidence(old, row('ann', 'learned', 'speak', 1))).toEqual(row('ann', 'learned', 'speak', 3))
})

test('declaring a topic again does not count it twice', () => {
  expect(addEvidence(row('ann', 'declared-topic', 'jazz'), row('ann', 'declared-topic', 'jazz')).weight).toBe(1)
})

test('rows about different things cannot be added', () => {
  expect(() => addEvidence(row('ann', 'learned', 'jazz'), row('bob', 'learned', 'jazz'))).toThrow(
    /same member, kind and key/,
  )
})

test('increments may come in any order', () => {
  const increments = fc.array(
    fc.record({ weight: fc.double({ min: 0, max: 3, noNaN: true }), age: fc.integer({ min: 0, max: 800 }) }),
    { minLength: 1, maxLength: 12 },
  )
  const sum = (rows: Evidence[]) => rows.reduce<Evidence | undefined>(addEvidence, undefined)!
  fc.assert(
    fc.property(increments, (list) => {
      const rows = list.map(({ weight, age }) => row('ann', 'learned', 'jazz', weight, NOON - age * DAY))
      const forward = sum(rows)
      const backward = sum([...rows].reverse())
      expect(backward.at).toBe(forward.at)
      expect(backward.weight).toBeCloseTo(forward.weight, 9)
    }),
  )
})

test('terms are stems without stop words, numbers and times, each counted at most three times', () => {
  const found = terms('Need speakers, speaker, speaking, speak by 1 pm or 1:30pm for the web 2.0 event')
  expect(Object.fromEntries(found)).toEqual({ speak: 3, pm: 1, web: 1, '2.0': 1, event: 1 })
})

test('a term remembers the word that the text used', () => {
  expect(readTerms('Plumbing, anyone?')).toEqual([{ term: 'plumb', word: 'plumbing', count: 1 }])
})

test('a message gives at most 24 terms, its channel and whom it answered, and no sentence', () => {
  const text = Array.from({ length: 90 }, (_, i) => `word${i}`).join(' ')
  const rows = learnFromMessage({ memberId: 'ann', text, channelId: 'c', repliedTo: 'bob', at: NOON })
  expect(rows.filter(({ kind }) => kind === 'learned')).toHaveLength(24)
  expect(rows).toContainEqual(row('ann', 'channel', 'c'))
  expect(rows).toContainEqual(row('ann', 'replied-to', 'bob'))
  expect(rows.every(({ key }) => !key.includes(' '))).toBe(true)
})

test('answering oneself teaches nothing', () => {
  const rows = learnFromMessage({ memberId: 'ann', text: 'also', channelId: 'c', repliedTo: 'ann', at: NOON })
  expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['channel', 'active']))
})

test('a request teaches about its suggester, the one named and the one it was no topic of, by its words and topics', () => {
  const demand = { text: 'a vet for parrots', topics: ['birds'] }
  const keys = ['bird', 'vet', 'parrot']
  const about = { memberId: 'ann', demand, at: NOON }
  expect(recordSuggestion(about).map(({ kind, key }) => [kind, key])).toEqual(keys.map((key) => ['suggested', key]))
  expect(recordSuggestion({ ...about, helped: true }).every(({ kind }) => kind === 'helped')).toBe(true)
  expect(recordReferral(about).map(({ kind, key }) => [kind, key])).toEqual(keys.map((key) => ['referred', key]))
  expect(recordNotTopic(about).map(({ kind, key }) => [kind, key])).toEqual(keys.map((key) => ['not-topic', key]))
})

test('terms are stored under the given hash', () => {
  const rows = recordSuggestion(
    { memberId: 'ann', demand: { text: 'parrots', topics: [] }, at: NOON },
    (term) => `#${term.length}`,
  )
  expect(rows.map(({ key }) => key)).toEqual(['#6'])
})
