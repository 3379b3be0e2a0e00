import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openSentences } from '../../src/app/embed-sentences.ts'
import { inner } from '../../src/app/inner.ts'
import { loadModels } from '../../src/app/load-models.ts'
import {
  readTopicSpace,
  requestVector,
  sentenceAbout,
  type TopicSpace,
  topicVector,
} from '../../src/app/topic-vectors.ts'
import { TopicLookup } from '../../src/matching/match-topics.ts'
import { readTerms } from '../../src/matching/terms.ts'
import { unpackTopicWords } from '../../src/matching/topic-words.ts'
import { packWordVectors } from '../../src/matching/word-vectors.ts'
import { wordsAt } from '../matching/words-at.ts'

/** Two everyday topics, plumbing to the right and bicycles above, and three words that speak of them and lie there. */
const words = { words: 'bicycl\npump\ntap', counts: [1, 2, 1], topics: [1, 0, 1, 0], weights: [100, 50, 50, 100] }
const space: TopicSpace = {
  requests: Float64Array.of(0, 0),
  offers: Float64Array.of(0, 0),
  centres: [Float64Array.of(1, 0), Float64Array.of(0, 1)],
  words: unpackTopicWords({
    ...words,
    near: [[], []],
    vectors: packWordVectors(wordsAt({ tap: [0], bicycl: [1], pump: [0, 1] })),
  }),
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

it('with vectors, too, who just says what they need finds who offers a sort of it, and who does not say it finds who knows', async () => {
  const config = join(import.meta.dirname, '../../config')
  const { matchingWeights, topicWords } = loadModels(config)
  const known = readTopicSpace(join(config, 'models'))
  const embed = await openSentences()
  const offers = [
    'keynote speaker',
    'extension ladder',
    'emergency plumber',
    'knows every takeaway downtown',
    'web design',
  ]
  const lookup = new TopicLookup()
  for (const offer of offers) lookup.add(offer)
  const about = await embed(offers.map(sentenceAbout))
  const found = async (text: string) => {
    const asked = requestVector(text, (await embed([text]))[0]!.vector, known)
    const of = new Map(offers.map((offer, i) => [offer, inner(asked, topicVector(offer, about[i]!.vector, known))]))
    const likeness = { of, glossed: false }
    const said = readTerms(text).map(({ word }) => word)
    return lookup.fitting(said, topicWords, matchingWeights.topics, likeness).map(({ topic }) => topic)
  }
  for (const text of ['Does anyone know a speaker who could step in?', 'Need a speaker for our event tonight'])
    expect((await found(text))[0]).toBe('keynote speaker')
  expect((await found('can anybody lend me a ladder'))[0]).toBe('extension ladder')
  expect((await found('is there a plumber around'))[0]).toBe('emergency plumber')
  expect((await found('Where can I eat late near the station?'))[0]).toBe('knows every takeaway downtown')
})
