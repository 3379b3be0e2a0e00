import { Worker } from 'node:worker_threads'
import type { Clock } from '../shared/clock.ts'
import type { Logger } from '../shared/logger.ts'
import { inner } from './inner.ts'
import type { Order, Vectors } from './second-stage-worker.ts'
import { within } from './within.ts'

/** The bot goes on without it after so long; what was begun is kept for the next time. */
const PATIENCE = 1500
/** It stops after so long without anything to do, and its memory (some 200 to 300 MB) is free again. */
const IDLE = 5 * 60_000
/** Vectors kept, 2 KB each. A community with more topics does without. */
const MOST_TOPICS = 5000

/** What a thread that makes vectors must offer; `Worker` does. */
export interface Thread {
  postMessage(order: Order): void
  on(event: 'message', heard: (vectors: Vectors) => void): unknown
  on(event: 'error', heard: (error: Error) => void): unknown
  terminate(): Promise<unknown>
}

export interface SecondStage {
  /**
   * How alike each topic is to a request by what both mean, −1..1: cosines of sentence vectors. Undefined when that cannot be told (in time).
   * The thread starts at the first question and stops by itself. English.
   */
  likeness(request: string, topics: readonly string[]): Promise<ReadonlyMap<string, number> | undefined>
  /** The sentence vector of a text, of length 1, for the second look at what may be a request. Undefined when it is not to be had (in time). */
  meaningOf(text: string): Promise<Float32Array | undefined>
  stop(): Promise<void>
}

/** The second stage of detecting and of matching: sentence vectors, in a thread of its own. Texts stay in memory, for as long as it runs. */
export function createSecondStage({
  clock,
  logger,
  begin = () => new Worker(new URL('second-stage-worker.ts', import.meta.url)),
}: {
  clock: Clock
  logger: Pick<Logger, 'warn'>
  begin?: () => Thread
}): SecondStage {
  let thread: Thread | undefined
  let broken = false
  let orders = 0
  let callOff = () => {}
  const known = new Map<string, Float32Array>()
  const waiting = new Map<number, (vectors: Vectors | undefined) => void>()

  function start(): Thread {
    const begun = begin()
    begun.on('message', (vectors) => {
      waiting.get(vectors.id)?.(vectors)
      waiting.delete(vectors.id)
    })
    begun.on('error', (error) => {
      // It would fail again: without it, topics are compared by their words.
      broken = true
      logger.warn(
        { error },
        'sentence vectors are not to be had; set matching.sentence_vectors to false, or install anew',
      )
      void stop()
    })
    return begun
  }

  async function stop(): Promise<void> {
    callOff()
    const left = thread
    thread = undefined
    known.clear()
    for (const answer of waiting.values()) answer(undefined)
    waiting.clear()
    await left?.terminate()
  }

  function ask(request: string, topics: string[]): Promise<Vectors | undefined> {
    thread ??= start()
    const order = { id: ++orders, request, topics }
    return new Promise((resolve) => {
      waiting.set(order.id, resolve)
      thread!.postMessage(order)
    })
  }

  async function compare(request: string, topics: readonly string[]) {
    if (known.size + topics.length > MOST_TOPICS) known.clear()
    const news = topics.filter((topic) => !known.has(topic))
    const held = new Map(topics.map((topic) => [topic, known.get(topic)]))
    const vectors = await ask(request, news)
    if (!vectors) return undefined
    news.forEach((topic, i) => {
      known.set(topic, vectors.topics[i]!)
      held.set(topic, vectors.topics[i]!)
    })
    return new Map([...held].map(([topic, vector]) => [topic, inner(vectors.request, vector!)]))
  }

  /** What comes of a question, if it comes in time. The thread stays for a while after the last one. */
  async function inTime<Found>(question: Promise<Found | undefined>): Promise<Found | undefined> {
    callOff()
    callOff = clock.wakeAt(clock.now() + IDLE, stop)
    let found: Found | undefined
    await within(
      clock,
      PATIENCE,
      question.then((made) => {
        found = made
      }),
    )
    return found
  }

  return {
    async likeness(request, topics) {
      if (broken || topics.length === 0 || topics.length > MOST_TOPICS) return undefined
      return inTime(compare(request, topics))
    },
    async meaningOf(text) {
      if (broken) return undefined
      return inTime(ask(text, []).then((vectors) => vectors?.meaning))
    },
    stop,
  }
}
