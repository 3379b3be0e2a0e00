import type { Demand } from './evidence.ts'
import type { EvidenceIndex } from './evidence-index.ts'
import type { Coordinates } from './proximity.ts'
import type { HashTerm, Term } from './terms.ts'
import type { TopicWords } from './topic-words.ts'
import type { MatchingWeights } from './weights.ts'

/** What one request is compared with. */
export interface Reading {
  demand: Demand
  /** The request's own terms; those of `telling` name no place that was asked about. */
  terms: Term[]
  telling: Term[]
  index: EvidenceIndex
  now: number
  weights: MatchingWeights
  placeOf: (id: string) => (Coordinates & { name: string }) | undefined
  hash: HashTerm
  topicWords: () => TopicWords
  likeness?: ReadonlyMap<string, number> | undefined
}
