import { Front } from './front.ts'

/** So many with the greatest counts are kept at hand. */
const MOST_AT_FRONT = 120

/**
 * One number for each member that halves every `halfLife` ms, kept with the time when it was last true, so that half-lives of hours
 * work over years. Slots are those of the evidence index.
 */
export class FadingCounts {
  readonly halfLife: number
  readonly #values: number[] = []
  readonly #times: number[] = []
  readonly #front = new Front(MOST_AT_FRONT)

  constructor(halfLife: number) {
    this.halfLife = halfLife
  }

  /** What is true at `at` (ms), replacing what was known. */
  set(slot: number, value: number, at: number): void {
    for (let next = this.#values.length; next <= slot; next++) {
      this.#values.push(0)
      this.#times.push(0)
    }
    this.#values[slot] = value
    this.#times[slot] = at
    // All halve at the same pace, so that who has more than another keeps it: log2 of what each count was at time 0.
    this.#front.put(slot, value > 0 ? Math.log2(value) + at / this.halfLife : Number.NEGATIVE_INFINITY)
  }

  /** Slots with the greatest counts, the greatest first, at most 120. */
  most(): readonly number[] {
    return this.#front.slots()
  }

  add(slot: number, value: number, at: number): void {
    const last = this.#times[slot] ?? at
    const later = Math.max(last, at)
    this.set(slot, this.get(slot, later) + value * 2 ** ((at - later) / this.halfLife), later)
  }

  get(slot: number, now: number): number {
    const value = this.#values[slot]
    return value ? value * 2 ** ((this.#times[slot]! - now) / this.halfLife) : 0
  }
}
