import { type Allocation, allocateWave, type Need } from './allocate.ts'
import type { Demand, Load, Ranked } from './evidence.ts'
import type { EvidenceIndex } from './evidence-index.ts'
import { demandTerms } from './learn.ts'
import type { Coordinates } from './proximity.ts'
import { rankMembers } from './rank.ts'
import type { HashTerm } from './terms.ts'
import type { MatchingWeights } from './weights.ts'

/** A request's terms beyond these, the least repeated, are not looked up. */
const MOST_DEMAND_TERMS = 64

export interface Matching {
  /**
   * Members who may help, best first, never the asker, at most `limit` (default 200), each with a score, a fit and at least one reason
   * when the score is above 0. With `candidates` (member ids) exactly these are ranked; without, everybody of whom the index knows anything
   * that speaks for it. Same input, same output.
   */
  rank(
    demand: Demand,
    index: EvidenceIndex,
    options: { now: number; candidates?: Iterable<string>; limit?: number },
  ): Ranked[]
  /** Chooses the wave. See `allocateWave`. */
  allocate(ranked: readonly Ranked[], loads: ReadonlyMap<string, Load>, need: Need): Allocation
}

/**
 * @param weights what `config/models/matching.json` holds, checked by `matchingWeights`
 * @param placeOf name and coordinates (degrees) of a place id; without it only the very same place matches
 * @param hash how terms were turned into keys when evidence was recorded; without it, not at all
 */
export function createMatching({
  weights,
  placeOf = () => undefined,
  hash = (term) => term,
}: {
  weights: MatchingWeights
  placeOf?: (id: string) => (Coordinates & { name: string }) | undefined
  hash?: HashTerm
}): Matching {
  return {
    rank: (demand, index, { now, candidates, limit = 200 }) =>
      rankMembers(
        { demand, terms: demandTerms(demand, MOST_DEMAND_TERMS), index, now, weights, placeOf, hash },
        candidates,
        limit,
      ),
    allocate: (ranked, loads, need) => allocateWave(ranked, loads, need, weights),
  }
}
