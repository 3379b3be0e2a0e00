import type { Member } from './member.ts'

const MINUTE = 60_000
/** Who typed this many wrong codes lately waits. With twenty to the eighth possible codes, guessing leads nowhere. */
const MOST_WRONG = 5
const WAIT = 10 * MINUTE
/** How long a code holds, in ms. */
export const LINK_CODE_LIFE = 10 * MINUTE
export const JOIN_CODE_LIFE = 60 * MINUTE

/** Times of wrong codes that still count at `at` (ms since 1970). */
export const wrongLately = (member: Member, at: number): number[] =>
  (member.wrongCodesAt ?? []).filter((time) => time > at - WAIT)

/** From when this member may type a code again, ms since 1970; undefined: now. */
export function mayTryCodeAt(member: Member, at: number): number | undefined {
  const wrong = wrongLately(member, at)
  return wrong.length >= MOST_WRONG ? wrong[wrong.length - MOST_WRONG]! + WAIT : undefined
}
