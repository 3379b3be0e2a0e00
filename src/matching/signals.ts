import type { Demand, EvidenceKind, Reason } from './evidence.ts'
import type { EvidenceIndex } from './evidence-index.ts'
import { findSlot, type Posting } from './postings.ts'
import { type Coordinates, distanceKm } from './proximity.ts'
import { scoreTerms } from './score-terms.ts'
import type { HashTerm, Term } from './terms.ts'
import type { MatchingWeights } from './weights.ts'

const DAY = 86_400_000
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

/** What the signals read. `terms` are the request's own, most telling first. */
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
    total(reading, 'replied-to', 'answers-people-here', signals.answersPeople),
    total(reading, 'channel', 'active-lately', signals.active),
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
  for (const { topic, fit } of fitting) {
    for (const slot of byTopic.get(topic)?.slots ?? []) values[slot] = Math.max(values[slot]!, fit)
  }
  return {
    code: 'declared-topic',
    weight: weights.signals.declaredTopic,
    fits: true,
    values,
    detail: (slot) =>
      fitting
        .map(({ topic }) => topic)
        .filter((topic) => has(byTopic.get(topic), slot))
        .slice(0, MOST_DETAILS),
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
  return {
    code,
    weight,
    fits: true,
    values: scoreTerms(reading, kind),
    detail: (slot) =>
      terms
        .filter(({ term }) => has(byTerm.get(hash(term)), slot))
        .slice(0, MOST_DETAILS)
        .map(({ word }) => word),
  }
}

/** How much of one thing (this channel, this asker) a member has, w / (w + 3): three times is a half. */
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
  const fade = index.fade(kind, now)
  posting?.slots.forEach((slot, i) => {
    const count = posting.weights[i]! * fade
    values[slot] = count / (count + 3)
  })
  return { code, weight, fits: false, values, detail: () => [] }
}

/** How much of a kind a member has in all, on a logarithmic scale up to the one who has most. */
function total({ index, now }: Reading, kind: EvidenceKind, code: Reason['code'], weight: number): Signal {
  const values = new Float64Array(index.slots)
  const { totals } = index.postings(kind)
  const fade = index.fade(kind, now)
  let most = 0
  for (const total of totals) if (total > most) most = total
  const scale = Math.log1p(most * fade)
  if (scale > 0) {
    totals.forEach((total, slot) => {
      values[slot] = Math.log1p(total * fade) / scale
    })
  }
  return { code, weight, fits: false, values, detail: () => [] }
}

/** 1 for who was active just now, a half after `recentDays`, then falling as 1 / days. */
function recency({ index, now, weights }: Reading): Signal {
  const values = new Float64Array(index.slots)
  const half = weights.recentDays * DAY
  index.lastActive.forEach((at, slot) => {
    if (at > 0) values[slot] = half / (half + Math.max(0, now - at))
  })
  return { code: 'active-lately', weight: weights.signals.recent, fits: false, values, detail: () => [] }
}

function has(posting: Posting | undefined, slot: number): boolean {
  return posting !== undefined && findSlot(posting.slots, slot) >= 0
}
