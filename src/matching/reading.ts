import type { Demand } from './evidence.ts'
import type { EvidenceIndex } from './evidence-index.ts'
import type { Likeness } from './match-topics.ts'
import type { Coordinates } from './proximity.ts'
import type { Term } from './terms.ts'
import type { TopicWords } from './topic-words.ts'
import type { MatchingWeights } from './weights.ts'

/** A term of a request, and the key under which evidence of it is kept. */
export interface KeyedTerm extends Term {
  key: string
}

/** What one request is compared with. */
export interface Reading {
  demand: Demand
  /** The request's own terms; those of `telling` name no place that was asked about. */
  terms: KeyedTerm[]
  telling: KeyedTerm[]
  index: EvidenceIndex
  now: number
  weights: MatchingWeights
  /** The weights of the features that ship, in their order. */
  prior: Float64Array
  placeOf: (id: string) => (Coordinates & { name: string }) | undefined
  topicWords: () => TopicWords
  likeness?: Likeness | undefined
}
