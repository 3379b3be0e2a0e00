/**
 * Who has one piece of evidence (one term, one place …), as two arrays side by side: member slots in rising order and their weights.
 * Plain number arrays are dense in memory and need no object per member.
 */
export interface Posting {
  key: string
  slots: number[]
  weights: number[]
  /** Sum of the weights. */
  sum: number
  of: Postings
}

/** Where `slot` stands in the posting, or, when it is not there, the complement (~) of where it belongs. */
export function findSlot(slots: readonly number[], slot: number): number {
  let low = 0
  let high = slots.length - 1
  if (high < 0 || slots[high]! < slot) return ~slots.length
  while (low <= high) {
    const middle = (low + high) >>> 1
    const found = slots[middle]!
    if (found === slot) return middle
    if (found < slot) low = middle + 1
    else high = middle - 1
  }
  return ~low
}

function insert(list: number[], at: number, value: number): void {
  if (at === list.length) list.push(value)
  else list.splice(at, 0, value)
}

/** All postings of one kind of evidence, with each member's sum over them. */
export class Postings {
  readonly byKey = new Map<string, Posting>()
  /** Sum of weights by slot; absent means 0. */
  readonly totals: number[] = []
  /** Sum of the square roots of weights by slot: many keys once each tell more than one key many times. */
  readonly breadths: number[] = []
  /** How many members have any, and the sum of `totals`. */
  members = 0
  sum = 0

  /** Sets the weight of one member for one key; 0 takes it away. Returns the posting when the member is new in it. */
  set(key: string, slot: number, weight: number): Posting | undefined {
    let posting = this.byKey.get(key)
    if (!posting) {
      if (weight === 0) return undefined
      posting = { key, slots: [], weights: [], sum: 0, of: this }
      this.byKey.set(key, posting)
    }
    const at = findSlot(posting.slots, slot)
    const before = at >= 0 ? posting.weights[at]! : 0
    this.#count(slot, before, weight)
    posting.sum += weight - before
    if (at >= 0 && weight > 0) {
      posting.weights[at] = weight
      return undefined
    }
    if (at >= 0) this.#drop(posting, at)
    else if (weight > 0) {
      insert(posting.slots, ~at, slot)
      insert(posting.weights, ~at, weight)
      return posting
    }
    return undefined
  }

  /** Takes one member out of a posting, if there. */
  remove(posting: Posting, slot: number): void {
    const at = findSlot(posting.slots, slot)
    if (at < 0) return
    this.#count(slot, posting.weights[at]!, 0)
    posting.sum -= posting.weights[at]!
    this.#drop(posting, at)
  }

  /** Forgets what rounding left of a removed member's sums. */
  forget(slot: number): void {
    if (this.totals[slot]) this.#count(slot, this.totals[slot], 0)
    if (this.breadths[slot]) this.breadths[slot] = 0
  }

  #drop(posting: Posting, at: number): void {
    posting.slots.splice(at, 1)
    posting.weights.splice(at, 1)
    if (posting.slots.length === 0) this.byKey.delete(posting.key)
  }

  #count(slot: number, weightBefore: number, weight: number): void {
    for (let next = this.totals.length; next <= slot; next++) {
      this.totals.push(0)
      this.breadths.push(0)
    }
    const before = this.totals[slot]!
    const after = Math.max(0, before + weight - weightBefore)
    this.totals[slot] = after
    this.breadths[slot] = Math.max(0, this.breadths[slot]! + Math.sqrt(weight) - Math.sqrt(weightBefore))
    this.sum += after - before
    if (before === 0 && after > 0) this.members++
    if (before > 0 && after === 0) this.members--
  }
}
