// Runs as a process of its own (see second-stage.ts): turns requests and topics into vectors, one order after the other.
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { openSentences } from './embed-sentences.ts'
import { readTopicSpace, requestVector, sentenceAbout, topicVector } from './topic-vectors.ts'

export interface Order {
  id: number
  request?: string
  topics: string[]
}

/** A request's vector as it comes, and turned to be compared with topics. */
export interface Asked {
  meaning: Float32Array
  turned: Float32Array
}

export interface Vectors {
  id: number
  /** Absent when no request was given. */
  asked?: Asked
  topics: Float32Array[]
}

// Where there is more to do than processors can, the bot's own work goes first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

const space = readTopicSpace(join(import.meta.dirname, '../../config/models'))
const opened = openSentences()
let last: Promise<unknown> = opened

async function carryOut({ id, request, topics }: Order): Promise<Vectors> {
  const embed = await opened
  const [vector] = request === undefined ? [] : await embed([request])
  const about = await embed(topics.map(sentenceAbout))
  const asked = vector && {
    meaning: Float32Array.from(vector),
    turned: Float32Array.from(requestVector(request!, vector, space)),
  }
  return {
    id,
    ...(asked && { asked }),
    topics: about.map((one, i) => Float32Array.from(topicVector(topics[i]!, one, space))),
  }
}

process.on('message', (order: Order) => {
  last = last.then(async () => process.send!(await carryOut(order)))
})

// What is sent to all processes at once is for the one that began this one: that one ends it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})
process.on('disconnect', () => process.exit())
