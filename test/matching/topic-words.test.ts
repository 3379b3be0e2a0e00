import { expect, test } from 'vitest'
import { readAbout, topicKey, unpackTopicWords } from '../../src/matching/topic-words.ts'
import { noWordVectors, packWordVectors } from '../../src/matching/word-vectors.ts'

const [PLUMBING, BICYCLES] = [0, 1]
const vectors = packWordVectors(noWordVectors)
const listed = unpackTopicWords({
  words: ['bike', 'rad', 'tap', 'tap drip', 'wasserhahn', 'werkstatt'].toSorted().join('\n'),
  counts: [1, 1, 2, 1, 1, 1],
  topics: [BICYCLES, BICYCLES, PLUMBING, BICYCLES, PLUMBING, PLUMBING, BICYCLES],
  weights: [100, 100, 90, 10, 50, 100, 60],
  near: [[], []],
  vectors,
})
const about = (...words: string[]) => readAbout(words.map(topicKey), listed)
const most = (...words: string[]) => [...about(...words).about].sort((a, b) => b[1] - a[1])[0]?.[0]

test('a word of two topics speaks more of the one that it is weighed more for', () => {
  expect(most('tap')).toBe(PLUMBING)
  expect([...about('tap').about.keys()].toSorted()).toEqual([PLUMBING, BICYCLES])
})

test('words that stand together say more than apart', () => {
  const weight = (...words: string[]) => about(...words).about.get(PLUMBING)!
  expect(weight('tap', 'dripping')).toBeGreaterThan(weight('tap', 'keeps', 'dripping'))
})

test('other forms of a listed word, accents or not, and words made of listed ones speak of the same', () => {
  expect(most('Wasserhähne'.toLowerCase())).toBe(PLUMBING)
  expect(most('fahrradwerkstatt')).toBe(BICYCLES)
  expect(about('wasserhahns', 'werkstätten').strange).toEqual([])
})

test('a word that is like none that is listed is strange and speaks of nothing', () => {
  expect(about('quux')).toEqual({ about: new Map(), strange: ['quux'] })
})

test('what is near a topic is spoken of a little too', () => {
  const tap = { words: 'tap', counts: [1], topics: [0], weights: [100] }
  const near = unpackTopicWords({ ...tap, near: [[[1, 0.5]], []], vectors })
  const { about: found } = readAbout(['tap'], near)
  expect(found.get(1)).toBeGreaterThan(0)
  expect(found.get(1)).toBeLessThan(found.get(0)! / 2)
})
