import { type Allocation, allocateWave, type Need } from './allocate.ts'
import type { Demand, Load, Ranked } from './evidence.ts'
import type { EvidenceIndex } from './evidence-index.ts'
import { demandTerms } from './learn.ts'
import type { Likeness } from './match-topics.ts'
import type { Coordinates } from './proximity.ts'
import { type Comparison, priorOf, rankMembers } from './rank.ts'
import { type HashTerm, terms } from './terms.ts'
import { noTopicWords, type TopicWords } from './topic-words.ts'
import type { MatchingWeights } from './weights.ts'

/** A request's terms beyond these, the least repeated, are not looked up. */
const MOST_DEMAND_TERMS = 64

export interface Matching {
  /**
   * Members who may help, best first, never the asker, at most `limit` (default 200), each with a score, a fit and at least one reason
   * when anything speaks for them. With `candidates` (member ids) exactly these are ranked; without, everybody of whom the index knows
   * anything that speaks for it. Same input, same output.
   */
  rank(demand: Demand, index: EvidenceIndex, options: RankOptions): Ranked[]
  /** The same, with the features of each. */
  compare(demand: Demand, index: EvidenceIndex, options: RankOptions): Comparison
  /** Chooses the wave. See `allocateWave`. */
  allocate(ranked: readonly Ranked[], loads: ReadonlyMap<string, Load>, need: Need): Allocation
  /** The part of waves that give a new volunteer a chance, 0..1. */
  readonly explore: number
  /** Lets the index learn from requests that were answered. See `Lessons.learn`. */
  learn(index: EvidenceIndex, now: number): boolean
}

interface RankOptions {
  now: number
  candidates?: Iterable<string>
  limit?: number
  /** How alike declared topics are to the request by what they mean; absent: only their words are compared. */
  likeness?: Likeness | undefined
}

/**
 * @param weights what `config/models/matching.json` holds, checked by `matchingWeights`
 * @param placeOf name and coordinates (degrees) of a place id; without it only the very same place matches
 * @param topicWords what words speak of, asked for when somebody declared anything; without it only the very words are compared
 * @param hash how terms were turned into keys when evidence was recorded; without it, not at all
 */
export function createMatching({
  weights,
  placeOf = () => undefined,
  hash = (term) => term,
  topicWords = () => noTopicWords,
}: {
  weights: MatchingWeights
  placeOf?: (id: string) => (Coordinates & { name: string }) | undefined
  hash?: HashTerm
  topicWords?: () => TopicWords
}): Matching {
  const prior = priorOf(weights)
  const compare: Matching['compare'] = (demand, index, { now, candidates, limit = 200, likeness }) => {
    const words = demandTerms(demand, MOST_DEMAND_TERMS).map((one) => ({ ...one, key: hash(one.term) }))
    const placeWords = new Set(demand.places.flatMap(({ id }) => [...terms(placeOf(id)?.name ?? '').keys()]))
    const other = words.filter(({ term }) => !placeWords.has(term))
    // A request about nothing but a place is about the place.
    const telling = other.length === 0 || other.length === words.length ? words : other
    return rankMembers(
      { demand, terms: words, telling, index, now, weights, prior, placeOf, topicWords, likeness },
      candidates,
      limit,
    )
  }
  return {
    compare,
    rank: (demand, index, options) => compare(demand, index, options).ranked,
    allocate: (ranked, loads, need) => allocateWave(ranked, loads, need, weights),
    explore: weights.explore,
    learn: (index, now) => index.lessons.learn(prior, now),
  }
}
