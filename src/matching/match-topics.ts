import { tokenize } from '../shared/text.ts'
import { innerFrom } from '../understanding/network.ts'
import { stopWords } from './stop-words.ts'
import { type About, readAbout, type TopicWords, topicKey } from './topic-words.ts'
import type { TopicWeights } from './weights.ts'
import { placeOfWords, WIDTH } from './word-vectors.ts'

/** So many topics that share a word with a request are compared with it. */
const MOST_SAID = 500
/** What a declared topic speaks of less than this, beside what it speaks of most, is not looked up by. */
const BESIDE = 0.1
/** A word that is not listed weighs in the length of a declared topic as one that is listed for a single everyday topic. */
const STRANGE = 255

/** What fits so much less than what fits best, and is not named, does not fit beside it: tiles beside gutters. */
const BESIDE_BEST = 0.2
/** All of a topic's words but for rounding. */
const WHOLE = 0.999

/** How well a declared topic fits a request, 0..1. */
export interface Fit {
  topic: string
  fit: number
}

/** How alike declared topics are to a request by what they mean. */
export interface Likeness {
  /** By topic, −1..1. */
  of: ReadonlyMap<string, number>
  /** Whether the request was put into English word by word: lists of words, which are of what it said itself, then tell little. */
  glossed: boolean
}

/** A declared topic as it is compared. */
interface Declared {
  topic: string
  keys: string[]
  /** Those of the keys that no list has. */
  strange: ReadonlySet<string>
  /** The everyday topics that it speaks of, and how much: of length 1. */
  everyday: Uint16Array
  parts: Float64Array
  /** Where its words lie as an offer. */
  place: Float64Array
}

/** A declared topic beside a request. */
export interface Comparison {
  topic: string
  /** The part of the topic's words that the request says: of words that are listed, and of others. */
  said: number
  saidStrange: number
  /** 1 where it says all of them: who offers just what is named is meant, whatever else fits. */
  whole: 0 | 1
  /** The cosine between the everyday topics that both speak of, by the lists, 0..1. */
  alike: number
  /** The square root of the same without the words that both share: what the rest of the request is about. A little tells much. */
  otherwise: number
  /** How near the topic's words lie to the request's, −1..1; and to those of the request's that it does not share. */
  fits: number
  fitsOtherwise: number
}

/** The words of a declared topic as they are listed, stop words out (unless there is nothing else). */
function keysOf(topic: string): string[] {
  const words = tokenize(topic)
  const telling = words.filter((word) => !stopWords.has(word))
  return (telling.length > 0 ? telling : words).map(topicKey)
}

/**
 * The part of a declared topic's words that are among these. The last word of a topic says what it is ("public *speaking*"), so it counts twice:
 * "speaker" has 2/3 of "public speaking", "public transport" 1/3.
 */
function partOf({ keys }: Declared, among: (key: string) => boolean): number {
  let found = 0
  keys.forEach((key, i) => {
    if (among(key)) found += i === keys.length - 1 ? 2 : 1
  })
  return keys.length === 0 ? 0 : found / (keys.length + 1)
}

/** Declared topics by their words and by the everyday topics that they speak of, so that a request need not be compared with every one. */
export class TopicLookup {
  readonly #known = new Map<string, Declared>()
  readonly #byKey = new Map<string, Declared[]>()
  readonly #byAbout = new Map<number, Declared[]>()
  /** What these speak of is read when a request comes. */
  #unread: Declared[] = []

  add(topic: string): void {
    if (this.#known.has(topic)) return
    const declared: Declared = {
      topic,
      keys: keysOf(topic),
      strange: new Set(),
      everyday: new Uint16Array(),
      parts: new Float64Array(),
      place: new Float64Array(),
    }
    this.#known.set(topic, declared)
    for (const key of new Set(declared.keys)) push(this.#byKey, key, declared)
    this.#unread.push(declared)
  }

  /**
   * The declared topics that fit a request of these words (in their order, stop words out) at least as well as `least` says, and, unless a word of theirs is said, not far less than the best, best first:
   * fit = 1 / (1 + exp(−w · x)), where x is what `compare` gives and, where it is told, the likeness of meaning.
   * @param likeness only topics in it have one
   */
  fitting(
    words: readonly string[],
    topicWords: () => TopicWords,
    { inLists, inWords, inMeaning, inGloss }: TopicWeights,
    likeness?: Likeness,
  ): Fit[] {
    const fits: (Fit & { named: boolean })[] = []
    if (this.#known.size === 0) return fits
    for (const one of this.compare(words, topicWords(), likeness?.of.keys())) {
      const { topic, said, saidStrange, whole, alike, otherwise, fits: near, fitsOtherwise } = one
      const meant = likeness?.of.get(topic)
      // Where words lie is known of English alone, and of who says hardly an English word nothing is known.
      const placed = near !== 0
      const byMeaning = placed && !likeness?.glossed ? inMeaning : inGloss
      const byWords = placed ? inWords : inLists
      const w = meant === undefined ? byWords : byMeaning
      const named = w.said * said + w.saidStrange * saidStrange + w.whole * whole
      const about = w.alike * alike + w.otherwise * otherwise + w.fits * near + w.fitsOtherwise * fitsOtherwise
      const sum = w.start + named + about
      const fit = 1 / (1 + Math.exp(-sum - (meant === undefined ? 0 : byMeaning.meant * meant)))
      if (fit >= w.least) fits.push({ topic, fit, named: said + saidStrange > 0 })
    }
    const best = fits.reduce((most, { fit }) => Math.max(most, fit), 0)
    return fits
      .filter(({ fit, named }) => named || fit >= BESIDE_BEST * best)
      .map(({ topic, fit }) => ({ topic, fit }))
      .sort((a, b) => b.fit - a.fit)
  }

  /** Declared topics that share a word with these, at most 500. */
  sharing(words: readonly string[]): string[] {
    return [...this.#sharing(new Set(words.map(topicKey)))].map(({ topic }) => topic)
  }

  /** Compares all that share a word with the request, or speak of the same; and those that are named. */
  compare(words: readonly string[], listed: TopicWords, named: Iterable<string> = []): Comparison[] {
    this.#read(listed)
    const keys = words.map(topicKey)
    const request = new Set(keys)
    const whole = readRequest(keys, listed)
    const rests = new Map<string, typeof whole>()
    const restWithout = (shared: string[]) => {
      const name = shared.join(' ')
      const rest =
        rests.get(name) ??
        readRequest(
          keys.filter((key) => !shared.includes(key)),
          listed,
        )
      rests.set(name, rest)
      return rest
    }
    const chosen = this.#sharing(request)
    whole.parts.forEach((part, topic) => {
      if (part > 0) for (const one of this.#byAbout.get(topic) ?? []) chosen.add(one)
    })
    for (const topic of named) {
      const one = this.#known.get(topic)
      if (one) chosen.add(one)
    }
    return [...chosen].map((declared) => {
      const { topic } = declared
      const shared = declared.keys.filter((key) => request.has(key))
      const alike = cosine(declared, whole)
      const fits = innerFrom(whole.place, 0, declared.place, 0, WIDTH)
      if (shared.length === 0) {
        const otherwise = Math.sqrt(alike)
        return { topic, said: 0, saidStrange: 0, whole: 0, alike, otherwise, fits, fitsOtherwise: fits }
      }
      const said = partOf(declared, (key) => request.has(key) && !declared.strange.has(key))
      const saidStrange = partOf(declared, (key) => request.has(key) && declared.strange.has(key))
      const rest = restWithout(shared)
      return {
        topic,
        said,
        saidStrange,
        whole: said + saidStrange >= WHOLE ? 1 : 0,
        alike,
        otherwise: Math.sqrt(cosine(declared, rest)),
        fits,
        fitsOtherwise: innerFrom(rest.place, 0, declared.place, 0, WIDTH),
      }
    })
  }

  #read(listed: TopicWords) {
    for (const declared of this.#unread) {
      const { about, strange } = readAbout(declared.keys, listed)
      const length = Math.hypot(lengthOf(about), STRANGE * Math.sqrt(strange.length))
      declared.strange = new Set(strange)
      declared.everyday = Uint16Array.from(about.keys())
      declared.parts = Float64Array.from(about.values(), (weight) => weight / length)
      declared.place = placeOfWords(declared.keys, 'offered', listed.vectors)
      const most = Math.max(...about.values())
      for (const [topic, weight] of about) if (weight >= BESIDE * most) push(this.#byAbout, topic, declared)
    }
    this.#unread = []
  }

  /** Those that share a word with the request, of the rarest words first, for a word of very many topics tells least. */
  #sharing(request: ReadonlySet<string>): Set<Declared> {
    const sharing = new Set<Declared>()
    const lists = [...request].map((key) => this.#byKey.get(key) ?? []).sort((a, b) => a.length - b.length)
    for (const list of lists) for (const one of list) if (sharing.size < MOST_SAID) sharing.add(one)
    return sharing
  }
}

function lengthOf(about: About): number {
  let sum = 0
  for (const weight of about.values()) sum += weight ** 2
  return Math.sqrt(sum)
}

/** How much a request speaks of each everyday topic, by their numbers, and where its words lie. */
interface Spoken {
  parts: Float64Array
  length: number
  place: Float64Array
}

function readRequest(keys: readonly string[], listed: TopicWords): Spoken {
  const { about } = readAbout(keys, listed)
  const parts = new Float64Array(listed.near.length)
  for (const [topic, weight] of about) parts[topic] = weight
  return { parts, length: lengthOf(about), place: placeOfWords(keys, 'asked', listed.vectors) }
}

function cosine({ everyday, parts }: Declared, request: Spoken): number {
  let sum = 0
  for (let i = 0; i < everyday.length; i++) sum += parts[i]! * request.parts[everyday[i]!]!
  return sum === 0 ? 0 : sum / request.length
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
