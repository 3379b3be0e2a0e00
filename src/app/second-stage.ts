import { fork } from 'node:child_process'
import { hash } from 'node:crypto'
import type { Likeness } from '../matching/match-topics.ts'
import type { Clock } from '../shared/clock.ts'
import type { Logger } from '../shared/logger.ts'
import type { Meaning } from '../understanding/meaning.ts'
import { inner } from './inner.ts'
import type { Asked, Order, Vectors } from './second-stage-worker.ts'
import { within } from './within.ts'

/** The bot goes on without it after so long; what was begun is kept for the next time. */
const PATIENCE = 1500
/** It stops after so long without anything to do, and its memory (some 200 MB) is free again. */
const IDLE = 5 * 60_000
/** Vectors kept, 6 KB each. A community with more topics does without. */
const MOST_TOPICS = 5000
/** Requests whose vectors stay: one is noticed, offered and compared in several waves. */
const MOST_REQUESTS = 100
/** Topics in one order: posts that come meanwhile wait for no more than these. */
const AT_ONCE = 16
/** Questions that wait. When more come at once, the first look alone judges those, and topics are compared by their words: nothing piles up. */
const MOST_WAITING = 16

/** What a process that makes vectors must offer; a forked one does. */
export interface Worker {
  send(order: Order): unknown
  on(event: 'message', heard: (vectors: Vectors) => void): unknown
  on(event: 'error', heard: (error: Error) => void): unknown
  on(event: 'exit', heard: (code: number | null, signal: string | null) => void): unknown
  kill(signal: 'SIGKILL'): unknown
}

/** Not a thread: only when a process ends, what it took is free for others. It ends with this one, however that ends. */
const forked = (): Worker =>
  fork(new URL('second-stage-worker.ts', import.meta.url), {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  }) as Worker

export interface SecondStage {
  /**
   * How alike each topic is to a request by what both mean. Undefined when that cannot be told (in time),
   * and at once when many questions wait already. The worker starts at the first question and stops by itself.
   */
  likeness(request: string, topics: readonly string[]): Promise<Likeness | undefined>
  /**
   * What a text means, for the second look at what may be a request. Undefined when that is not to be had, as above, or its language not known.
   */
  meaningOf(text: string): Promise<Meaning | undefined>
  stop(): void
}

/** The second stage of detecting and of matching: sentence vectors, in a process of its own. Topics stay in memory, for as long as it runs. */
export function createSecondStage({
  clock,
  logger,
  begin = forked,
}: {
  clock: Clock
  logger: Pick<Logger, 'warn'>
  begin?: () => Worker
}): SecondStage {
  let worker: Worker | undefined
  let broken = false
  let orders = 0
  let callOff = () => {}
  /** Of topics. */
  const known = new Map<string, Float32Array>()
  /** By a hash of the text, which is not kept. Newest last. */
  const requests = new Map<string, Asked>()
  const waiting = new Map<number, (vectors: Vectors | undefined) => void>()

  function start(): Worker {
    const begun = begin()
    begun.on('message', (vectors) => {
      waiting.get(vectors.id)?.(vectors)
      waiting.delete(vectors.id)
    })
    const fails = (error: Error) => {
      if (begun !== worker) return
      // It would fail again: without it, the first look stands, and topics are compared by their words.
      broken = true
      logger.warn(
        { error },
        'sentence vectors are not to be had; set matching.sentence_vectors to false, or install anew',
      )
      stop()
    }
    begun.on('error', fails)
    begun.on('exit', (code, signal) => fails(new Error(`the process that makes them ended with ${signal ?? code}`)))
    return begun
  }

  function stop(): void {
    callOff()
    const left = worker
    worker = undefined
    known.clear()
    requests.clear()
    for (const answer of waiting.values()) answer(undefined)
    waiting.clear()
    left?.kill('SIGKILL')
  }

  /** `request` is absent where its vector is known. Undefined also when it cannot be asked now. */
  async function ask(topics: string[], request?: string): Promise<Vectors | undefined> {
    if (broken || waiting.size >= MOST_WAITING) return undefined
    worker ??= start()
    const order = { id: ++orders, topics, ...(request !== undefined && { request }) }
    return new Promise((resolve) => {
      waiting.set(order.id, resolve)
      worker!.send(order)
    })
  }

  function keep(name: string, asked: Asked): void {
    requests.delete(name)
    requests.set(name, asked)
    if (requests.size > MOST_REQUESTS) requests.delete(requests.keys().next().value!)
  }

  async function compare(request: string, topics: readonly string[]) {
    if (known.size + topics.length > MOST_TOPICS) known.clear()
    const held = new Map(topics.map((topic) => [topic, known.get(topic)]))
    const news = topics.filter((topic) => !held.get(topic))
    const name = hash('sha256', request)
    let asked = requests.get(name)
    while (!asked || news.length > 0) {
      const some = news.splice(0, AT_ONCE)
      const vectors = await ask(some, asked ? undefined : request)
      asked ??= vectors?.asked
      if (!vectors || !asked) return undefined
      some.forEach((topic, i) => {
        known.set(topic, vectors.topics[i]!)
        held.set(topic, vectors.topics[i]!)
      })
    }
    keep(name, asked)
    const { turned, meaning } = asked
    const of = new Map([...held].map(([topic, vector]) => [topic, inner(turned, vector!)]))
    return { of, glossed: meaning.glossed }
  }

  async function readMeaning(text: string) {
    const name = hash('sha256', text)
    const asked = requests.get(name) ?? (await ask([], text))?.asked
    if (asked) keep(name, asked)
    return asked?.meaning
  }

  /** What comes of a question, if it comes in time. The worker stays for a while after the last one. */
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
      if (topics.length === 0 || topics.length > MOST_TOPICS) return undefined
      return inTime(compare(request, topics))
    },
    meaningOf: (text) => inTime(readMeaning(text)),
    stop,
  }
}
