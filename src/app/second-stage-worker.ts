// Runs as a process of its own (see second-stage.ts): turns requests and topics into vectors, one order after the other.
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { openSentences, readTopicCentres, requestVector, sentenceAbout, topicVector } from './embed-sentences.ts'

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

const centres = readTopicCentres(join(import.meta.dirname, '../../config/models/topic-centres.json.br'))
const opened = openSentences()
let last: Promise<unknown> = opened

async function carryOut({ id, request, topics }: Order): Promise<Vectors> {
  const embed = await opened
  const [vector] = request === undefined ? [] : await embed([request])
  const about = await embed(topics.map(sentenceAbout))
  return {
    id,
    ...(vector && {
      asked: { meaning: Float32Array.from(vector), turned: Float32Array.from(requestVector(vector, centres)) },
    }),
    topics: about.map((one) => Float32Array.from(topicVector(one, centres))),
  }
}

process.on('message', (order: Order) => {
  last = last.then(async () => process.send!(await carryOut(order)))
})

// What is sent to all processes at once is for the one that began this one: that one ends it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})
process.on('disconnect', () => process.exit())
