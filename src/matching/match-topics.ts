import { stem, tokenize } from '../shared/text.ts'
import { everydayWords } from './everyday-words.ts'
import { stopWords } from './stop-words.ts'

/** The words of a declared topic, stemmed, stop words out (unless there is nothing else). */
function topicTerms(topic: string): string[] {
  const words = tokenize(topic)
  const telling = words.filter((word) => !stopWords.has(word))
  return (telling.length > 0 ? telling : words).map(stem)
}

/** So many topics are compared with a request. */
const MOST_TOPICS = 500

/**
 * How well a declared topic, as `topicTerms`, fits a request, 0..1: the part of its words that the request has.
 * The last word of a topic says what it is ("public *speaking*"), so it counts twice: "speaker" fits "public speaking" by 2/3,
 * "public transport" fits it by 1/3.
 */
function matchTopic(topic: readonly string[], request: ReadonlySet<string>): number {
  let found = request.has(topic.at(-1) ?? '') ? 1 : 0
  for (const term of topic) if (request.has(term)) found++
  return topic.length === 0 ? 0 : found / (topic.length + 1)
}

/** By stem, the everyday things that a word speaks of: the numbers of the lines of `everydayWords`. */
const everyday = new Map<string, Set<number>>()
everydayWords.forEach((words, line) => {
  for (const word of words) {
    const term = stem(word)
    everyday.set(term, (everyday.get(term) ?? new Set()).add(line))
  }
})

/**
 * What terms speak of, by line: a word of several lines counts for each in part, one of no line for itself, so that "tap dancing" is not all
 * about plumbing.
 */
function speaksOf(
  terms: readonly string[],
  weightOf: (place: number) => number = () => 1,
): Map<number | string, number> {
  const found = new Map<number | string, number>()
  terms.forEach((term, place) => {
    const lines = everyday.get(term) ?? [term]
    const size = everyday.get(term)?.size ?? 1
    for (const line of lines) found.set(line, (found.get(line) ?? 0) + weightOf(place) / size)
  })
  return found
}

/** The cosine of the angle between two such vectors, 0..1; only the everyday things of the second count in its length. */
function alikeness(topic: ReadonlyMap<number | string, number>, request: ReadonlyMap<number | string, number>): number {
  let both = 0
  for (const [line, part] of topic) if (typeof line === 'number') both += part * (request.get(line) ?? 0)
  if (both === 0) return 0
  const things = [...request].flatMap(([line, part]) => (typeof line === 'number' ? [part] : []))
  return both / (Math.hypot(...topic.values()) * Math.hypot(...things))
}

/** Declared topics by the terms in them, so that a request need not be compared with every topic. */
export class TopicLookup {
  readonly #terms = new Map<string, string[]>()
  readonly #byTerm = new Map<string, string[]>()
  readonly #speaksOf = new Map<string, Map<number | string, number>>()
  readonly #byLine = new Map<number, string[]>()

  add(topic: string): void {
    if (this.#terms.has(topic)) return
    const terms = topicTerms(topic)
    this.#terms.set(topic, terms)
    for (const term of new Set(terms)) push(this.#byTerm, term, topic)
    const about = speaksOf(terms, (place) => (place === terms.length - 1 ? 2 : 1))
    this.#speaksOf.set(topic, about)
    for (const line of about.keys()) if (typeof line === 'number') push(this.#byLine, line, topic)
  }

  /** Topics that speak of the same everyday things as the request, in whatever words, with their likeness 0..1. */
  related(request: ReadonlySet<string>): { topic: string; fit: number }[] {
    const about = speaksOf([...request])
    const topics = new Set<string>()
    for (const line of about.keys())
      if (typeof line === 'number') for (const topic of this.#byLine.get(line) ?? []) topics.add(topic)
    return [...topics]
      .map((topic) => ({ topic, fit: alikeness(this.#speaksOf.get(topic)!, about) }))
      .sort((a, b) => b.fit - a.fit)
  }

  /** Topics that share a term with the request, best first, with their fit 0..1. */
  fitting(request: ReadonlySet<string>): { topic: string; fit: number }[] {
    const topics = new Set<string>()
    // The rarest terms first, for a word of very many topics tells least.
    const lists = [...request].map((term) => this.#byTerm.get(term) ?? []).sort((a, b) => a.length - b.length)
    for (const list of lists) for (const topic of list) if (topics.size < MOST_TOPICS) topics.add(topic)
    return [...topics]
      .map((topic) => ({ topic, fit: matchTopic(this.#terms.get(topic)!, request) }))
      .sort((a, b) => b.fit - a.fit)
  }
}

function push<K>(lists: Map<K, string[]>, key: K, topic: string): void {
  const topics = lists.get(key)
  if (topics) topics.push(topic)
  else lists.set(key, [topic])
}
