import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { createSecondStage, type SecondStage, type Worker } from '../../src/app/second-stage.ts'
import type { Order, Vectors } from '../../src/app/second-stage-worker.ts'
import { createMatching } from '../../src/matching/matching.ts'
import { createSimulatedClock, systemClock } from '../../src/shared/clock.ts'
import { indexOf, NOON, placeOf, row, someDemand, topicWords, weights } from '../matching/some.ts'

let stage: SecondStage
afterEach(() => stage.stop())

const said: unknown[] = []
const logger = { warn: (...words: unknown[]) => said.push(words) }
const MINUTE = 60_000

/** A worker that answers when it is told to. "warm…" and "hot…" lie close together, whatever else at a right angle. */
function paperWorker() {
  const heard = {
    message: (_: Vectors) => {},
    error: (_: Error) => {},
    exit: (_: number | null, __: string | null) => {},
  }
  const vector = (text: string) => Float32Array.from(/^(warm|hot)/.test(text) ? [1, 0] : [0, 1])
  const meaning = (text: string) => ({ glossed: false, request: vector(text)[0]!, crisis: 0, low: 0 })
  const seen = { orders: [] as Order[], begun: 0, ended: 0 }
  const answer = ({ id, request, topics } = seen.orders.at(-1)!) => {
    const asked =
      request === undefined || request.startsWith('ႁ')
        ? {}
        : { asked: { meaning: meaning(request), turned: vector(request) } }
    heard.message({ id, ...asked, topics: topics.map(vector) })
  }
  let answers = true
  const begin = (): Worker => {
    seen.begun++
    return {
      send(order) {
        seen.orders.push(order)
        if (answers) queueMicrotask(() => answer(order))
      },
      on: (event: keyof typeof heard, listener: never) => {
        heard[event] = listener
      },
      kill: () => {
        seen.ended++
      },
    }
  }
  const falls = () => {
    answers = false
  }
  return {
    seen,
    begin,
    answer,
    silent: falls,
    fail: (error: Error) => heard.error(error),
    dies: () => heard.exit(null, 'SIGKILL'),
  }
}

describe('The second stage', () => {
  it('starts no worker before the first question, nor for a community without topics', async () => {
    const { seen, begin } = paperWorker()
    stage = createSecondStage({ clock: createSimulatedClock(NOON), logger, begin })
    expect(await stage.likeness('hot water', [])).toBeUndefined()
    expect(seen.begun).toBe(0)
  })

  it('embeds a topic once, however often it is asked about', async () => {
    const { seen, begin } = paperWorker()
    stage = createSecondStage({ clock: createSimulatedClock(NOON), logger, begin })
    expect((await stage.likeness('hot water', ['warm rooms', 'bikes']))!.of).toEqual(
      new Map([
        ['warm rooms', 1],
        ['bikes', 0],
      ]),
    )
    expect((await stage.likeness('a flat tyre', ['warm rooms', 'bikes', 'cars']))!.of).toEqual(
      new Map([
        ['warm rooms', 0],
        ['bikes', 1],
        ['cars', 1],
      ]),
    )
    expect(seen.orders.map(({ topics }) => topics)).toEqual([['warm rooms', 'bikes'], ['cars']])
  })

  it('reads a request once: when it is noticed; it is compared with known topics without a question', async () => {
    const { seen, begin } = paperWorker()
    stage = createSecondStage({ clock: createSimulatedClock(NOON), logger, begin })
    await stage.likeness('a flat tyre', ['warm rooms', 'bikes'])
    await stage.meaningOf('hot water')
    const asked = seen.orders.length
    expect(await stage.meaningOf('hot water')).toMatchObject({ request: 1 })
    expect((await stage.likeness('hot water', ['warm rooms', 'bikes']))!.of.get('warm rooms')).toBe(1)
    expect(seen.orders).toHaveLength(asked)
  })

  it('gives up after a second and a half, and what comes later is kept for the next question', async () => {
    const { seen, begin, answer, silent } = paperWorker()
    const clock = createSimulatedClock(NOON)
    stage = createSecondStage({ clock, logger, begin })
    silent()
    const first = stage.likeness('hot water', ['warm rooms'])
    await clock.advanceTo(NOON + 1500)
    expect(await first).toBeUndefined()
    answer()
    await new Promise(setImmediate)
    const second = stage.likeness('hot tea', ['warm rooms'])
    await new Promise(setImmediate)
    answer()
    expect((await second)!.of).toEqual(new Map([['warm rooms', 1]]))
    expect(seen.orders.at(-1)!.topics).toEqual([])
  })

  it('tells the meaning of a message, without topics, and gives up on it after a second and a half', async () => {
    const { begin, silent } = paperWorker()
    const clock = createSimulatedClock(NOON)
    stage = createSecondStage({ clock, logger, begin })
    expect(await stage.meaningOf('hot water')).toMatchObject({ request: 1 })
    silent()
    const second = stage.meaningOf('hot tea')
    await clock.advanceTo(NOON + 1500)
    expect(await second).toBeUndefined()
  })

  it('knows nothing of a request in an unknown language, and does not ask for ever', async () => {
    const { begin } = paperWorker()
    stage = createSecondStage({ clock: createSimulatedClock(NOON), logger, begin })
    expect(await stage.likeness('ႁႅၼ်း', ['warm rooms'])).toBeUndefined()
    expect(await stage.meaningOf('ႁႅၼ်း')).toBeUndefined()
  })

  it('lets a message in between the topics of a large community', async () => {
    const { seen, begin } = paperWorker()
    stage = createSecondStage({ clock: createSimulatedClock(NOON), logger, begin })
    const topics = Array.from({ length: 40 }, (_, i) => `topic ${i}`)
    const [likeness] = await Promise.all([stage.likeness('a flat tyre', topics), stage.meaningOf('hot water')])
    expect(likeness!.of.size).toBe(40)
    expect(seen.orders.map(({ request, topics }) => [request, topics.length])).toEqual([
      ['a flat tyre', 16],
      ['hot water', 0],
      [undefined, 16],
      [undefined, 8],
    ])
  })

  it('lets no more than sixteen questions wait, and asks again when they are answered', async () => {
    const { seen, begin, answer, silent } = paperWorker()
    stage = createSecondStage({ clock: createSimulatedClock(NOON), logger, begin })
    silent()
    const first = Array.from({ length: 16 }, (_, i) => stage.meaningOf(`hot ${i}`))
    expect(await stage.meaningOf('one too many')).toBeUndefined()
    expect(await stage.likeness('one too many', ['bikes'])).toBeUndefined()
    expect(seen.orders).toHaveLength(16)
    for (const order of seen.orders) answer(order)
    expect(await Promise.all(first)).not.toContain(undefined)
    const next = stage.meaningOf('hot again')
    answer()
    expect(await next).toMatchObject({ request: 1 })
  })

  it('ends after five minutes without a question, and forgets what it read', async () => {
    const { seen, begin } = paperWorker()
    const clock = createSimulatedClock(NOON)
    stage = createSecondStage({ clock, logger, begin })
    await stage.likeness('hot water', ['warm rooms'])
    await clock.advanceTo(NOON + 5 * MINUTE)
    expect(seen).toMatchObject({ begun: 1, ended: 1 })
    await stage.likeness('hot water', ['warm rooms'])
    expect(seen.begun).toBe(2)
    expect(seen.orders.at(-1)!.topics).toEqual(['warm rooms'])
  })

  it('says once when vectors are not to be had, and asks no more', async () => {
    const { seen, begin, silent, fail } = paperWorker()
    stage = createSecondStage({ clock: createSimulatedClock(NOON), logger, begin })
    silent()
    const answer = stage.likeness('hot water', ['warm rooms'])
    fail(new Error('no such package'))
    expect(await answer).toBeUndefined()
    expect(await stage.likeness('hot water', ['warm rooms'])).toBeUndefined()
    expect(seen.begun).toBe(1)
    expect(said).toHaveLength(1)
  })

  it('goes on without vectors when their process is killed, for want of memory for instance', async () => {
    const { seen, begin, silent, dies } = paperWorker()
    stage = createSecondStage({ clock: createSimulatedClock(NOON), logger, begin })
    silent()
    const answer = stage.meaningOf('hot water')
    dies()
    expect(await answer).toBeUndefined()
    expect(await stage.meaningOf('hot water')).toBeUndefined()
    expect(seen.begun).toBe(1)
  })
})

const read = (file: string) =>
  readFileSync(new URL(`../matching/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t') as [string, string, string])

describe('Sentence vectors', () => {
  it('tell a request in one language from offers in others', async () => {
    stage = createSecondStage({ clock: { ...systemClock, wakeAt: () => () => {} }, logger })
    const offers = ['plumbing', 'fontanero', 'babysitting']
    const { of, glossed } = (await stage.likeness('Bei uns tropft der Wasserhahn in der Küche', offers))!
    expect(glossed).toBe(true)
    expect(of.get('plumbing')).toBeGreaterThan(of.get('babysitting')! + 0.1)
    expect(of.get('fontanero')).toBeGreaterThan(of.get('babysitting')! + 0.1)
  })

  it('find the right offer of 120 first in more than four of ten requests that never say its words, and among the first five in six of ten', async () => {
    const pairs = read('unseen-pairs.tsv')
    stage = createSecondStage({ clock: { ...systemClock, wakeAt: () => () => {} }, logger })
    const index = indexOf(
      ...pairs.flatMap(([, right, wrong], i) => [
        row(`right${i}`, 'declared-topic', right),
        row(`wrong${i}`, 'declared-topic', wrong),
      ]),
    )
    const topics = pairs.flatMap(([, right, wrong]) => [right, wrong])
    const matching = createMatching({ weights, placeOf, topicWords })
    const place = async ([text]: [string, string, string], i: number) => {
      const likeness = await stage.likeness(text, topics)
      const ranked = matching.rank(someDemand({ text }), index, { now: NOON, likeness })
      return ranked.findIndex(({ memberId }) => memberId === `right${i}`)
    }
    const places: number[] = []
    for (const [i, pair] of pairs.entries()) places.push(await place(pair, i))
    const part = (within: number) => places.filter((at) => at >= 0 && at < within).length / pairs.length
    expect(part(1)).toBeGreaterThanOrEqual(0.42)
    expect(part(5)).toBeGreaterThanOrEqual(0.6)
  }, 120_000)
})
