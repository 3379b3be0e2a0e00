import { type Columns, type Details, eachOf, keptOf, pick } from './features.ts'
import type { Fit } from './match-topics.ts'
import { findSlot, meet, type Posting, weightsAt } from './postings.ts'
import { type Coordinates, distanceKm } from './proximity.ts'
import type { Reading } from './reading.ts'
import { addScore, type Scores } from './score-terms.ts'

const MINUTE = 60_000
/** So many who offered what is asked are looked at. */
const MOST_OFFERING = 600
/** Further than this from every place asked about is not near at all. */
const NOT_NEAR = 0.1

export type Declared = Pick<Columns, 'declaredTopic' | 'place' | 'farAway' | 'language' | 'otherLanguage' | 'notTopic'>

/** What members declared, against what is asked. `touched`: who offers any of it; `columns`: of those who are compared. */
export function readDeclared(reading: Reading): {
  columns: (slots: readonly number[]) => Declared
  details: Details
  touched: readonly number[]
  fit: (slot: number) => number
} {
  const topics = declaredTopics(reading)
  const fit = (slot: number) => topics.of(slot)?.fit ?? 0
  const places = nearPlaces(reading)
  const { index, demand } = reading
  const asksForPlace = demand.places.length > 0
  const asksForLanguage = demand.language !== undefined
  const speakers = asksForLanguage ? index.postings('language').byKey.get(demand.language!) : undefined
  const against = notTopics(reading)
  const declaredPlace = index.postings('declared-place').totals
  const declaredLanguage = index.postings('language').totals
  const columns = (slots: readonly number[]): Declared => {
    const closeness = places.closeness(slots)
    const speaks = weightsAt(slots, speakers)
    const ofPlaces = pick(declaredPlace, slots)
    const ofLanguages = pick(declaredLanguage, slots)
    return {
      declaredTopic: topics.column(slots),
      place: eachOf((i) => closeness[i]!),
      farAway: eachOf((i) => (asksForPlace && ofPlaces[i]! > 0 && closeness[i] === 0 ? 1 : 0)),
      language: eachOf((i) => (speaks[i]! > 0 ? 1 : 0)),
      otherLanguage: eachOf((i) => (asksForLanguage && ofLanguages[i]! > 0 && speaks[i] === 0 ? 1 : 0)),
      notTopic: keptOf(against.values, slots),
    }
  }
  const details: Details = {
    'declared-topic': (slot) => (topics.of(slot) ? [topics.of(slot)!.topic] : []),
    'near-place': places.detail,
    'speaks-language': () => [demand.language!],
  }
  return { columns, details, touched: topics.touched, fit }
}

/** By slot, the declared topic that fits best. */
function declaredTopics({ index, telling, now, topicWords, weights, likeness }: Reading) {
  const byTopic = index.postings('declared-topic').byKey
  const words = telling.map(({ word }) => word)
  /** One after the other as they were found, and by slot the place in that order, from 1. */
  const fits: Fit[] = []
  const places = index.boards.take(index.slots)
  for (const one of index.topics.fitting(words, topicWords, weights.topics, likeness)) {
    if (fits.length >= MOST_OFFERING) break
    const slots = byTopic.get(one.topic)?.slots ?? []
    // Where very many offer the same, another part of them comes first from minute to minute.
    const from = slots.length > MOST_OFFERING ? Math.floor(now / MINUTE) % slots.length : 0
    for (let i = 0; i < slots.length && fits.length < MOST_OFFERING; i++) {
      const slot = slots[(from + i) % slots.length]!
      if (places.values[slot]! > 0) continue
      fits.push(one)
      addScore(places, slot, fits.length)
    }
  }
  const at = (place: number) => (place > 0 ? fits[place - 1] : undefined)
  const of = (slot: number) => at(places.values[slot]!)
  const column = (slots: readonly number[]) => keptOf(places.values, slots, (place) => at(place)?.fit ?? 0)
  return { of, column, touched: places.touched }
}

function nearPlaces({ index, demand, weights, placeOf }: Reading) {
  const near: { id: string; close: number; posting: Posting }[] = []
  const asked = new Set(demand.places.map(({ id }) => id))
  if (asked.size > 0)
    for (const [id, posting] of index.postings('declared-place').byKey) {
      const close = asked.has(id) ? 1 : closenessTo(demand.places, placeOf(id), weights.nearKm)
      if (close >= NOT_NEAR) near.push({ id, close, posting })
    }
  near.sort((a, b) => b.close - a.close)
  const nearest = (slot: number) => near.find(({ posting }) => findSlot(posting.slots, slot) >= 0)
  const closeness = (compared: readonly number[]) => {
    const closest = new Float64Array(compared.length)
    for (const { close, posting } of near)
      meet(compared, posting, (i) => {
        closest[i] ||= close
      })
    return closest
  }
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
function notTopics({ index, terms, now }: Reading): Scores {
  const against = index.boards.take(index.slots)
  const fade = index.fade('not-topic', now)
  for (const { key } of terms) {
    const posting = index.postings('not-topic').byKey.get(key)
    posting?.slots.forEach((slot, i) => {
      addScore(against, slot, Math.min(1, posting.weights[i]! * fade) / terms.length)
    })
  }
  return against
}
