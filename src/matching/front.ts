import { greatest, nthGreatest } from './greatest.ts'

const NONE = Number.NEGATIVE_INFINITY
/** How many newcomers are gathered before it is cheaper to look at everybody again, as a multiple of the front. */
const MOST_NEWS = 8

/**
 * The `most` slots with the greatest values, kept while values change one by one: only those that changed are compared with the front. Exact: when one
 * of the front falls behind somebody who was never looked at, all are looked at again. Of equals the one put last goes first. −∞: not there.
 */
export class Front {
  /** By slot. */
  readonly values: number[] = []
  readonly #most: number
  readonly #puts: number[] = []
  #count = 0
  #front: number[] | undefined
  /** Nobody who is neither in the front nor news has more. */
  #floor = NONE
  #news = new Set<number>()

  constructor(most: number) {
    this.#most = most
  }

  put(slot: number, value: number): void {
    while (this.values.length < slot) {
      this.values.push(NONE)
      this.#puts.push(0)
    }
    this.values[slot] = value
    this.#puts[slot] = ++this.#count
    if (!this.#front) return
    this.#news.add(slot)
    if (this.#news.size > MOST_NEWS * this.#most) this.#front = undefined
  }

  /** The slots with the greatest values, the greatest first. */
  slots(): readonly number[] {
    if (this.#front && this.#news.size === 0) return this.#front
    const candidates = this.#front && this.#sorted([...new Set([...this.#front, ...this.#news])]).slice(0, this.#most)
    const last = candidates && this.values[candidates[this.#most - 1] ?? -1]
    const exact = this.#floor === NONE || (last !== undefined && last >= this.#floor)
    this.#front = candidates && exact ? candidates : this.#ofAll()
    this.#floor = this.values[this.#front[this.#most - 1] ?? -1] ?? NONE
    this.#news.clear()
    return this.#front
  }

  #ofAll(): number[] {
    const { values } = this
    const least = values.length > this.#most ? nthGreatest(values, this.#most - 1) : NONE
    const above: number[] = []
    const equal: number[] = []
    for (let slot = 0; slot < values.length; slot++) {
      if (values[slot]! > least) above.push(slot)
      else if (values[slot] === least && least > NONE) equal.push(slot)
    }
    const last = greatest(
      equal.map((slot) => this.#puts[slot]!),
      this.#most - above.length,
    )
    return this.#sorted([...above, ...last.map((place) => equal[place]!)])
  }

  #sorted(slots: number[]): number[] {
    const there = slots.filter((slot) => this.values[slot]! > NONE)
    return there.sort((a, b) => this.values[b]! - this.values[a]! || this.#puts[b]! - this.#puts[a]!)
  }
}
