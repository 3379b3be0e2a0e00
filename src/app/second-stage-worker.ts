// Runs in a thread of its own (see second-stage.ts): turns requests and topics into vectors, one order after the other.
import { join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { openSentences, readTopicMap, requestVector, sentenceAbout, topicVector } from './embed-sentences.ts'

/** Embedded together; more at once takes more memory and no less time. */
const AT_ONCE = 32

export interface Order {
  id: number
  request: string
  topics: string[]
}

export interface Vectors {
  id: number
  /** The request's vector as it comes, and turned to be compared with topics. */
  meaning: Float32Array
  request: Float32Array
  topics: Float32Array[]
}

const map = readTopicMap(join(import.meta.dirname, '../../config/models/topic-map.json'))
const opened = openSentences()
let last: Promise<unknown> = opened

async function carryOut({ id, request, topics }: Order): Promise<Vectors> {
  const embed = await opened
  const [asked] = await embed([request])
  const found: Float32Array[] = []
  for (let from = 0; from < topics.length; from += AT_ONCE)
    for (const vector of await embed(topics.slice(from, from + AT_ONCE).map(sentenceAbout)))
      found.push(Float32Array.from(topicVector(vector, map)))
  return {
    id,
    meaning: Float32Array.from(asked!),
    request: Float32Array.from(requestVector(asked!, map)),
    topics: found,
  }
}

parentPort?.on('message', (order: Order) => {
  last = last.then(async () => parentPort!.postMessage(await carryOut(order)))
})
