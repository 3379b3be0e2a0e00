import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Messages } from '../cards/cards.ts'
import { type TopicWords, unpackTopicWords } from '../matching/topic-words.ts'
import { type MatchingWeights, matchingWeights } from '../matching/weights.ts'
import type { UnderstandingParts } from '../understanding/create-understanding.ts'
import { createGazetteer } from '../understanding/gazetteer.ts'

const run = z.object({ unit: z.number(), bytes: z.base64() })
const weightsSchema = z.object({
  threshold: z.number().min(0).max(1),
  offerThreshold: z.number().min(0).max(1),
  start: z.number(),
  signals: z.record(z.string(), z.number()),
  runs: z.object({ order: run, asking: run, words: run, letters: run }),
})

const moodSchema = z.object({
  start: z.number(),
  threshold: z.number(),
  unit: z.number(),
  concepts: z.base64(),
  words: z.base64(),
  letters: z.base64(),
})

const kindWeights = z.object({ start: z.number(), unit: z.number(), bytes: z.base64() })
const rows = z.object({ starts: z.array(z.number()), out: z.array(z.number()), unit: z.number(), bytes: z.base64() })
const network = rows.extend({ start: z.number(), beside: z.array(z.number()), cues: rows })
const kind = z.enum(['info', 'referral', 'recommendation', 'thing', 'hands', 'problem', 'wish', 'support'])
const secondLookSchema = z.object({
  from: z.number().min(0).max(1),
  english: network,
  glossed: network,
})

const moodMeaning = network.extend({ from: z.number() })

const places = z.object({ levels: z.string(), units: z.array(z.number()) })
const topicWordsSchema = z.object({
  words: z.string(),
  counts: z.array(z.number()),
  topics: z.array(z.number()),
  weights: z.array(z.number()),
  near: z.array(z.array(z.tuple([z.number(), z.number()]))),
  vectors: z.object({ words: z.string(), asked: places, offered: places }),
})

const phrases = z.array(
  z
    .string()
    .min(1)
    .transform((phrase) => phrase.toLowerCase().replaceAll(/['’]/gu, '')),
)
const lexiconSchema = z.object({ crisis: phrases, notCrisis: phrases, low: phrases })

/** What is loaded from files. */
export interface Models extends UnderstandingParts {
  matchingWeights: MatchingWeights
  messages: Messages
  /** Unpacked when first asked for, which takes some 50 ms. */
  topicWords: () => TopicWords
}

/**
 * Reads models, word lists and messages from the directory `configDir`. Takes some 150 ms.
 * Throws an error that names the file and the remedy when one is missing or wrong.
 */
export function loadModels(configDir: string): Models {
  return {
    matchingWeights: read(join(configDir, 'models/matching.json'), RESTORE, (file) =>
      matchingWeights.parse(JSON.parse(file.toString())),
    ),
    messages: read(join(configDir, 'messages/en.json'), RESTORE, (file) =>
      z.record(z.string(), z.string()).parse(JSON.parse(file.toString())),
    ),
    gazetteer: read(join(configDir, 'models/gazetteer.bin.br'), MAKE_GAZETTEER, (file) =>
      createGazetteer(brotliDecompressSync(file, { chunkSize: UNPACKED_GAZETTEER })),
    ),
    weights: read(join(configDir, 'models/request-weights.json'), MAKE_WEIGHTS, (file) =>
      weightsSchema.parse(JSON.parse(file.toString())),
    ),
    moodWeights: read(join(configDir, 'models/mood-weights.json'), MAKE_MOODS, (file) =>
      z.object({ crisis: moodSchema, low: moodSchema }).parse(JSON.parse(file.toString())),
    ),
    secondMood: read(join(configDir, 'models/second-mood.json.br'), MAKE_MOODS, (file) =>
      z.object({ crisis: moodMeaning, low: moodMeaning }).parse(unpack(file)),
    ),
    secondLook: read(join(configDir, 'models/second-look.json.br'), MAKE_WEIGHTS, (file) =>
      secondLookSchema.parse(unpack(file)),
    ),
    kindWeights: read(join(configDir, 'models/kind-weights.json.br'), MAKE_KINDS, (file) =>
      z.record(kind, kindWeights).parse(unpack(file)),
    ),
    topicWords: read(join(configDir, 'models/topic-words.json.br'), MAKE_TOPICS, (file) =>
      later(() => unpackTopicWords(topicWordsSchema.parse(unpack(file)))),
    ),
    lexicon: read(join(configDir, 'crisis-words.yaml'), MEND_LEXICON, (file) =>
      lexiconSchema.parse(parse(file.toString())),
    ),
  }
}

/** Somewhat more than the gazetteer's size, so that it is unpacked in one piece and not pasted together of many. */
const UNPACKED_GAZETTEER = 16 * 1024 * 1024
const RESTORE = 'Restore it from the repository.'
const MAKE_GAZETTEER = 'Make it anew: node training/build-gazetteer.ts'
const MAKE_KINDS = 'Make it anew: node training/train-kinds.ts'
const MAKE_WEIGHTS = 'Make it anew: node training/train-detector.ts'
const MAKE_MOODS = 'Make it anew: node training/train-mood.ts'
const MAKE_TOPICS = 'Make it anew: node training/train-topics.ts'
const MEND_LEXICON = 'Restore it from the repository; it needs the lists crisis, notCrisis and low.'

const unpack = (file: Buffer): unknown => JSON.parse(brotliDecompressSync(file).toString())

const later = <T>(make: () => T) => {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

function read<T>(path: string, remedy: string, open: (file: Buffer) => T): T {
  try {
    return open(readFileSync(path))
  } catch (cause) {
    throw new Error(`Cannot read ${path}: ${(cause as Error).message}\n${remedy}`, { cause })
  }
}
