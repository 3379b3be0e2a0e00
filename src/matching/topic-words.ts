import { stem } from '../shared/text.ts'
import {
  firstFrom,
  noWordVectors,
  type PackedWordVectors,
  unpackWordVectors,
  type WordVectors,
} from './word-vectors.ts'

/**
 * Which everyday topics words speak of, as `config/models/topic-words.json.br` holds it: thousands of words and pairs of words, of several languages,
 * each with its topics. Made by training/train-topics.ts.
 */
export interface TopicWords {
  /** In the order of code units. A pair stands with a space between. */
  words: readonly string[]
  /** Where the topics of a word begin in `topics` and `weights`; one more than words. */
  starts: Uint32Array
  topics: Uint16Array
  weights: Uint8Array
  /** By topic, its nearest topics and how near they are, 0..1. */
  near: readonly (readonly [topic: number, nearness: number])[][]
  vectors: WordVectors
}

/** As it is kept in the file: words a line each, how many topics each has, and these with their weights one after the other. */
export interface PackedTopicWords extends Pick<TopicWords, 'near'> {
  words: string
  counts: readonly number[]
  topics: readonly number[]
  weights: readonly number[]
  vectors: PackedWordVectors
}

export function unpackTopicWords({ words, counts, topics, weights, near, vectors }: PackedTopicWords): TopicWords {
  const starts = new Uint32Array(counts.length + 1)
  counts.forEach((count, i) => {
    starts[i + 1] = starts[i]! + count
  })
  return {
    words: words.split('\n'),
    starts,
    topics: Uint16Array.from(topics),
    weights: Uint8Array.from(weights),
    near,
    vectors: unpackWordVectors(vectors),
  }
}

/** Nothing is known of any word. */
export const noTopicWords: TopicWords = {
  words: [],
  starts: new Uint32Array(1),
  topics: new Uint16Array(),
  weights: new Uint8Array(),
  near: [],
  vectors: noWordVectors,
}

/** By topic, how much something speaks of it. */
export type About = ReadonlyMap<number, number>

/** A word that is not listed may be a form of one that is: so many letters of it are enough, and count for so much. */
const LEAST_BEGINNING = 5
const LONGEST_ENDING = 3
/** Parts of a compound have so many letters at least. */
const LEAST_PART = 4
const MAY_BE = 0.6
/** How much the topic that is spoken of most stands out. */
const SHARPEN = 1.3
/** How much of a topic counts for those near it. */
const SPREAD = 0.3

/** The form in which words are listed: no accents, stemmed. */
export const topicKey = (word: string): string =>
  stem(
    PLAIN.test(word)
      ? word
      : word
          .normalize('NFD')
          .replace(/[\u0300-\u036f'’]/gu, '')
          .normalize('NFC')
          .replaceAll('ß', 'ss'),
  )

const PLAIN = /^[a-z0-9]*$/u

/** Words that follow one another, as pairs. */
export const pairsOf = (keys: readonly string[]): string[] => keys.slice(1).map((key, i) => `${keys[i]} ${key}`)

/** What these keys, in their order, speak of; and which of them are not listed, nor like any that is. */
export function readAbout(keys: readonly string[], listed: TopicWords): { about: About; strange: string[] } {
  const found = new Map<number, number>()
  const strange = keys.filter((key) => !(addListed(found, key, listed) || addLike(found, key, listed)))
  for (const pair of pairsOf(keys)) addListed(found, pair, listed)
  return { about: spread(found, listed), strange }
}

function spread(found: About, { near }: TopicWords): About {
  let most = 0
  for (const weight of found.values()) if (weight > most) most = weight
  const about = new Map<number, number>()
  const add = (topic: number, weight: number) => about.set(topic, (about.get(topic) ?? 0) + weight)
  for (const [topic, weight] of found) {
    const sharp = most * (weight / most) ** SHARPEN
    add(topic, sharp)
    for (const [other, nearness] of near[topic]!) add(other, SPREAD * nearness * sharp)
  }
  return about
}

function addListed(found: Map<number, number>, key: string, listed: TopicWords): boolean {
  const at = firstFrom(key, listed.words)
  if (listed.words[at] !== key) return false
  addTopics(found, at, listed, 1)
  return true
}

function addTopics(found: Map<number, number>, at: number, { starts, topics, weights }: TopicWords, part: number) {
  for (let i = starts[at]!; i < starts[at + 1]!; i++)
    found.set(topics[i]!, (found.get(topics[i]!) ?? 0) + part * weights[i]!)
}

/** Other forms of the word, which begin like it; else the words that it is made of. */
function addLike(found: Map<number, number>, key: string, listed: TopicWords): boolean {
  if (/\d/u.test(key)) return false
  const { words } = listed
  if (key.length > LEAST_BEGINNING) {
    const beginning = key.slice(0, Math.max(LEAST_BEGINNING, key.length - LONGEST_ENDING))
    const forms: number[] = []
    for (let at = firstFrom(beginning, words); words[at]?.startsWith(beginning); at++)
      if (!words[at]!.includes(' ')) forms.push(at)
    for (const at of forms) addTopics(found, at, listed, MAY_BE / forms.length)
    if (forms.length > 0) return true
  }
  let any = false
  const places = Array.from({ length: Math.max(0, key.length - 2 * LEAST_PART + 1) }, (_, i) => LEAST_PART + i)
  const partAt = (part: string) => {
    const at = firstFrom(part, words)
    if (words[at] !== part) return false
    addTopics(found, at, listed, MAY_BE)
    any = true
    return true
  }
  places.toReversed().some((place) => partAt(key.slice(0, place)))
  places.some((place) => partAt(key.slice(place)))
  return any
}
