import { stem, tokenize } from '../shared/text.ts'
import { stopWords } from './stop-words.ts'

/** The words of a declared topic, stemmed, stop words out (unless there is nothing else). */
function topicTerms(topic: string): string[] {
  const words = tokenize(topic)
  const telling = words.filter((word) => !stopWords.has(word))
  return (telling.length > 0 ? telling : words).map(stem)
}

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

/** Declared topics by the terms in them, so that a request need not be compared with every topic. */
export class TopicLookup {
  readonly #terms = new Map<string, string[]>()
  readonly #byTerm = new Map<string, string[]>()

  add(topic: string): void {
    if (this.#terms.has(topic)) return
    const terms = topicTerms(topic)
    this.#terms.set(topic, terms)
    for (const term of new Set(terms)) {
      const topics = this.#byTerm.get(term)
      if (topics) topics.push(topic)
      else this.#byTerm.set(term, [topic])
    }
  }

  /** Topics that share a term with the request, best first, with their fit 0..1. */
  fitting(request: ReadonlySet<string>): { topic: string; fit: number }[] {
    const topics = new Set<string>()
    for (const term of request) for (const topic of this.#byTerm.get(term) ?? []) topics.add(topic)
    return [...topics]
      .map((topic) => ({ topic, fit: matchTopic(this.#terms.get(topic)!, request) }))
      .sort((a, b) => b.fit - a.fit)
  }
}
