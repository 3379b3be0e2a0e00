import { pairsOf, type TopicWords } from '../src/matching/topic-words.ts'
import { fitWordVectors } from './fit-word-vectors.ts'
import { keysOf } from './keys-of.ts'
import type { Offered } from './read-offered.ts'
import type { Topic } from './read-topics.ts'

/** How much it tells that a word stands in an offer, a list of words, a request, a list of another language. */
const PARTS = { offers: 2, words: 3, asks: 0.5, foreign: 3 } as const
/** From how much on a word that stands in a topic more often tells hardly more. */
const ENOUGH = 3
/** How steeply rare words count more than common ones. */
const STEEPNESS = 2.5
/** How much a word that people use in any message is taken to be common. */
const COMMON = 10
const PAIR = 0.6
/** Words of more topics say nothing about how near two of them are. */
const MOST_SHARED = 60
const MOST_NEAR = 8
const LEAST_NEAR = 0.02
const LARGEST = 255
/** A weight below tells nothing. */
const LEAST = 2

/** In which part of some messages each word stands. */
export function howCommon(messages: readonly string[]): Map<string, number> {
  const common = new Map<string, number>()
  for (const message of messages)
    for (const key of new Set(keysOf(message))) common.set(key, (common.get(key) ?? 0) + 1 / messages.length)
  return common
}

/**
 * Weighs the words of topics: weight = c / (c + ENOUGH · (½ + ½ · length / mean length)) · log(1 / part)^STEEPNESS, where c is how often the word stands in
 * the topic and the part is that of topics which have it, and of messages: BM25's term frequency with a steeper inverse document frequency
 * (Robertson and Zaragoza 2009), a topic being the document. Where words lie is learned from these topics and lines.
 */
export function fitTopicWords(
  topics: readonly Topic[],
  common: ReadonlyMap<string, number>,
  lines: readonly Offered[],
): TopicWords {
  const counts = new Map<string, Map<number, number>>()
  const lengths = new Float64Array(topics.length)
  topics.forEach((topic, t) => {
    const add = (text: string, part: number, withPairs: boolean) => {
      const keys = keysOf(text)
      for (const key of withPairs ? [...keys, ...pairsOf(keys)] : keys) {
        const count = counts.get(key) ?? new Map<number, number>()
        counts.set(key, count.set(t, (count.get(t) ?? 0) + part))
      }
      lengths[t]! += part * keys.length
    }
    add(topic.name, PARTS.offers, true)
    for (const part of ['offers', 'words', 'asks', 'foreign'] as const)
      for (const text of topic[part]) add(text, PARTS[part], part !== 'asks')
  })
  const mean = lengths.reduce((sum, length) => sum + length, 0) / topics.length
  const soft = (count: number, t: number) => count / (count + ENOUGH * (0.5 + (0.5 * lengths[t]!) / mean))
  const weigh = ([key, count]: [string, Map<number, number>]): [string, [number, number][]] => {
    const isPair = key.includes(' ')
    const part =
      count.values().reduce((sum, one) => sum + one / (one + 1), 0) / topics.length +
      (isPair ? 0 : COMMON * (common.get(key) ?? 0))
    const rare = Math.max(0, Math.log((1 + 1 / topics.length) / (part + 0.5 / topics.length))) ** STEEPNESS
    return [key, [...count].map(([t, one]) => [t, soft(one, t) * rare * (isPair ? PAIR : 1)])]
  }
  const weighed = [...counts].map(weigh).sort(([a], [b]) => (a < b ? -1 : 1))
  const near = nearest(weighed, topics.length)
  const largest = weighed.reduce((most, [, list]) => Math.max(most, ...list.map(([, weight]) => weight)), 0)
  const short = weighed
    .map(([key, list]) => [key, list.map(([t, weight]) => [t, Math.round((weight / largest) * LARGEST)])] as const)
    .map(([key, list]) => [key, list.filter(([, weight]) => weight! >= LEAST)] as const)
    .filter(([, list]) => list.length > 0)
  const starts = Uint32Array.from([0, ...short], () => 0)
  short.forEach(([, list], i) => {
    starts[i + 1] = starts[i]! + list.length
  })
  const all = short.flatMap(([, list]) => list)
  return {
    words: short.map(([key]) => key),
    starts,
    topics: Uint16Array.from(all, ([t]) => t!),
    weights: Uint8Array.from(all, ([, weight]) => weight!),
    near,
    vectors: fitWordVectors(topics, lines),
  }
}

/** For each topic those that share words with it, by the cosine of their weights. */
function nearest(weighed: readonly [string, [number, number][]][], n: number): [number, number][][] {
  const squares = new Float64Array(n)
  for (const [, list] of weighed) for (const [t, weight] of list) squares[t]! += weight ** 2
  const shared = Array.from({ length: n }, () => new Map<number, number>())
  for (const [, list] of weighed)
    if (list.length < MOST_SHARED)
      for (const [t, one] of list)
        for (const [u, other] of list) if (t !== u) shared[t]!.set(u, (shared[t]!.get(u) ?? 0) + one * other)
  return shared.map((others, t) =>
    [...others]
      .map(([u, sum]): [number, number] => [u, Math.round((100 * sum) / Math.sqrt(squares[t]! * squares[u]!)) / 100])
      .filter(([, nearness]) => nearness >= LEAST_NEAR)
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, MOST_NEAR),
  )
}
