import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { type Glossary, type PackedGlossary, readInEnglish, unpackGlossary } from '../understanding/glossary.ts'
import type { SecondLookWeights } from '../understanding/judge-by-meaning.ts'
import type { SecondMoodWeights } from '../understanding/judge-mood-by-meaning.ts'
import { createMeaningOf, type Meaning, type MeaningWeights } from '../understanding/meaning.ts'
import { openSentences } from './embed-sentences.ts'
import { readTopicSpace, requestVector, sentenceAbout, topicVector } from './topic-vectors.ts'

/** More than is embedded, in any language. */
const MOST_LETTERS = 600

/** What a message means, and its vector turned to be compared with those of topics. */
export interface Asked {
  meaning: Meaning
  turned: Float64Array
}

export interface MeaningReader {
  /** Undefined where the language is not known. */
  readRequest(text: string): Promise<Asked | undefined>
  /** A vector for each; inner products with a request's `turned` say how alike they are. */
  readTopics(topics: readonly string[]): Promise<Float64Array[]>
}

/**
 * Opens sentence vectors, glossaries and everyday topics: some 0.6 s, and 200 MB.
 * @param folder config/models
 * @throws Error when a file is missing, or the optional packages are not installed
 */
export async function openMeaningReader(folder: string): Promise<MeaningReader> {
  const glossary = readGlossary(folder)
  const space = readTopicSpace(folder)
  const meaningOf = createMeaningOf(readMeaningWeights(folder))
  const embed = await openSentences()
  return {
    async readRequest(text) {
      const english = readInEnglish(text.slice(0, MOST_LETTERS), glossary)
      const [sentence] = english ? await embed([english.text]) : []
      if (!english || !sentence) return undefined
      return {
        meaning: meaningOf(sentence, english.glossed),
        turned: requestVector(english.text, sentence.vector, space),
      }
    },
    async readTopics(topics) {
      const english = topics.map((topic) => readInEnglish(topic, glossary)?.text ?? topic)
      const sentences = await embed(english.map(sentenceAbout))
      return sentences.map(({ vector }, i) => topicVector(english[i]!, vector, space))
    },
  }
}

/** What words of other languages are in English; made by training/build-glossary.ts. */
export const readGlossary = (folder: string): Glossary =>
  unpackGlossary(unpack(folder, 'glossary.json.br') as PackedGlossary)

/** As load-models.ts has checked them. */
const readMeaningWeights = (folder: string): MeaningWeights => ({
  secondLook: unpack(folder, 'second-look.json.br') as SecondLookWeights,
  secondMood: unpack(folder, 'second-mood.json.br') as SecondMoodWeights,
})

const unpack = (folder: string, name: string): unknown =>
  JSON.parse(brotliDecompressSync(readFileSync(join(folder, name))).toString())
