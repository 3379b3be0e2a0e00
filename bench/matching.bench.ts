import { readFileSync } from 'node:fs'
import { chooseFrom } from '../src/matching/choose.ts'
import type { Demand, Evidence, Load } from '../src/matching/evidence.ts'
import { createEvidenceIndex } from '../src/matching/evidence-index.ts'
import { createMatching } from '../src/matching/matching.ts'
import { matchingWeights } from '../src/matching/weights.ts'

// Times ranking and choosing, and the memory of the index, by number of members. Memory is exact with --expose-gc.
const RUNS = 300
const TERMS_EACH = 100
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

function* someEvidence(members: number, chance: () => number): Generator<Evidence> {
  for (let i = 0; i < members; i++) {
    const row = (kind: Evidence['kind'], key: string): Evidence => {
      const weight = 1 + Math.floor(chance() * 5)
      return { memberId: `member${i}`, kind, key, weight, at: NOW - chance() * 300 * DAY }
    }
    for (let n = 0; n < 3; n++) yield row('declared-topic', someTopic(chance))
    yield row('declared-place', String(Math.floor(chance() * 500)))
    yield row('language', 'en')
    yield row('channel', `channel${Math.floor(chance() * 20)}`)
    for (let n = 0; n < TERMS_EACH; n++) yield row('learned', someWord(chance))
    for (let n = 0; n < 20; n++) yield row('suggested', someWord(chance))
    for (let n = 0; n < 10; n++) yield row('replied-to', `member${Math.floor(chance() * members)}`)
  }
}

const heap = () => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 2 ** 20
}
const quantile = (times: number[], q: number) => times.sort((a, b) => a - b)[Math.floor(times.length * q)]!.toFixed(2)

async function measure(members: number) {
  const chance = createChance(7)
  const before = heap()
  const index = createEvidenceIndex()
  const start = performance.now()
  index.apply(someEvidence(members, chance))
  const build = performance.now() - start
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
  for (let i = 0; i < 100; i++) index.replaceMember(`member${i}`, someEvidence(1, chance))
  const replace = (performance.now() - changed) / 100
  return {
    members,
    'choose, median ms': quantile(times, 0.5),
    'choose, p99 ms': quantile(times, 0.99),
    'index MB': memory.toFixed(1),
    'built in ms': build.toFixed(0),
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
for (const members of [1000, 10_000, 50_000]) table.push(await measure(members))
console.table(table)
