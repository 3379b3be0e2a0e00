/**
 * One number for each member that halves every `halfLife` ms, kept with the time when it was last true, so that half-lives of hours
 * work over years. Slots are those of the evidence index.
 */
export class FadingCounts {
  readonly halfLife: number
  readonly #values: number[] = []
  readonly #times: number[] = []

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
