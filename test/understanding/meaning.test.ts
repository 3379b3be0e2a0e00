import { expect, it } from 'vitest'
import { createMeaningOf } from '../../src/understanding/meaning.ts'
import { createNetwork, type NetworkWeights, PIECE, type Sentence, VECTOR } from '../../src/understanding/network.ts'
import { models } from './reader.ts'

/** Rows of weights, all nothing but the first few of each. */
const packed = (size: number, rows: number[][]) =>
  Buffer.from(Int8Array.from(rows.flatMap((row) => [...row, ...Array(size - row.length).fill(0)])).buffer).toString(
    'base64',
  )
const padded = (size: number, parts: number[][]) =>
  parts.flatMap((part) => [...part, ...Array(size - part.length).fill(0)])
const sentence = (vector: number[], ...pieces: number[][]): Sentence => ({
  vector: Float64Array.from(padded(VECTOR, [vector])),
  pieces: Float32Array.from(padded(PIECE, pieces)),
})

const units = {
  starts: [0, 1],
  out: [3, -1],
  unit: 0.5,
  bytes: packed(VECTOR, [
    [2, 4],
    [0, -2],
  ]),
}
const cues = { starts: [-1], out: [10], unit: 1, bytes: packed(PIECE, [[1, -1]]) }
const weights: NetworkWeights = { start: 0.5, beside: [], ...units, cues: { starts: [], out: [], unit: 1, bytes: '' } }

it('a hidden unit counts what of it is above nothing', () => {
  const weigh = createNetwork(weights, 'x')
  expect(weigh(sentence([1, 0], []))).toBe(0.5 + 3 * 1 - 1)
  expect(weigh(sentence([-1, 0.25], []))).toBe(0.5 + 0 - 0.75)
})

it('a cue counts where one piece shows it most, however many others do not', () => {
  const weigh = createNetwork({ ...weights, cues }, 'x')
  const without = createNetwork(weights, 'x')
  const one = sentence([1], [0, 5], [4, 1], [1, 0])
  expect(weigh(one)).toBe(without(one) + 10 * (4 - 1 - 1))
  const none = sentence([1], [0, 5], [1, 0])
  expect(weigh(none)).toBe(without(none))
})

it('too few weights are refused, and who makes them is named', () => {
  expect(() => createNetwork({ ...weights, bytes: packed(VECTOR, [[1]]) }, 'train-x.ts')).toThrow(/train-x\.ts/)
  expect(() => createNetwork({ ...weights, cues: { ...cues, bytes: '' } }, 'train-x.ts')).toThrow(/train-x\.ts/)
})

it('a gloss is judged by a network of its own: it is rougher', () => {
  const meaningOf = createMeaningOf(models)
  const some = sentence([0.6, -0.8], [1, 2], [3])
  const [english, gloss] = [meaningOf(some, false), meaningOf(some, true)]
  expect(english.request).not.toBe(gloss.request)
  expect([english.glossed, gloss.glossed]).toEqual([false, true])
})
