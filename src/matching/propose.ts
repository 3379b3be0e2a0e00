import type { EvidenceIndex } from './evidence-index.ts'
import type { Scores } from './score-terms.ts'

const MINUTE = 60_000
/** Communities up to this size are compared whole. */
const WHOLE = 1000
const MOST_OF_EACH = 120
const STEPS = 1024

/** The front runners of presence, which change slowly: looked for once a minute. */
const standing = new WeakMap<EvidenceIndex, { at: number; slots: number[]; of: number }>()

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
  for (const slot of whoIsAround(index, now)) proposed.add(slot)
  return [...proposed].filter((slot) => index.memberAt(slot) !== undefined)
}

function whoIsAround(index: EvidenceIndex, now: number): number[] {
  const known = standing.get(index)
  if (known && known.of === index.slots && Math.abs(now - known.at) < MINUTE) return known.slots
  const { presence } = index
  const all = Array.from({ length: index.slots }, (_, slot) => slot)
  const active = (key: string) => (slot: number) => presence.active.get(key)!.get(slot, now)
  const slots = new Set([
    ...all.sort((a, b) => presence.lastActive[b]! - presence.lastActive[a]!).slice(0, MOST_OF_EACH),
    ...[
      active('7d'),
      active('30d'),
      ...presence.answers.map((counts) => (slot: number) => counts.get(slot, now)),
    ].flatMap((value) => frontOf(all, value, MOST_OF_EACH)),
  ])
  const kept = { at: now, slots: [...slots], of: index.slots }
  standing.set(index, kept)
  return kept.slots
}

/** The slots with the `limit` greatest values above 0, and some more: values are counted in steps, so that nothing need be sorted. */
function frontOf(slots: readonly number[], value: (slot: number) => number, limit: number): number[] {
  let most = 0
  for (const slot of slots) most = Math.max(most, value(slot))
  if (most === 0) return []
  const step = (slot: number) => Math.floor((value(slot) / most) * STEPS)
  const counts = new Uint32Array(STEPS + 1)
  let any = 0
  for (const slot of slots) {
    if (value(slot) === 0) continue
    counts[step(slot)]!++
    any++
  }
  if (any <= limit) return slots.filter((slot) => value(slot) > 0)
  let lowest = STEPS
  for (let taken = counts[lowest]!; taken < limit && lowest > 0; taken += counts[lowest]!) lowest--
  // Should more stand in one step than are wanted, the first of them will do.
  return slots.filter((slot) => value(slot) > 0 && step(slot) >= lowest).slice(0, limit)
}
