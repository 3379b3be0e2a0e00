import type { Evidence, EvidenceKind } from './evidence.ts'

const DAY = 86_400_000

/** Time after which evidence of a kind counts half, in ms. What somebody declared stands until he changes it. */
export const halfLives: Readonly<Record<EvidenceKind, number>> = {
  'declared-topic': Number.POSITIVE_INFINITY,
  'declared-place': Number.POSITIVE_INFINITY,
  language: Number.POSITIVE_INFINITY,
  suggested: 365 * DAY,
  helped: 365 * DAY,
  referred: 365 * DAY,
  'not-topic': 365 * DAY,
  learned: 180 * DAY,
  channel: 180 * DAY,
  'replied-to': 180 * DAY,
  // Each key has its own: see `activityHalfLives`.
  active: 30 * DAY,
  answered: Number.POSITIVE_INFINITY,
}

/** Activity is counted at several half-lives side by side: around right now, today, this week, this month. */
export const activityHalfLives = { '2h': DAY / 12, '1d': DAY, '7d': 7 * DAY, '30d': 30 * DAY } as const

/** The half-life of one row, in ms. */
const halfLifeOf = (kind: EvidenceKind, key: string): number =>
  kind === 'active' ? (activityHalfLives[key as keyof typeof activityHalfLives] ?? halfLives.active) : halfLives[kind]

/**
 * What a weight that was true at `from` is worth at `to` (both ms): exponential decay, w · 2^((from − to) / half-life).
 * It may be asked for a time before `from`; then it grows.
 */
export function decay(weight: number, kind: EvidenceKind, from: number, to: number, key = ''): number {
  const halfLife = halfLifeOf(kind, key)
  return halfLife === Number.POSITIVE_INFINITY ? weight : weight * 2 ** ((from - to) / halfLife)
}

/** What is left of a message, a suggestion or an answer after five half-lives changes no ranking. */
const NOTHING = 1 / 32

/** Whether a row has faded to nothing at `now` (ms). */
export const hasFaded = ({ kind, key, weight, at }: Evidence, now: number): boolean =>
  halfLifeOf(kind, key) < Number.POSITIVE_INFINITY && decay(Math.abs(weight), kind, at, now, key) < NOTHING

/**
 * Adds an increment to the stored row of the same member, kind and key (none yet: undefined) and returns the new row.
 * Both are decayed to the later of the two times and summed, so the order of increments does not matter.
 * What was declared is not counted up: declaring it again keeps the greater weight.
 * @throws RangeError when the two rows are not about the same thing.
 */
export function addEvidence(existing: Evidence | undefined, increment: Evidence): Evidence {
  if (!existing) return { ...increment }
  const { memberId, kind, key } = existing
  if (memberId !== increment.memberId || kind !== increment.kind || key !== increment.key) {
    throw new RangeError(
      'addEvidence needs two rows of the same member, kind and key; look the existing row up by all three.',
    )
  }
  const at = Math.max(existing.at, increment.at)
  if (halfLives[kind] === Number.POSITIVE_INFINITY) {
    return { memberId, kind, key, at, weight: Math.max(existing.weight, increment.weight) }
  }
  const weight =
    decay(existing.weight, kind, existing.at, at, key) + decay(increment.weight, kind, increment.at, at, key)
  return { memberId, kind, key, weight, at }
}
