// Runs as a process of its own (see second-stage.ts): turns requests and topics into vectors, one order after the other.
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import type { Meaning } from '../understanding/meaning.ts'
import { openMeaningReader } from './read-meanings.ts'

export interface Order {
  id: number
  request?: string
  topics: string[]
}

/** What a request means, and its vector turned to be compared with topics. */
export interface Asked {
  meaning: Meaning
  turned: Float32Array
}

export interface Vectors {
  id: number
  /** Absent when no request was given, or none in a language that is known. */
  asked?: Asked
  topics: Float32Array[]
}

// Where there is more to do than processors can, the bot's own work goes first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

const opened = openMeaningReader(join(import.meta.dirname, '../../config/models'))
let last: Promise<unknown> = opened

async function carryOut({ id, request, topics }: Order): Promise<Vectors> {
  const { readRequest, readTopics } = await opened
  const read = request === undefined ? undefined : await readRequest(request)
  const asked = read && {
    meaning: read.meaning,
    turned: Float32Array.from(read.turned),
  }
  const vectors = await readTopics(topics)
  return { id, ...(asked && { asked }), topics: vectors.map((vector) => Float32Array.from(vector)) }
}

process.on('message', (order: Order) => {
  last = last.then(async () => process.send!(await carryOut(order)))
})

// What is sent to all processes at once is for the one that began this one: that one ends it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})
process.on('disconnect', () => process.exit())
