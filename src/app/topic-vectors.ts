import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { readTerms } from '../matching/terms.ts'
import {
  type PackedTopicWords,
  readAbout,
  type TopicWords,
  topicKey,
  unpackTopicWords,
} from '../matching/topic-words.ts'
import { placeOfWords } from '../matching/word-vectors.ts'
import { inner } from './inner.ts'

/** What `config/models/topic-centres.json.br` holds: the mean vectors of our requests and of what is offered, and where each everyday topic lies. */
export interface TopicCentres {
  requests: Float64Array
  offers: Float64Array
  /** Of length 1. */
  centres: Float64Array[]
}

/** By what a sentence is told to be about an everyday topic: where topics lie among sentence vectors, and which words speak of them. */
export interface TopicSpace extends TopicCentres {
  words: TopicWords
}

/** How sharply a sentence is about one topic rather than others, by its vector. */
const SHARPNESS = 14
/** How much its words say about that beside its vector, and what part a topic has that they say nothing of. */
const WORDS = 0.6
const UNSAID = 0.001
/** How much the everyday topics of two sentences, and the places of their words, count beside the sentences themselves. */
const TOPICS = 1.2
const PLACES = 1

/** What is embedded for a topic: beside requests, a bare noun stands apart from all of them. */
export const sentenceAbout = (topic: string) => `I need help with ${topic}`

/** A request's vector made to be compared with those of topics. */
export const requestVector = (text: string, vector: Float64Array, space: TopicSpace) =>
  withWords(text, beyond(vector, space.requests), 'asked', space)

/** A topic's vector, from that of `sentenceAbout`. Its inner product with a request's, −1..1, says how alike they are. */
export const topicVector = (topic: string, vector: Float64Array, space: TopicSpace) =>
  withWords(topic, beyond(vector, space.offers), 'offered', space)

/** What a vector tells beyond what all of its sort have in common. */
export const beyond = (vector: Float64Array, mean: Float64Array) => unit(vector.map((value, k) => value - mean[k]!))

/**
 * The vector, behind it how much the sentence is about each everyday topic, and behind that where its words lie: the inner product of two is a mean of their cosine, the
 * overlap between their topics (Bhattacharyya's coefficient, hence square roots) and the cosine of their words. How much it is about a topic: a softmax over the vector's
 * nearness to topics' centres times a power of the part that its words have in each, made to sum up to 1 (a product of experts, Hinton 2002): what both say counts most.
 */
function withWords(text: string, vector: Float64Array, as: 'asked' | 'offered', { centres, words }: TopicSpace) {
  const keys = readTerms(text).map(({ word }) => topicKey(word))
  const { about } = readAbout(keys, words)
  const said = about.values().reduce((sum, one) => sum + one, 0) || 1
  const raised = centres.map(
    (centre, topic) => Math.exp(SHARPNESS * inner(centre, vector)) * ((about.get(topic) ?? 0) / said + UNSAID) ** WORDS,
  )
  const sum = raised.reduce((all, one) => all + one, 0)
  const whole = 1 + TOPICS + PLACES
  return Float64Array.of(
    ...vector.map((value) => value / Math.sqrt(whole)),
    ...raised.map((one) => Math.sqrt((one / sum) * (TOPICS / whole))),
    ...placeOfWords(keys, as, words.vectors).map((value) => value * Math.sqrt(PLACES / whole)),
  )
}

export function unit(vector: Float64Array): Float64Array {
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => value / length)
}

/**
 * @param folder config/models
 * @throws Error when a file is missing or holds no such thing; made by training/train-topics.ts
 */
export function readTopicSpace(folder: string): TopicSpace {
  const read = (name: string) => JSON.parse(brotliDecompressSync(readFileSync(join(folder, name))).toString())
  const kept = read('topic-centres.json.br') as Record<keyof TopicCentres, { unit: number; bytes: string }>
  const numbers = ({ unit: size, bytes }: { unit: number; bytes: string }) =>
    Float64Array.from(new Int8Array(Buffer.from(bytes, 'base64')), (value) => value * size)
  const [requests, all] = [numbers(kept.requests), numbers(kept.centres)]
  const n = requests.length
  const centres = Array.from({ length: all.length / n }, (_, topic) => unit(all.subarray(topic * n, (topic + 1) * n)))
  const words = unpackTopicWords(read('topic-words.json.br') as PackedTopicWords)
  return { requests, offers: numbers(kept.offers), centres, words }
}
