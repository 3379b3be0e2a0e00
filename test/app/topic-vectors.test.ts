import { expect, it } from 'vitest'
import { inner } from '../../src/app/inner.ts'
import { requestVector, type TopicSpace, topicVector } from '../../src/app/topic-vectors.ts'
import { unpackTopicWords } from '../../src/matching/topic-words.ts'

/** Two everyday topics, plumbing to the right and bicycles above, and three words that speak of them. */
const words = { words: 'bicycl\npump\ntap', counts: [1, 2, 1], topics: [1, 0, 1, 0], weights: [100, 50, 50, 100] }
const space: TopicSpace = {
  requests: Float64Array.of(0, 0),
  offers: Float64Array.of(0, 0),
  centres: [Float64Array.of(1, 0), Float64Array.of(0, 1)],
  words: unpackTopicWords({ ...words, near: [[], []] }),
}
const plumbing = Float64Array.of(1, 0)
const bicycles = Float64Array.of(0, 1)
const between = Float64Array.of(Math.SQRT1_2, Math.SQRT1_2)
const alike = (request: [string, Float64Array], topic: [string, Float64Array]) =>
  inner(requestVector(...request, space), topicVector(...topic, space))

it('what says the same by its words and by its meaning is alike, and never more than 1', () => {
  const same = alike(['the tap drips', plumbing], ['taps', plumbing])
  expect(same).toBeGreaterThan(0.99)
  expect(same).toBeLessThanOrEqual(1 + 1e-9)
  expect(alike(['the tap drips', plumbing], ['bicycles', bicycles])).toBeLessThan(0.1)
})

it('where the meaning lies between two topics, words tell which', () => {
  expect(alike(['my tap', between], ['taps', plumbing])).toBeGreaterThan(
    alike(['my bicycle', between], ['taps', plumbing]),
  )
})

it('where a word may be either, or no list has it, the meaning tells which', () => {
  for (const text of ['a pump', 'a gizmo', 'the'])
    expect(alike([text, bicycles], ['bicycles', bicycles])).toBeGreaterThan(
      alike([text, plumbing], ['bicycles', bicycles]),
    )
})
