import type { EvidenceKind } from './evidence.ts'
import type { Reading } from './reading.ts'
import type { Term } from './terms.ts'

/** Terms that more members have than this tell little, and looking them all up would cost most. */
const COMMON = 1000
const COMMON_PART = 0.25

/** Values by slot, and the slots that have any. */
export interface Scores {
  values: Float64Array
  touched: number[]
}

/**
 * BM25 (Robertson and Zaragoza, 2009) of one kind of term evidence for the request's terms, by slot. For each term t
 *   idf(t) · w·(k1 + 1) / (w + k1·(1 − b + b·total / mean total)), idf(t) = ln(1 + (N − n + ½) / (n + ½)),
 * w being the member's faded weight of t, N the members with evidence of this kind, n those with t. The sum is divided by the most
 * that any member could reach, so the result is 0..1: the part of the request that the member is known to know about.
 */
export function scoreTerms(
  { index, hash, now, weights }: Reading,
  kind: EvidenceKind,
  terms: readonly Pick<Term, 'term' | 'count'>[],
): Scores {
  const values = new Float64Array(index.slots)
  const touched: number[] = []
  const { byKey, totals, members, sum } = index.postings(kind)
  if (members === 0) return { values, touched }
  const { k1, b } = weights.terms
  const fade = index.fade(kind, now)
  const mean = sum / members
  let most = 0
  for (const { term, count } of terms) {
    const posting = byKey.get(hash(term))
    const n = posting?.slots.length ?? 0
    const idf = Math.log(1 + (members - n + 0.5) / (n + 0.5)) * Math.sqrt(count)
    most += idf * (k1 + 1)
    if (!posting || (n > COMMON && n > members * COMMON_PART)) continue
    const { slots, weights: kept } = posting
    for (let i = 0; i < n; i++) {
      const slot = slots[i]!
      const w = kept[i]! * fade
      if (values[slot] === 0) touched.push(slot)
      values[slot]! += (idf * w * (k1 + 1)) / (w + k1 * (1 - b + (b * totals[slot]!) / mean))
    }
  }
  for (const slot of touched) values[slot]! /= most
  return { values, touched }
}
