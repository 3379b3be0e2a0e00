import type { Demand, EvidenceKind, Reason } from './evidence.ts'
import type { EvidenceIndex } from './evidence-index.ts'
import { findSlot, type Posting } from './postings.ts'
import { type Coordinates, distanceKm } from './proximity.ts'
import { scoreTerms } from './score-terms.ts'
import type { HashTerm, Term } from './terms.ts'
import type { MatchingWeights } from './weights.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const ENOUGH = 10
const MOST_DETAILS = 3
/** Further than this from every place asked about is not near at all. */
const NOT_NEAR = 0.1

/** One named reading of the evidence: a value 0..1 for every slot of the index, how much it counts, and what it is about. */
export interface Signal {
  code: Reason['code']
  weight: number
  /** Whether it speaks of knowing about this request, rather than of being around. */
  fits: boolean
  values: Float64Array
  detail(slot: number): string[]
}

/** What the signals read. `terms` are the request's own. */
export interface Reading {
  demand: Demand
  terms: Term[]
  index: EvidenceIndex
  now: number
  weights: MatchingWeights
  placeOf: (id: string) => (Coordinates & { name: string }) | undefined
  hash: HashTerm
}

/** Every signal that this request can give; one that cannot say anything here (no place asked about …) is left out. */
export function readSignals(reading: Reading): Signal[] {
  const { signals } = reading.weights
  return [
    declaredTopics(reading),
    places(reading),
    language(reading),
    termSignal(reading, 'helped', 'helped-before', signals.helped),
    termSignal(reading, 'suggested', 'suggested-before', signals.suggested),
    termSignal(reading, 'referred', 'named-by-others', signals.referred),
    termSignal(reading, 'learned', 'writes-about', signals.learned),
    keyed(reading, 'channel', reading.demand.channelId, 'active-in-channel', signals.channel),
    keyed(reading, 'replied-to', reading.demand.askerId, 'answers-people-here', signals.answersAsker),
    answersPeople(reading),
    recency(reading),
  ].filter((signal) => signal !== undefined)
}

/** Part of the demand's terms that a member called "not my topic", 0..1 by slot. */
export function readAgainst({ index, terms, hash, now }: Reading): Float64Array {
  const against = new Float64Array(index.slots)
  const fade = index.fade('not-topic', now)
  for (const { term } of terms) {
    const posting = index.postings('not-topic').byKey.get(hash(term))
    posting?.slots.forEach((slot, i) => {
      against[slot]! += Math.min(1, posting.weights[i]! * fade) / terms.length
    })
  }
  return against
}

function declaredTopics({ index, terms, weights }: Reading): Signal {
  const values = new Float64Array(index.slots)
  const byTopic = index.postings('declared-topic').byKey
  const fitting = index.topics.fitting(new Set(terms.map(({ term }) => term)))
  const bestTopic = new Int32Array(index.slots)
  fitting.forEach(({ topic, fit }, i) => {
    for (const slot of byTopic.get(topic)?.slots ?? []) {
      if (values[slot]! > 0) continue
      values[slot] = fit
      bestTopic[slot] = i
    }
  })
  return {
    code: 'declared-topic',
    weight: weights.signals.declaredTopic,
    fits: true,
    values,
    detail: (slot) => [fitting[bestTopic[slot]!]!.topic],
  }
}

function places({ index, demand, weights, placeOf }: Reading): Signal | undefined {
  if (demand.places.length === 0) return undefined
  const values = new Float64Array(index.slots)
  const asked = new Set(demand.places.map(({ id }) => id))
  const near: { id: string; closeness: number }[] = []
  for (const { key: id, slots } of index.postings('declared-place').byKey.values()) {
    const closeness = asked.has(id) ? 1 : closenessTo(demand.places, placeOf(id), weights.nearKm)
    if (closeness < NOT_NEAR) continue
    near.push({ id, closeness })
    for (const slot of slots) values[slot] = Math.max(values[slot]!, closeness)
  }
  near.sort((a, b) => b.closeness - a.closeness)
  const byPlace = index.postings('declared-place').byKey
  return {
    code: 'near-place',
    weight: weights.signals.place,
    fits: false,
    values,
    detail: (slot) =>
      near
        .filter(({ id }) => has(byPlace.get(id), slot))
        .slice(0, 1)
        .map(({ id }) => placeOf(id)?.name ?? id),
  }
}

/** 1 at the place itself, a half at `nearKm`, falling with the square of the distance; 0 for a place nobody knows. */
function closenessTo(asked: readonly Coordinates[], place: Coordinates | undefined, nearKm: number): number {
  if (!place) return 0
  const km = Math.min(...asked.map((one) => distanceKm(one, place)))
  return 1 / (1 + (km / nearKm) ** 2)
}

function language({ index, demand, weights }: Reading): Signal | undefined {
  if (demand.language === undefined) return undefined
  const values = new Float64Array(index.slots)
  for (const slot of index.postings('language').byKey.get(demand.language)?.slots ?? []) values[slot] = 1
  return {
    code: 'speaks-language',
    weight: weights.signals.language,
    fits: false,
    values,
    detail: () => [demand.language!],
  }
}

function termSignal(reading: Reading, kind: EvidenceKind, code: Reason['code'], weight: number): Signal {
  const { index, terms, hash } = reading
  const byTerm = index.postings(kind).byKey
  const found = terms.map(({ term, word }) => ({ word, posting: byTerm.get(hash(term)) }))
  const rarest = found.sort((a, b) => (a.posting?.slots.length ?? 0) - (b.posting?.slots.length ?? 0))
  return {
    code,
    weight,
    fits: true,
    values: scoreTerms(reading, kind),
    detail: (slot) =>
      rarest
        .filter(({ posting }) => has(posting, slot))
        .slice(0, MOST_DETAILS)
        .map(({ word }) => word),
  }
}

/** How much of one thing (this channel, this asker) each member has, on a logarithmic scale up to the one who has most, but at least to `enough`. */
function keyed(
  { index, now }: Reading,
  kind: EvidenceKind,
  key: string | undefined,
  code: Reason['code'],
  weight: number,
): Signal | undefined {
  if (key === undefined) return undefined
  const values = new Float64Array(index.slots)
  const posting = index.postings(kind).byKey.get(key)
  if (posting) {
    const fade = index.fade(kind, now)
    const scale = Math.log1p(Math.max(ENOUGH, ...posting.weights.map((w) => w * fade)))
    posting.slots.forEach((slot, i) => {
      values[slot] = Math.log1p(posting.weights[i]! * fade) / scale
    })
  }
  return { code, weight, fits: false, values, detail: () => [] }
}

/**
 * How much a member answers people here, many of them rather than one often: the sum of the square roots of his answers to each,
 * on a logarithmic scale up to the one who has most.
 */
function answersPeople({ index, now, weights }: Reading): Signal {
  const values = new Float64Array(index.slots)
  const { breadths } = index.postings('replied-to')
  const fade = Math.sqrt(index.fade('replied-to', now))
  let most = 0
  for (const breadth of breadths) if (breadth > most) most = breadth
  const scale = Math.log1p(most * fade)
  if (scale > 0) {
    breadths.forEach((breadth, slot) => {
      values[slot] = Math.log1p(breadth * fade) / scale
    })
  }
  return { code: 'answers-people-here', weight: weights.signals.answersPeople, fits: false, values, detail: () => [] }
}

/**
 * How lately a member was active, on a logarithmic scale of the time since: 1 within a minute, 0 after ninety days.
 * It tells who is around right now from who was here today, and that from who was here this month.
 */
function recency({ index, now, weights }: Reading): Signal {
  const values = new Float64Array(index.slots)
  const forgotten = Math.log1p((90 * DAY) / MINUTE)
  index.lastActive.forEach((at, slot) => {
    if (at > 0) values[slot] = Math.max(0, 1 - Math.log1p(Math.max(0, now - at) / MINUTE) / forgotten)
  })
  return { code: 'active-lately', weight: weights.signals.recent, fits: false, values, detail: () => [] }
}

function has(posting: Posting | undefined, slot: number): boolean {
  return posting !== undefined && findSlot(posting.slots, slot) >= 0
}
