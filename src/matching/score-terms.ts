import type { EvidenceKind } from './evidence.ts'
import type { KeyedTerm, Reading } from './reading.ts'

/** Terms that more members have than this tell little, and looking them all up would cost most. */
const COMMON = 1000
const COMMON_PART = 0.25

/** Values by slot, and the slots that have any. */
export interface Scores {
  values: Float64Array
  touched: number[]
}

/** Adds to the score of one slot; more than 0. */
export function addScore({ values, touched }: Scores, slot: number, more: number): void {
  if (values[slot] === 0) touched.push(slot)
  values[slot]! += more
}

/** Scores are needed for one comparison only: their arrays, one number a member, are used again. */
export class ScoreBoards {
  readonly #free: Float64Array[] = []
  readonly #taken: Scores[] = []

  /** Scores of nobody yet, for slots up to `slots`. */
  take(slots: number): Scores {
    const values = this.#free.pop()
    const scores = {
      values: values && values.length >= slots ? values : new Float64Array(slots * 1.2 + 64),
      touched: [],
    }
    this.#taken.push(scores)
    return scores
  }

  /** All that were taken are wiped; nobody may look at them any more. */
  wipe(): void {
    for (const { values, touched } of this.#taken) {
      for (const slot of touched) values[slot] = 0
      this.#free.push(values)
    }
    this.#taken.length = 0
  }
}

/**
 * BM25 (Robertson and Zaragoza, 2009) of one kind of term evidence for the request's terms, by slot. For each term t
 *   idf(t) · w·(k1 + 1) / (w + k1·(1 − b + b·total / mean total)), idf(t) = ln(1 + (N − n + ½) / (n + ½)),
 * w being the member's faded weight of t, N the members with evidence of this kind, n those with t. The sum is divided by the most
 * that any member could reach, so the result is 0..1: the part of the request that the member is known to know about.
 */
export function scoreTerms(
  { index, now, weights }: Reading,
  kind: EvidenceKind,
  terms: readonly Pick<KeyedTerm, 'key' | 'count'>[],
): Scores {
  const scores = index.boards.take(index.slots)
  const { values, touched } = scores
  const { byKey, totals, members, sum } = index.postings(kind)
  const mean = members === 0 ? 0 : sum / members
  if (mean === 0) return scores
  const { k1, b } = weights.terms
  const fade = index.fade(kind, now)
  const looked = terms.map(({ key, count }) => {
    const posting = byKey.get(key)
    const n = posting?.slots.length ?? 0
    const idf = Math.log(1 + (members - n + 0.5) / (n + 0.5)) * Math.sqrt(count)
    return { posting: n > COMMON && n > members * COMMON_PART ? undefined : posting, idf }
  })
  const most = looked.reduce((sum, { idf }) => sum + idf * (k1 + 1), 0)
  for (const { posting, idf } of looked) {
    if (!posting) continue
    const { slots, weights: kept } = posting
    const whole = (idf * (k1 + 1)) / most
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i]!
      const w = kept[i]! * fade
      if (values[slot] === 0) touched.push(slot)
      values[slot]! += (whole * w) / (w + k1 * (1 - b + (b * totals[slot]!) / mean))
    }
  }
  return scores
}
