import { readFileSync } from 'node:fs'
import { chooseFrom } from '../src/matching/choose.ts'
import type { Demand, Evidence, Load } from '../src/matching/evidence.ts'
import { createEvidenceIndex } from '../src/matching/evidence-index.ts'
import { createMatching } from '../src/matching/matching.ts'
import { matchingWeights } from '../src/matching/weights.ts'
import {
  type Amount,
  createChance,
  megabytes,
  NOW,
  someEvidence,
  someRequests,
  someTopic,
  someWord,
} from './made-up-evidence.ts'
import { showTable } from './show-table.ts'

// Times ranking and choosing, and the memory of the index, by number of members. Memory is exact with --expose-gc.
const RUNS = 300

const weightsFile = new URL('../config/models/matching.json', import.meta.url)
const weights = matchingWeights.parse(JSON.parse(readFileSync(weightsFile, 'utf8')))
const placeOf = (id: string) => ({ name: id, latitude: Number(id) % 80, longitude: (Number(id) * 7) % 170 })

const quantile = (times: number[], q: number) => times.sort((a, b) => a - b)[Math.floor(times.length * q)]!.toFixed(2)

async function measure(members: number, amount: Amount) {
  const chance = createChance(7)
  const before = megabytes()
  const index = createEvidenceIndex()
  for (const request of someRequests(chance)) index.addRequest(request)
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
  for (const row of someEvidence({ from: 0, to: members, of: members }, amount, chance)) {
    piece.push(row)
    if (piece.length === 10_000) put()
  }
  put()
  const memory = megabytes() - before
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
  for (let i = 0; i < 100; i++)
    index.replaceMember(`member${i}`, someEvidence({ from: i, to: i + 1, of: members }, amount, chance))
  const replace = (performance.now() - changed) / 100
  return {
    members,
    'pieces of evidence': pieces,
    'choosing a wave, median ms': quantile(times, 0.5),
    'p99 ms': quantile(times, 0.99),
    'index MB': memory.toFixed(0),
    'pieces a second into the index': Math.round((pieces / build) * 1000),
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
showTable('Choosing a wave', table)
