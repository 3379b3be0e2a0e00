import type { Columns, Details } from './features.ts'
import type { Fit } from './match-topics.ts'
import { findSlot } from './postings.ts'
import { type Coordinates, distanceKm } from './proximity.ts'
import type { Reading } from './reading.ts'

const MINUTE = 60_000
/** So many who offered what is asked are looked at. */
const MOST_OFFERING = 600
/** Further than this from every place asked about is not near at all. */
const NOT_NEAR = 0.1

export type Declared = Pick<Columns, 'declaredTopic' | 'place' | 'farAway' | 'language' | 'otherLanguage' | 'notTopic'>

/** What members declared, against what is asked. `touched`: who has any of it. */
export function readDeclared(reading: Reading): {
  columns: Declared
  details: Details
  touched: number[]
  fit: (slot: number) => number
} {
  const topics = declaredTopics(reading)
  const fit = (slot: number) => topics.get(slot)?.fit ?? 0
  const places = nearPlaces(reading)
  const { index, demand } = reading
  const speakers = demand.language === undefined ? undefined : index.postings('language').byKey.get(demand.language)
  const speaks = (slot: number) => speakers !== undefined && findSlot(speakers.slots, slot) >= 0
  const against = notTopics(reading)
  const declaredPlace = index.postings('declared-place').totals
  const declaredLanguage = index.postings('language').totals
  return {
    columns: {
      declaredTopic: fit,
      place: places.closeness,
      farAway: (slot) => (demand.places.length > 0 && declaredPlace[slot]! > 0 && places.closeness(slot) === 0 ? 1 : 0),
      language: (slot) => (speaks(slot) ? 1 : 0),
      otherLanguage: (slot) => (demand.language !== undefined && declaredLanguage[slot]! > 0 && !speaks(slot) ? 1 : 0),
      notTopic: (slot) => against.get(slot) ?? 0,
    },
    details: {
      'declared-topic': (slot) => (topics.has(slot) ? [topics.get(slot)!.topic] : []),
      'near-place': places.detail,
      'speaks-language': () => [demand.language!],
    },
    touched: [...topics.keys()],
    fit,
  }
}

/** By slot, the declared topic that fits best. */
function declaredTopics({ index, telling, now, topicWords, weights, likeness }: Reading): Map<number, Fit> {
  const byTopic = index.postings('declared-topic').byKey
  const words = telling.map(({ word }) => word)
  const bySlot = new Map<number, Fit>()
  for (const one of index.topics.fitting(words, topicWords, weights.topics, likeness)) {
    if (bySlot.size >= MOST_OFFERING) break
    const slots = byTopic.get(one.topic)?.slots ?? []
    // Where very many offer the same, another part of them comes first from minute to minute.
    const from = slots.length > MOST_OFFERING ? Math.floor(now / MINUTE) % slots.length : 0
    for (let i = 0; i < slots.length && bySlot.size < MOST_OFFERING; i++) {
      const slot = slots[(from + i) % slots.length]!
      if (!bySlot.has(slot)) bySlot.set(slot, one)
    }
  }
  return bySlot
}

function nearPlaces({ index, demand, weights, placeOf }: Reading) {
  const near: { id: string; close: number; slots: readonly number[] }[] = []
  const asked = new Set(demand.places.map(({ id }) => id))
  if (asked.size > 0)
    for (const { key: id, slots } of index.postings('declared-place').byKey.values()) {
      const close = asked.has(id) ? 1 : closenessTo(demand.places, placeOf(id), weights.nearKm)
      if (close >= NOT_NEAR) near.push({ id, close, slots })
    }
  near.sort((a, b) => b.close - a.close)
  const nearest = (slot: number) => near.find(({ slots }) => findSlot(slots, slot) >= 0)
  const closeness = (slot: number) => nearest(slot)?.close ?? 0
  const detail = (slot: number) => {
    const one = nearest(slot)
    return one ? [placeOf(one.id)?.name ?? one.id] : []
  }
  return { closeness, detail }
}

/** 1 at the place itself, a half at `nearKm`, falling with the square of the distance; 0 for a place nobody knows. */
function closenessTo(asked: readonly Coordinates[], place: Coordinates | undefined, nearKm: number): number {
  if (!place) return 0
  const km = Math.min(...asked.map((one) => distanceKm(one, place)))
  return 1 / (1 + (km / nearKm) ** 2)
}

/** Part of the request's terms that a member called "not my topic", 0..1. */
function notTopics({ index, terms, hash, now }: Reading): Map<number, number> {
  const against = new Map<number, number>()
  const fade = index.fade('not-topic', now)
  for (const { term } of terms) {
    const posting = index.postings('not-topic').byKey.get(hash(term))
    posting?.slots.forEach((slot, i) => {
      against.set(slot, (against.get(slot) ?? 0) + Math.min(1, posting.weights[i]! * fade) / terms.length)
    })
  }
  return against
}
