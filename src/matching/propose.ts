import type { EvidenceIndex } from './evidence-index.ts'
import type { Scores } from './score-terms.ts'

const MINUTE = 60_000
/** Communities up to this size are compared whole. */
const WHOLE = 1000
const MOST_OF_EACH = 120
const STEPS = 1024

/**
 * Whom to compare in full: in a large community the best of each list (declared topics, each kind of words, similar requests) and those who
 * answered and wrote most lately; in a small one everybody.
 */
export function proposeSlots(
  index: EvidenceIndex,
  { declared, scores }: { declared: readonly number[]; scores: readonly Scores[] },
  declaredFit: (slot: number) => number,
  now: number,
): number[] {
  if (index.slots <= WHOLE)
    return Array.from({ length: index.slots }, (_, slot) => slot).filter((slot) => index.memberAt(slot) !== undefined)
  // Many may have declared the very same: another part of them is looked at from minute to minute, not always the first.
  const from = declared.length > 0 ? Math.floor(now / MINUTE) % declared.length : 0
  const turned = [...declared.slice(from), ...declared.slice(0, from)]
  const proposed = new Set(frontOf(turned, declaredFit, 2 * MOST_OF_EACH))
  for (const { touched, values } of scores)
    for (const slot of frontOf(touched, (one) => values[one]!, MOST_OF_EACH)) proposed.add(slot)
  for (const slot of whoIsAround(index)) proposed.add(slot)
  return [...proposed].filter((slot) => index.memberAt(slot) !== undefined)
}

function whoIsAround({ presence }: EvidenceIndex): number[] {
  const { active, answers } = presence
  return [
    ...presence.lastSpeakers().slice(0, MOST_OF_EACH),
    ...[active.get('7d')!, active.get('30d')!, answers['30d'], answers['180d']].flatMap((counts) => counts.most()),
  ]
}

/** The slots with the `limit` greatest values above 0, and some more: values are counted in steps, so that nothing need be sorted. */
function frontOf(slots: readonly number[], value: (slot: number) => number, limit: number): number[] {
  // Each is looked up once: they lie far apart in memory.
  const values = new Float64Array(slots.length)
  let most = 0
  for (let i = 0; i < slots.length; i++) {
    const one = value(slots[i]!)
    values[i] = one
    if (one > most) most = one
  }
  if (most === 0) return []
  const counts = new Uint32Array(STEPS + 1)
  let any = 0
  for (let i = 0; i < values.length; i++) {
    const one = values[i]!
    if (one === 0) continue
    counts[Math.floor((one / most) * STEPS)]!++
    any++
  }
  let lowest = any <= limit ? 0 : STEPS
  for (let taken = counts[lowest]!; taken < limit && lowest > 0; taken += counts[lowest]!) lowest--
  // Should more stand in one step than are wanted, the first of them will do.
  const front: number[] = []
  for (let i = 0; i < slots.length && front.length < limit; i++)
    if (values[i]! > 0 && Math.floor((values[i]! / most) * STEPS) >= lowest) front.push(slots[i]!)
  return front
}
