import type { EvidenceKind } from './evidence.ts'
import type { Reading } from './signals.ts'

/**
 * BM25 (Robertson and Zaragoza, 2009) of one kind of term evidence for the request's terms, by slot. For each term t
 *   idf(t) · w·(k1 + 1) / (w + k1·(1 − b + b·total / mean total)), idf(t) = ln(1 + (N − n + ½) / (n + ½)),
 * w being the member's faded weight of t, N the members with evidence of this kind, n those with t. The sum is divided by the most
 * that any member could reach, so the result is 0..1: the part of the request that the member is known to know about.
 */
export function scoreTerms({ index, terms, hash, now, weights }: Reading, kind: EvidenceKind): Float64Array {
  const values = new Float64Array(index.slots)
  const { byKey, totals, members, sum } = index.postings(kind)
  if (members === 0) return values
  const { k1, b } = weights.terms
  const fade = index.fade(kind, now)
  const mean = sum / members
  let most = 0
  for (const { term, count } of terms) {
    const posting = byKey.get(hash(term))
    const n = posting?.slots.length ?? 0
    const idf = Math.log(1 + (members - n + 0.5) / (n + 0.5)) * Math.sqrt(count)
    most += idf * (k1 + 1)
    if (!posting) continue
    const { slots, weights: kept } = posting
    for (let i = 0; i < n; i++) {
      const slot = slots[i]!
      const w = kept[i]! * fade
      values[slot]! += (idf * w * (k1 + 1)) / (w + k1 * (1 - b + (b * totals[slot]!) / mean))
    }
  }
  if (most > 0) for (let slot = 0; slot < values.length; slot++) values[slot]! /= most
  return values
}
