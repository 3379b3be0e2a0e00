// Runs as a process of its own (see second-stage.ts): turns requests and topics into vectors, one order after the other.
import { hash } from 'node:crypto'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { openSentences, readTopicMap, requestVector, sentenceAbout, topicVector } from './embed-sentences.ts'

/** Requests whose vectors stay: one is noticed, offered and compared in several waves. */
const MOST_REQUESTS = 100

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

// Where there is more to do than processors can, the bot's own work goes first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

const map = readTopicMap(join(import.meta.dirname, '../../config/models/topic-map.json'))
const opened = openSentences()
let last: Promise<unknown> = opened

/** By a hash of the text, which is not kept. Newest last. */
const requests = new Map<string, Float64Array>()

async function carryOut({ id, request, topics }: Order): Promise<Vectors> {
  const embed = await opened
  const name = hash('sha256', request)
  const asked = requests.get(name) ?? (await embed([request]))[0]!
  requests.delete(name)
  requests.set(name, asked)
  if (requests.size > MOST_REQUESTS) requests.delete(requests.keys().next().value!)
  const about = await embed(topics.map(sentenceAbout))
  return {
    id,
    meaning: Float32Array.from(asked),
    request: Float32Array.from(requestVector(asked, map)),
    topics: about.map((vector) => Float32Array.from(topicVector(vector, map))),
  }
}

process.on('message', (order: Order) => {
  last = last.then(async () => process.send!(await carryOut(order)))
})

// What is sent to all processes at once is for the one that began this one: that one ends it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})
process.on('disconnect', () => process.exit())
