import type { Ranked, Reason } from './evidence.ts'
import { type Reading, readAgainst, readSignals, type Signal } from './signals.ts'

const STEPS = 1024
const MOST_REASONS = 4
/** A reason that made up less of the score than this is not worth saying. There are fewer than 1 / 0.05 signals, so one always is. */
const LEAST_SHARE = 0.05

/**
 * Members who may help, best first, at most `limit`, never the asker. The score is the weighted mean of the signals that this request
 * can give, less what speaks against. With `candidates` only these are ranked, and all of them, also those nobody knows anything about
 * (score 0, no reasons); without, everybody in the index with a score above 0. Equal scores are ordered by member id.
 */
export function rankMembers(reading: Reading, candidates: Iterable<string> | undefined, limit: number): Ranked[] {
  const { index, demand } = reading
  const signals = readSignals(reading)
  const scores = combine(reading, signals)
  const asker = demand.askerId
  const strangers: string[] = []
  let slots: number[] = []
  if (candidates) {
    for (const memberId of new Set(candidates)) {
      const slot = index.slotOf(memberId)
      if (memberId === asker) continue
      if (slot === undefined) strangers.push(memberId)
      else slots.push(slot)
    }
  } else {
    const askerSlot = index.slotOf(asker)
    for (let slot = 0; slot < scores.length; slot++) if (scores[slot]! > 0 && slot !== askerSlot) slots.push(slot)
  }
  if (slots.length > 4 * limit) slots = frontOf(slots, scores, limit)
  slots.sort((a, b) => scores[b]! - scores[a]! || compare(index.memberAt(a)!, index.memberAt(b)!))
  const ranked = slots.slice(0, limit).map((slot) => describe(slot, index.memberAt(slot)!, scores[slot]!, signals))
  for (const memberId of strangers.sort(compare)) {
    if (ranked.length < limit) ranked.push({ memberId, score: 0, fit: 0, reasons: [] })
  }
  return ranked
}

function combine(reading: Reading, signals: readonly Signal[]): Float64Array {
  const { index, weights } = reading
  const scores = new Float64Array(index.slots)
  const whole = signals.reduce((sum, { weight }) => sum + weight, 0)
  if (whole === 0) return scores
  for (const { weight, values } of signals) {
    if (weight > 0) for (let slot = 0; slot < scores.length; slot++) scores[slot]! += (values[slot]! * weight) / whole
  }
  const lessen = (slot: number, part: number) => {
    scores[slot]! *= 1 - part
  }
  readAgainst(reading).forEach((part, slot) => {
    if (part > 0) lessen(slot, weights.against.notTopic * part)
  })
  /** Members who declared something of a kind, none of which is what this request needs. */
  const lessenOthers = (kind: 'declared-place' | 'language', code: Signal['code'], part: number) => {
    const wanted = signals.find((signal) => signal.code === code)
    if (!wanted) return
    index.postings(kind).totals.forEach((declared, slot) => {
      if (declared > 0 && wanted.values[slot] === 0) lessen(slot, part)
    })
  }
  lessenOthers('declared-place', 'near-place', weights.against.farAway)
  lessenOthers('language', 'speaks-language', weights.against.otherLanguage)
  return scores
}

/** The slots with the `limit` best scores and some more: scores are counted in steps of 1/1024, so that only the front need be sorted. */
function frontOf(slots: readonly number[], scores: Float64Array, limit: number): number[] {
  const step = (slot: number) => Math.floor(scores[slot]! * STEPS)
  const counts = new Uint32Array(STEPS + 1)
  for (const slot of slots) counts[step(slot)]!++
  let lowest = STEPS
  for (let taken = counts[lowest]!; taken < limit && lowest > 0; taken += counts[lowest]!) lowest--
  return slots.filter((slot) => step(slot) >= lowest)
}

function describe(slot: number, memberId: string, score: number, signals: readonly Signal[]): Ranked {
  const parts = signals
    .map((signal) => ({ signal, part: signal.weight * signal.values[slot]! }))
    .filter(({ part }) => part > 0)
    .sort((a, b) => Number(b.signal.fits) - Number(a.signal.fits) || b.part - a.part)
  const whole = parts.reduce((sum, { part }) => sum + part, 0)
  const reasons: Reason[] = parts
    .filter(({ part }) => part >= LEAST_SHARE * whole)
    .slice(0, MOST_REASONS)
    .map(({ signal, part }) => ({
      code: signal.code === 'near-place' && signal.values[slot] === 1 ? 'declared-place' : signal.code,
      detail: signal.detail(slot),
      share: part / whole,
    }))
  const fit = parts.reduce((most, { signal }) => (signal.fits ? Math.max(most, signal.values[slot]!) : most), 0)
  return { memberId, score, fit, reasons }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
