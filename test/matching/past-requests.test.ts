import { expect, test } from 'vitest'
import { createEvidenceIndex } from '../../src/matching/evidence-index.ts'
import { pastRequest, recordSuggestion } from '../../src/matching/learn.ts'
import { createMatching } from '../../src/matching/matching.ts'
import { DAY, NOON, someDemand, weights } from './some.ts'

const matching = createMatching({ weights })
const parrot = { text: 'which vet would you trust with a parrot', topics: [] }

function answeredBy(...members: string[]) {
  const index = createEvidenceIndex()
  index.addRequest(pastRequest({ id: 'old', demand: parrot, at: NOON - DAY }))
  for (const memberId of members)
    index.apply(recordSuggestion({ memberId, demand: parrot, requestId: 'old', at: NOON - DAY }))
  return index
}
const alike = (index: ReturnType<typeof answeredBy>, text: string) =>
  index.past.alike([{ term: text, key: text, word: text, count: 1 }])

test('an earlier request like this one leads to who answered it', () => {
  const [found] = alike(answeredBy('ann'), 'parrot')
  expect(found!.likeness).toBeGreaterThan(0)
  expect(found!.request.answers.size).toBe(1)
  expect(alike(answeredBy('ann'), 'sailing')).toEqual([])
  const ranked = matching.rank(someDemand({ text: 'my parrot needs a vet' }), answeredBy('ann'), { now: NOON })
  expect(ranked[0]).toMatchObject({
    memberId: 'ann',
    reasons: [{ code: 'suggested-before', detail: ['parrot', 'vet'] }],
  })
})

test('who is removed answered nothing any more', () => {
  const index = answeredBy('ann', 'bob')
  index.removeMember('ann')
  expect(alike(index, 'parrot')[0]!.request.answers.size).toBe(1)
  index.removeMember('bob')
  expect(alike(index, 'parrot')).toEqual([])
})

test('a request whose words are not kept any more is found no more', () => {
  const index = answeredBy('ann')
  index.past.keepOnly(new Set(['another']))
  expect(alike(index, 'parrot')).toEqual([])
  expect(index.past.has('old')).toBe(false)
})
