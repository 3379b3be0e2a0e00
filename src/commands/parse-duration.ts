const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A pause when nobody says how long. */
export const WEEK = 7 * DAY

const units: Record<string, number> = { h: HOUR, d: DAY, w: WEEK, m: 30 * DAY }
const counts: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  the: 1,
  this: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  ten: 10,
}
const LONGEST = 366 * DAY

/**
 * Reads a length of time as people type it: "3 days", "a week", "2w", "for a month", "week".
 * @returns milliseconds, at most a year; undefined when it is none
 */
export function parseDuration(text: string): number | undefined {
  const match = /^(?:for )?(?:(\d{1,3}|[a-z]+) ?)??(h|hours?|d|days?|w|weeks?|months?)$/u.exec(
    text.trim().toLowerCase(),
  )
  if (!match) return undefined
  const [, typed = 'a', unit] = match
  const count = /^\d/u.test(typed) ? Number(typed) : counts[typed]
  const length = count && count * units[unit![0]!]!
  return length ? Math.min(length, LONGEST) : undefined
}
