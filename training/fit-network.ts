import type { NetworkWeights } from '../src/understanding/network.ts'

/** A message with its sentence vector, and numbers that count beside it. */
export interface NetworkRow {
  vector: ArrayLike<number>
  beside: readonly number[]
  label: 0 | 1
  weight: number
}

/** A network before it is packed. */
export interface Fitted {
  start: number
  beside: number[]
  /** By hidden unit. */
  starts: number[]
  out: number[]
  weights: Float64Array[]
}

/** Vectors are stretched so that the fit's steps suit them; weights are stretched back. */
const STRETCH = 10
const LARGEST_BYTE = 127
const EPOCHS = 15
const BATCH = 64
const STEP = 0.003
/** The step shrinks to a tenth. */
const SHRINKS = 0.9
/** Share of hidden units that are left out of each row (dropout; Srivastava et al., 2014). */
const LEFT_OUT = 0.3
/** Weight decay, apart from the gradient (AdamW; Loshchilov and Hutter, 2019). */
const DECAY = 0.1

/**
 * The mean of so many small `networks` from different beginnings, for each alone jumps with its beginning: one of `units` hidden units each over the sentence vector, and
 * a factor for each number beside it, which begins at 1 for the first. Deterministic.
 */
export function fitNetwork(
  rows: readonly NetworkRow[],
  { units, networks }: { units: number; networks: number },
): Fitted {
  const inputs = rows.map(({ vector }) => Float64Array.from(vector, (value) => value * STRETCH))
  const nets = Array.from({ length: networks }, (_, seed) => fitOne(rows, inputs, units, seed + 1))
  const mean = (of: (net: Fitted) => number) => nets.reduce((sum, net) => sum + of(net), 0) / networks
  return {
    start: mean(({ start }) => start),
    beside: nets[0]!.beside.map((_, i) => mean(({ beside }) => beside[i]!)),
    starts: nets.flatMap(({ starts }) => starts),
    out: nets.flatMap(({ out }) => out.map((weight) => weight / networks)),
    weights: nets.flatMap(({ weights }) => weights.map((unit) => unit.map((weight) => weight * STRETCH))),
  }
}

function fitOne(rows: readonly NetworkRow[], inputs: readonly Float64Array[], units: number, seed: number): Fitted {
  const size = inputs[0]!.length
  const besides = rows[0]!.beside.length
  const chance = createChance(seed)
  const bell = () => chance() + chance() + chance() + chance() - 2
  // One line of numbers: weights by unit, then what units begin with, what they give, the constant and what counts beside.
  const starts = units * size
  const outs = starts + units
  const last = outs + units
  const values = new Float64Array(last + 1 + besides)
  for (let i = 0; i < starts; i++) values[i] = bell() / 2 / Math.sqrt(size)
  for (let i = outs; i < last; i++) values[i] = bell() / Math.sqrt(units)
  values[last + 1] = 1
  const gradient = new Float64Array(values.length)
  const learn = createAdam(values, gradient, (place) => place < starts || (place >= outs && place < last))
  const usual = rows.reduce((sum, { weight }) => sum + weight, 0) / rows.length
  const order = rows.map((_, i) => i)
  const active = new Float64Array(units)

  function take(row: NetworkRow, input: Float64Array): void {
    let sum = values[last]!
    row.beside.forEach((value, i) => {
      sum += values[last + 1 + i]! * value
    })
    for (let unit = 0; unit < units; unit++) {
      active[unit] = chance() < LEFT_OUT ? 0 : Math.max(0, values[starts + unit]! + dot(values, unit * size, input))
      active[unit]! /= 1 - LEFT_OUT
      sum += active[unit]! * values[outs + unit]!
    }
    const error = ((1 / (1 + Math.exp(-sum)) - row.label) * row.weight) / usual
    gradient[last]! += error
    row.beside.forEach((value, i) => {
      gradient[last + 1 + i]! += error * value
    })
    for (let unit = 0; unit < units; unit++) {
      if (active[unit] === 0) continue
      gradient[outs + unit]! += error * active[unit]!
      const inner = (error * values[outs + unit]!) / (1 - LEFT_OUT)
      gradient[starts + unit]! += inner
      for (let i = 0, at = unit * size; i < size; i++, at++) gradient[at]! += inner * input[i]!
    }
  }

  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, chance)
    for (let from = 0; from < order.length; from += BATCH) {
      gradient.fill(0)
      const batch = order.slice(from, from + BATCH)
      for (const i of batch) take(rows[i]!, inputs[i]!)
      learn(STEP * (1 - (SHRINKS * epoch) / EPOCHS), batch.length)
    }
  }
  const all = Array.from({ length: units }, (_, unit) => unit)
  return {
    start: values[last]!,
    beside: [...values.subarray(last + 1)],
    starts: all.map((unit) => values[starts + unit]!),
    out: all.map((unit) => values[outs + unit]!),
    weights: all.map((unit) => values.slice(unit * size, (unit + 1) * size)),
  }
}

/** One step of Adam over a batch, with decay where `decays` says so. */
function createAdam(values: Float64Array, gradient: Float64Array, decays: (place: number) => boolean) {
  const mean = new Float64Array(values.length)
  const square = new Float64Array(values.length)
  const decay = Float64Array.from(values, (_, place) => (decays(place) ? DECAY : 0))
  let step = 0
  return (size: number, count: number) => {
    step++
    const [less, lessSquare] = [1 - 0.9 ** step, 1 - 0.999 ** step]
    for (let i = 0; i < values.length; i++) {
      const slope = gradient[i]! / count
      mean[i] = 0.9 * mean[i]! + 0.1 * slope
      square[i] = 0.999 * square[i]! + 0.001 * slope ** 2
      values[i]! -= size * (mean[i]! / less / (Math.sqrt(square[i]! / lessSquare) + 1e-8) + decay[i]! * values[i]!)
    }
  }
}

/** Numbers from 0 to 1 that look random: a linear congruential generator (Numerical Recipes). */
function createChance(seed: number): () => number {
  let state = Math.imul(seed, 7919)
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Fisher and Yates. */
function shuffle(order: number[], chance: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const other = Math.floor(chance() * (i + 1))
    const held = order[i]!
    order[i] = order[other]!
    order[other] = held
  }
}

/** In four sums, since each waits for what was added to it before: more than twice as fast. Vectors have a multiple of four numbers. */
function dot(values: Float64Array, from: number, input: ArrayLike<number>): number {
  let [a, b, c, d] = [0, 0, 0, 0]
  for (let i = 0, at = from; i < input.length; i += 4, at += 4) {
    a += values[at]! * input[i]!
    b += values[at + 1]! * input[i + 1]!
    c += values[at + 2]! * input[i + 2]!
    d += values[at + 3]! * input[i + 3]!
  }
  return a + b + c + d
}

/** What a network says of a message. */
export function oddsBy(
  { start, beside, starts, out, weights }: Fitted,
  row: Pick<NetworkRow, 'vector' | 'beside'>,
): number {
  const counted = row.beside.reduce((sum, value, i) => sum + beside[i]! * value, start)
  return weights.reduce((sum, unit, k) => sum + out[k]! * Math.max(0, starts[k]! + dot(unit, 0, row.vector)), counted)
}

/** As it is kept in a file, so many times as much as it was, and more by a constant. */
export function packNetwork({ start, beside, starts, out, weights }: Fitted, shift = 0, stretch = 1): NetworkWeights {
  const values = weights.flatMap((unit) => [...unit])
  const largest = values.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
  const unit = Number((largest / LARGEST_BYTE).toPrecision(4))
  const bytes = Int8Array.from(values, (weight) => Math.round(weight / unit))
  return {
    start: round(shift + stretch * start),
    beside: beside.map((weight) => round(stretch * weight)),
    starts: starts.map(round),
    out: out.map((weight) => round(stretch * weight)),
    unit,
    bytes: Buffer.from(bytes.buffer).toString('base64'),
  }
}

const round = (x: number) => Math.round(x * 1000) / 1000
