import { expect, test } from 'vitest'
import { packWordVectors, placeOfWords, unpackWordVectors, WIDTH } from '../../src/matching/word-vectors.ts'
import { innerFrom } from '../../src/understanding/network.ts'
import { wordsAt } from './words-at.ts'

const [MUSIC, PHYSICS, WATER] = [0, 1, 2]
const vectors = wordsAt(
  { violin: [MUSIC], string: [MUSIC], leak: [WATER], luthie: [MUSIC], theory: [PHYSICS], plumbe: [WATER] },
  { violin: [MUSIC], string: [PHYSICS], leak: [], luthie: [MUSIC], theory: [PHYSICS], plumbe: [WATER] },
)
const fit = (asked: string[], offered: string[]) =>
  innerFrom(placeOfWords(asked, 'asked', vectors), 0, placeOfWords(offered, 'offered', vectors), 0, WIDTH)

test('what is offered lies near what is asked, though they share no word', () => {
  expect(fit(['leak'], ['plumber'])).toBeCloseTo(1)
  expect(fit(['leak'], ['luthier'])).toBe(0)
})

test('a word of a request may lie elsewhere than the same word of an offer', () => {
  const broken = ['violin', 'string']
  expect(fit(broken, ['luthier'])).toBeGreaterThan(fit(broken, ['string', 'theory']))
})

test('forms that begin alike are one word, and who has no known word lies nowhere', () => {
  expect(fit(['leak'], ['plumbers', 'quux'])).toBeCloseTo(1)
  expect([...placeOfWords(['quux'], 'asked', vectors)].every((value) => value === 0)).toBe(true)
})

test('what is packed comes back as it was', () => {
  expect(unpackWordVectors(packWordVectors(vectors))).toEqual({
    words: vectors.words,
    asked: { ...vectors.asked, units: Float32Array.from(vectors.asked.units) },
    offered: { ...vectors.offered, units: Float32Array.from(vectors.offered.units) },
  })
})

test('vectors that are not whole are refused, with the remedy', () => {
  const packed = packWordVectors(vectors)
  expect(() => unpackWordVectors({ ...packed, asked: { ...packed.asked, levels: '333' } })).toThrow(
    /node training\/train-topics\.ts/u,
  )
})
