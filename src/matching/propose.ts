import type { EvidenceIndex } from './evidence-index.ts'
import { pick } from './features.ts'
import { greatest } from './greatest.ts'
import type { Scores } from './score-terms.ts'

const MINUTE = 60_000
/** Communities up to this size are compared whole. */
const WHOLE = 1000
const MOST_OF_EACH = 120

/**
 * Whom to compare in full, by rising slots: in a large community the best of each list (declared topics, each kind of words, similar requests) and
 * those who answered and wrote most lately; in a small one everybody.
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
  const proposed = new Set(bestOf(turned, turned.map(declaredFit), 2 * MOST_OF_EACH))
  for (const { touched, values } of scores)
    for (const slot of bestOf(touched, pick(values, touched), MOST_OF_EACH)) proposed.add(slot)
  for (const slot of whoIsAround(index)) proposed.add(slot)
  return [...Uint32Array.from(proposed).sort()]
}

const bestOf = (slots: readonly number[], values: ArrayLike<number>, limit: number) =>
  greatest(values, limit).map((place) => slots[place]!)

function whoIsAround({ presence }: EvidenceIndex): number[] {
  const { active, answers } = presence
  return [
    ...presence.lastSpeakers().slice(0, MOST_OF_EACH),
    ...[active.get('7d')!, active.get('30d')!, answers['30d'], answers['180d']].flatMap((counts) => counts.most()),
  ]
}
