import { Front } from './front.ts'

/** So many with the greatest counts are kept at hand. */
const MOST_AT_FRONT = 120
const NONE = Number.NEGATIVE_INFINITY

/**
 * A number that halves every `halfLife` ms is kept as what its natural logarithm was at time 0: ln(value) + at · ln 2 / half-life. Nothing is rewritten
 * as time passes, half-lives of hours work over years, and who has more than another keeps it. −∞ is nothing.
 */
export const fadingLogarithm = (value: number, at: number, halfLife: number): number =>
  value > 0 ? Math.log(value) + (at * Math.LN2) / halfLife : NONE

/** What a number kept so is worth at `now` (ms). */
export const worthNow = (kept: number, now: number, halfLife: number): number =>
  kept === NONE ? 0 : Math.exp(kept - (now * Math.LN2) / halfLife)

/** The sum of two numbers kept so. */
export function sumOfFading(one: number, other: number): number {
  const [less, more] = one < other ? [one, other] : [other, one]
  return less === NONE ? more : more + Math.log1p(Math.exp(less - more))
}

/** One number for each member that halves every `halfLife` ms. Slots are those of the evidence index. */
export class FadingCounts {
  readonly halfLife: number
  readonly #front = new Front(MOST_AT_FRONT)
  /** By slot, as `fadingLogarithm` keeps them. */
  readonly kept: readonly number[] = this.#front.values

  constructor(halfLife: number) {
    this.halfLife = halfLife
  }

  /** What is true at `at` (ms), replacing what was known. */
  set(slot: number, value: number, at: number): void {
    this.#front.put(slot, fadingLogarithm(value, at, this.halfLife))
  }

  add(slot: number, value: number, at: number): void {
    this.#front.put(slot, sumOfFading(this.kept[slot] ?? NONE, fadingLogarithm(value, at, this.halfLife)))
  }

  /** Slots with the greatest counts, the greatest first, at most 120. */
  most(): readonly number[] {
    return this.#front.slots()
  }
}
