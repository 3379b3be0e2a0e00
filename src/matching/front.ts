/** How many newcomers are gathered before it is cheaper to look at everybody again, as a multiple of the front. */
const MOST_NEWS = 8

/**
 * The `most` slots with the greatest values, kept while values change one by one: only those that changed are compared with the front. Exact: when one
 * of the front falls behind somebody who was never looked at, all are looked at again. Of equals the one put last goes first. −Infinity: not there.
 */
export class Front {
  readonly #most: number
  readonly #values: number[] = []
  readonly #puts: number[] = []
  #count = 0
  #front: number[] | undefined
  /** Nobody who is neither in the front nor news has more. */
  #floor = Number.NEGATIVE_INFINITY
  #news = new Set<number>()

  constructor(most: number) {
    this.#most = most
  }

  put(slot: number, value: number): void {
    while (this.#values.length < slot) {
      this.#values.push(Number.NEGATIVE_INFINITY)
      this.#puts.push(0)
    }
    this.#values[slot] = value
    this.#puts[slot] = ++this.#count
    if (!this.#front) return
    this.#news.add(slot)
    if (this.#news.size > MOST_NEWS * this.#most) this.#front = undefined
  }

  /** The slots with the greatest values, the greatest first. */
  slots(): readonly number[] {
    if (this.#front && this.#news.size === 0) return this.#front
    const candidates = this.#front && this.#best([...new Set([...this.#front, ...this.#news])])
    const last = candidates && this.#values[candidates[this.#most - 1] ?? -1]
    const exact = this.#floor === Number.NEGATIVE_INFINITY || (last !== undefined && last >= this.#floor)
    this.#front = candidates && exact ? candidates : this.#best(this.#values.map((_, slot) => slot))
    this.#floor = this.#values[this.#front[this.#most - 1] ?? -1] ?? Number.NEGATIVE_INFINITY
    this.#news.clear()
    return this.#front
  }

  #best(slots: number[]): number[] {
    const there = slots.filter((slot) => this.#values[slot]! > Number.NEGATIVE_INFINITY)
    return there
      .sort((a, b) => this.#values[b]! - this.#values[a]! || this.#puts[b]! - this.#puts[a]!)
      .slice(0, this.#most)
  }
}
