import type { Columns, Details } from './features.ts'
import { findSlot } from './postings.ts'
import { type Coordinates, distanceKm } from './proximity.ts'
import type { Reading } from './reading.ts'

const MINUTE = 60_000
/** So many who offered what is asked are looked at. */
const MOST_OFFERING = 600
/** Further than this from every place asked about is not near at all. */
const NOT_NEAR = 0.1
/** Less alike than this may be chance. */
const LEAST_RELATED = 0.5
/** How much of knowing it is to have offered something related. */
const RELATED_FIT = 0.6
/** Where meaning is compared: see `meantTopics`. */
const UNLIKE = 0.2
const ALIKE = 0.6
const SHARED = 0.1
const ONLY_SAID = 0.15

export type Declared = Pick<
  Columns,
  'declaredTopic' | 'relatedTopic' | 'place' | 'farAway' | 'language' | 'otherLanguage' | 'notTopic'
>

/** What members declared, against what is asked. `touched`: who has any of it. */
export function readDeclared(reading: Reading): {
  columns: Declared
  details: Details
  touched: number[]
  fit: (slot: number) => number
} {
  const topics = declaredTopics(reading)
  const places = nearPlaces(reading)
  const { index, demand } = reading
  const speakers = demand.language === undefined ? undefined : index.postings('language').byKey.get(demand.language)
  const speaks = (slot: number) => speakers !== undefined && findSlot(speakers.slots, slot) >= 0
  const against = notTopics(reading)
  const declaredPlace = index.postings('declared-place').totals
  const declaredLanguage = index.postings('language').totals
  return {
    columns: {
      declaredTopic: (slot) => topics.fits.get(slot)?.fit ?? 0,
      relatedTopic: (slot) => topics.related.get(slot)?.fit ?? 0,
      place: places.closeness,
      farAway: (slot) => (demand.places.length > 0 && declaredPlace[slot]! > 0 && places.closeness(slot) === 0 ? 1 : 0),
      language: (slot) => (speaks(slot) ? 1 : 0),
      otherLanguage: (slot) => (demand.language !== undefined && declaredLanguage[slot]! > 0 && !speaks(slot) ? 1 : 0),
      notTopic: (slot) => against.get(slot) ?? 0,
    },
    details: {
      'declared-topic': topics.detail,
      'near-place': places.detail,
      'speaks-language': () => [demand.language!],
    },
    touched: [...new Set([...topics.fits.keys(), ...topics.related.keys()])],
    fit: (slot) => Math.max(topics.fits.get(slot)?.fit ?? 0, RELATED_FIT * (topics.related.get(slot)?.fit ?? 0)),
  }
}

function declaredTopics({ index, telling, now, likeness }: Reading) {
  const byTopic = index.postings('declared-topic').byKey
  const request = new Set(telling.map(({ term }) => term))
  const best = (topics: Fit[]) => {
    const bySlot = new Map<number, Fit>()
    for (const one of topics) {
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
  const said = index.topics.fitting(request)
  const listed = index.topics.related(request)
  const meant = likeness ? meantTopics(likeness, listed) : listed.filter(({ fit }) => fit >= LEAST_RELATED)
  const fits = best(likeness ? saidAndMeant(said, meant) : said)
  const related = best(meant)
  const detail = (slot: number) => {
    const [inWords, inMeaning] = [fits.get(slot), related.get(slot)]
    const better = !inWords || (inMeaning && inMeaning.fit * RELATED_FIT > inWords.fit) ? inMeaning : inWords
    return better ? [better.topic] : []
  }
  return { fits, related, detail }
}

/**
 * Topics by what they mean: the cosine of sentence vectors, a little more when everyday words are shared. Below `UNLIKE` it may be chance
 * (nineteen of twenty topics that have nothing to do with a request), from `ALIKE` on it is as good as said.
 */
function meantTopics(likeness: ReadonlyMap<string, number>, listed: Fit[]): Fit[] {
  const shared = new Map(listed.map(({ topic, fit }) => [topic, SHARED * fit]))
  return [...likeness]
    .map(([topic, cosine]) => ({ topic, fit: (cosine + (shared.get(topic) ?? 0) - UNLIKE) / (ALIKE - UNLIKE) }))
    .filter(({ fit }) => fit > 0)
    .map(({ topic, fit }) => ({ topic, fit: Math.min(1, fit) }))
    .sort((a, b) => b.fit - a.fit)
}

/** Words that are shared count in full only as far as the same is meant: "drums at midnight" is not about drum lessons. */
function saidAndMeant(said: Fit[], meant: Fit[]): Fit[] {
  const fits = new Map(meant.map(({ topic, fit }) => [topic, fit]))
  const part = (topic: string) => ONLY_SAID + (1 - ONLY_SAID) * (fits.get(topic) ?? 0)
  return said.map(({ topic, fit }) => ({ topic, fit: fit * part(topic) })).sort((a, b) => b.fit - a.fit)
}

interface Fit {
  topic: string
  fit: number
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
