import { readFileSync } from 'node:fs'
import { chooseFrom } from '../src/matching/choose.ts'
import type { Demand, Evidence, Load } from '../src/matching/evidence.ts'
import { createEvidenceIndex } from '../src/matching/evidence-index.ts'
import { createMatching } from '../src/matching/matching.ts'
import { matchingWeights } from '../src/matching/weights.ts'

// Times ranking and choosing, and the memory of the index, by number of members. Memory is exact with --expose-gc.
const RUNS = 300
const VOCABULARY = 30_000
const NOW = Date.UTC(2024, 0, 1)
const DAY = 86_400_000

const weightsFile = new URL('../config/models/matching.json', import.meta.url)
const weights = matchingWeights.parse(JSON.parse(readFileSync(weightsFile, 'utf8')))
const placeOf = (id: string) => ({ name: id, latitude: Number(id) % 80, longitude: (Number(id) * 7) % 170 })

/** Numbers 0..1 from a seed (mulberry32), so that every run measures the same. */
function createChance(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A word with a frequency like that of words in a language (Zipf), the first thirty left out as stop words are. */
const someWord = (chance: () => number) => `word${Math.floor(30 * (VOCABULARY / 30) ** chance())}`
/** Topics that people offer are fewer than the words they write. */
const someTopic = (chance: () => number) => `topic${Math.floor(1500 ** chance())} word${Math.floor(300 ** chance())}`

/** What each member left: much as in a chat that is learned from for months, or little as where most only declared something. */
const amounts = {
  much: { topics: 3, learned: 100, suggested: 20, replies: 10, answered: 5 },
  little: { topics: 1, learned: 2, suggested: 2, replies: 1, answered: 1 },
}
type Amount = keyof typeof amounts
const REQUESTS = 2000

function* someEvidence(members: number, amount: Amount, chance: () => number): Generator<Evidence> {
  const { topics, learned, suggested, replies, answered } = amounts[amount]
  for (let i = 0; i < members; i++) {
    const row = (kind: Evidence['kind'], key: string): Evidence => {
      const weight = 1 + Math.floor(chance() * 5)
      return { memberId: `member${i}`, kind, key, weight, at: NOW - chance() * 300 * DAY }
    }
    for (let n = 0; n < topics; n++) yield row('declared-topic', someTopic(chance))
    yield row('declared-place', String(Math.floor(chance() * 500)))
    yield row('language', 'en')
    yield row('channel', `channel${Math.floor(chance() * 20)}`)
    for (let n = 0; n < learned; n++) yield row('learned', someWord(chance))
    for (let n = 0; n < suggested; n++) yield row('suggested', someWord(chance))
    for (let n = 0; n < replies; n++) yield row('replied-to', `member${Math.floor(chance() * members)}`)
    for (let n = 0; n < answered; n++)
      yield { ...row('answered', `request${Math.floor(chance() * REQUESTS)}`), weight: 1 }
    if (amount === 'much') for (const key of ['2h', '1d', '7d', '30d']) yield row('active', key)
  }
}

const heap = () => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 2 ** 20
}
const quantile = (times: number[], q: number) => times.sort((a, b) => a - b)[Math.floor(times.length * q)]!.toFixed(2)

async function measure(members: number, amount: Amount) {
  const chance = createChance(7)
  const before = heap()
  const index = createEvidenceIndex()
  for (let i = 0; i < REQUESTS; i++) {
    const terms = Array.from({ length: 15 }, () => ({ key: someWord(chance), count: 1 }))
    index.addRequest({ id: `request${i}`, terms, channelId: `channel${i % 20}`, at: NOW - chance() * 90 * DAY })
  }
  // Made in pieces beforehand, so that only the index is timed.
  let pieces = 0
  let build = 0
  let piece: Evidence[] = []
  const put = () => {
    const start = performance.now()
    index.apply(piece)
    build += performance.now() - start
    pieces += piece.length
    piece = []
  }
  for (const row of someEvidence(members, amount, chance)) {
    piece.push(row)
    if (piece.length === 10_000) put()
  }
  put()
  const memory = heap() - before
  const matching = createMatching({ weights, placeOf })
  const loadsOf = (ids: string[]) =>
    new Map(ids.map((memberId, i): [string, Load] => [memberId, { ...freeLoad, memberId, pingsThisWeek: i % 3 }]))
  const times: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const demand: Demand = {
      askerId: 'member0',
      text: Array.from({ length: 25 }, () => someWord(chance)).join(' '),
      topics: [someTopic(chance), someWord(chance)],
      places: [{ id: '7', ...placeOf('7') }],
      language: 'en',
      channelId: 'channel3',
      at: NOW,
    }
    const began = performance.now()
    await chooseFrom({ demand, index, matching, now: NOW, need: { target: 0.9, maxWave: 5, minFit: 0.02 }, loadsOf })
    times.push(performance.now() - began)
  }
  const changed = performance.now()
  for (let i = 0; i < 100; i++) index.replaceMember(`member${i}`, someEvidence(1, amount, chance))
  const replace = (performance.now() - changed) / 100
  return {
    members,
    pieces,
    'choose, median ms': quantile(times, 0.5),
    'choose, p99 ms': quantile(times, 0.99),
    'index MB': memory.toFixed(1),
    'pieces a second': Math.round((pieces / build) * 1000),
    'one member changed, ms': replace.toFixed(3),
  }
}

const freeLoad: Omit<Load, 'memberId'> = {
  pingsThisWeek: 0,
  weeklyLimit: 2,
  livePing: false,
  paused: false,
  quietHours: false,
  inAudience: true,
  reachable: true,
  dmsClosed: false,
  blocked: false,
  listens: false,
  alreadyAsked: false,
  answered: 0,
  asked: 0,
}

const table = []
for (const [members, amount] of [
  [1000, 'much'],
  [10_000, 'much'],
  [10_000, 'little'],
  [100_000, 'little'],
] as const)
  table.push(await measure(members, amount))
console.table(table)
