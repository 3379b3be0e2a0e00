/** Signatures and interactions are refused when the clocks are further apart, in ms. */
const MOST_APART = 60_000

/**
 * How far this machine's clock is from a server's, when that is too far, in ms; positive: ahead of it. The server's is told by the header
 * `date` of an answer, in whole seconds.
 */
export function clockSkew(date: string | null, now: number): number | undefined {
  const there = date ? Date.parse(date) : Number.NaN
  return Math.abs(now - there) > MOST_APART ? now - there : undefined
}
