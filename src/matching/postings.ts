/**
 * Weights by member slot, as two arrays side by side: slots in rising order and their weights, none of which is 0.
 * Plain number arrays are dense in memory and need no object per member.
 */
export interface WeightedSlots {
  slots: number[]
  weights: number[]
}

/** Who has one piece of evidence: one term, one place … */
export interface Posting extends WeightedSlots {
  key: string
  /** Sum of the weights. */
  sum: number
  of: Postings
}

/** Where `slot` stands among rising slots, from `low` to `high`, or, when it is not there, the complement (~) of where it belongs. */
export function findSlot(slots: readonly number[], slot: number, low = 0, high = slots.length - 1): number {
  if (high < low || slots[high]! < slot) return ~(high + 1)
  while (low <= high) {
    const middle = (low + high) >>> 1
    const found = slots[middle]!
    if (found === slot) return middle
    if (found < slot) low = middle + 1
    else high = middle - 1
  }
  return ~low
}

/** Calls back for each of these slots (rising) that has a weight, with its place among them. The shorter list is walked. */
export function meet(
  slots: readonly number[],
  weighted: WeightedSlots,
  met: (place: number, weight: number) => void,
): void {
  const walksWeighted = weighted.slots.length < slots.length
  const [shorter, longer] = walksWeighted ? [weighted.slots, slots] : [slots, weighted.slots]
  let from = 0
  for (let i = 0; i < shorter.length; i++) {
    const slot = shorter[i]!
    // The next one is mostly near: further and further steps find where to look.
    let step = 8
    for (; from + step < longer.length && longer[from + step]! < slot; step *= 2) from += step
    const found = findSlot(longer, slot, from, Math.min(from + step, longer.length - 1))
    if (found >= 0) met(walksWeighted ? found : i, weighted.weights[walksWeighted ? i : found]!)
    from = found >= 0 ? found + 1 : ~found
  }
}

/** The weight of each of these slots (rising); 0: it has none. */
export function weightsAt(slots: readonly number[], weighted: WeightedSlots | undefined): Float64Array {
  const weights = new Float64Array(slots.length)
  if (weighted)
    meet(slots, weighted, (place, weight) => {
      weights[place] = weight
    })
  return weights
}

/** Sets the weight of a slot; 0 takes it away. Returns the weight before, 0: none. */
export function setWeight({ slots, weights }: WeightedSlots, slot: number, weight: number): number {
  const at = findSlot(slots, slot)
  const before = at < 0 ? 0 : weights[at]!
  if (at >= 0 && weight !== 0) weights[at] = weight
  else if (at >= 0) {
    slots.splice(at, 1)
    weights.splice(at, 1)
  } else if (weight !== 0 && ~at === slots.length) {
    slots.push(slot)
    weights.push(weight)
  } else if (weight !== 0) {
    slots.splice(~at, 0, slot)
    weights.splice(~at, 0, weight)
  }
  return before
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
    const before = this.#change(posting, slot, weight)
    return before === 0 && weight > 0 ? posting : undefined
  }

  /** Takes one member out of a posting, if there. */
  remove(posting: Posting, slot: number): void {
    this.#change(posting, slot, 0)
  }

  /** Forgets what rounding left of a removed member's sums. */
  forget(slot: number): void {
    if (this.totals[slot]) this.#count(slot, this.totals[slot], 0)
    if (this.breadths[slot]) this.breadths[slot] = 0
  }

  #change(posting: Posting, slot: number, weight: number): number {
    const before = setWeight(posting, slot, weight)
    if (before !== weight) this.#count(slot, before, weight)
    posting.sum += weight - before
    if (posting.slots.length === 0) this.byKey.delete(posting.key)
    return before
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
