import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import type { Demand, Evidence, EvidenceKind, Load } from '../../src/matching/evidence.ts'
import { createEvidenceIndex } from '../../src/matching/evidence-index.ts'
import { type PackedTopicWords, unpackTopicWords } from '../../src/matching/topic-words.ts'
import { matchingWeights } from '../../src/matching/weights.ts'

export const NOON = Date.UTC(2024, 4, 6, 12)
export const DAY = 86_400_000

const file = new URL('../../config/models/matching.json', import.meta.url)
/** The weights that the bot runs with. */
export const weights = matchingWeights.parse(JSON.parse(readFileSync(file, 'utf8')))

const listsFile = new URL('../../config/models/topic-words.json.br', import.meta.url)
const lists = unpackTopicWords(JSON.parse(brotliDecompressSync(readFileSync(listsFile)).toString()) as PackedTopicWords)
/** The lists of what words speak of that the bot runs with. */
export const topicWords = () => lists

const places: Record<string, { name: string; latitude: number; longitude: number }> = {
  winnipeg: { name: 'Winnipeg', latitude: 49.884, longitude: -97.147 },
  selkirk: { name: 'Selkirk', latitude: 50.144, longitude: -96.884 },
  halifax: { name: 'Halifax', latitude: 44.646, longitude: -63.573 },
}
export const placeOf = (id: string) => places[id]

export function someDemand(parts: Partial<Demand> = {}): Demand {
  return { askerId: 'mitch', text: 'anyone know a speaker on web 2.0', topics: [], places: [], at: NOON, ...parts }
}

export function place(id: string) {
  return { id, ...places[id]! }
}

export function row(memberId: string, kind: EvidenceKind, key: string, weight = 1, at = NOON): Evidence {
  return { memberId, kind, key, weight, at }
}

export function indexOf(...rows: Evidence[]) {
  const index = createEvidenceIndex()
  index.apply(rows)
  return index
}

export function someLoad(memberId: string, parts: Partial<Load> = {}): Load {
  return {
    memberId,
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
    ...parts,
  }
}
