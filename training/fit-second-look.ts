import { HIDDEN, type SecondLookWeights } from '../src/understanding/judge-by-meaning.ts'
import { type FitRow, fitLogistic } from './fit-logistic.ts'

/** A message with its sentence vector and what the first look thought of it, by weights that it did not train. */
export interface Looked {
  vector: number[]
  odds: number
  label: 0 | 1
  weight: number
}

/** The second look before it is packed: log-odds are `start + first * odds + sum of out * max(0, starts + weights · vector)`. */
export interface Network {
  start: number
  first: number
  /** By hidden unit. */
  starts: number[]
  out: number[]
  weights: Float64Array[]
}

/** Vectors are stretched so that the fit's steps suit them; weights are stretched back. */
const STRETCH = 10
const ENGLISH_PENALTY = 5
/** Log-odds by which English has a start: it is worded in more ways than ours, and its words were taken for English before. */
const ENGLISH_FIRST = 2
const LARGEST_BYTE = 127
/** Log-odds beyond this say no more. */
const CERTAIN = 6
/** Small networks from different beginnings, whose mean counts: each alone jumps with its beginning. */
const NETWORKS = 3
const UNITS = HIDDEN / NETWORKS
const EPOCHS = 15
const BATCH = 64
const STEP = 0.003
/** The step shrinks to a tenth. */
const SHRINKS = 0.9
/** Share of hidden units that are left out of each row (dropout; Srivastava et al., 2014). */
const LEFT_OUT = 0.3
/** Weight decay, apart from the gradient (AdamW; Loshchilov and Hutter, 2019). */
const DECAY = 0.1

/** So much of what both looks together say counts; the rest is the first look's alone, which meets strange subjects better (mathematicians). */
const TRUSTED = 0.7

const clamp = (odds: number) => Math.max(-CERTAIN, Math.min(CERTAIN, odds))

/** A network of one hidden layer over the sentence vector, and a factor for the log-odds of the first look. Deterministic. */
export function fitSecondLook(rows: Looked[]): Network {
  const inputs = rows.map(({ vector }) => Float64Array.from(vector, (value) => value * STRETCH))
  const nets = Array.from({ length: NETWORKS }, (_, seed) => fitNetwork(rows, inputs, seed + 1))
  const mean = (of: (net: Network) => number) => nets.reduce((sum, net) => sum + of(net), 0) / NETWORKS
  return {
    start: TRUSTED * mean(({ start }) => start),
    first: TRUSTED * mean(({ first }) => first) + 1 - TRUSTED,
    starts: nets.flatMap(({ starts }) => starts),
    out: nets.flatMap(({ out }) => out.map((weight) => (TRUSTED * weight) / NETWORKS)),
    weights: nets.flatMap(({ weights }) => weights.map((unit) => unit.map((weight) => weight * STRETCH))),
  }
}

function fitNetwork(rows: Looked[], inputs: Float64Array[], seed: number): Network {
  const size = inputs[0]!.length
  const chance = createChance(seed)
  const bell = () => chance() + chance() + chance() + chance() - 2
  // One line of numbers: weights by unit, then what units begin with, what they give, the constant and the factor of the first look.
  const starts = UNITS * size
  const outs = starts + UNITS
  const last = outs + UNITS
  const values = new Float64Array(last + 2)
  for (let i = 0; i < starts; i++) values[i] = bell() / 2 / Math.sqrt(size)
  for (let i = outs; i < last; i++) values[i] = bell() / Math.sqrt(UNITS)
  values[last + 1] = 1
  const gradient = new Float64Array(values.length)
  const learn = createAdam(values, gradient, (place) => place < starts || (place >= outs && place < last))
  const usual = rows.reduce((sum, { weight }) => sum + weight, 0) / rows.length
  const order = rows.map((_, i) => i)
  const active = new Float64Array(UNITS)

  function take(row: Looked, input: Float64Array): void {
    const odds = clamp(row.odds)
    let sum = values[last]! + values[last + 1]! * odds
    for (let unit = 0; unit < UNITS; unit++) {
      active[unit] = chance() < LEFT_OUT ? 0 : Math.max(0, values[starts + unit]! + dot(values, unit * size, input))
      active[unit]! /= 1 - LEFT_OUT
      sum += active[unit]! * values[outs + unit]!
    }
    const error = ((1 / (1 + Math.exp(-sum)) - row.label) * row.weight) / usual
    gradient[last]! += error
    gradient[last + 1]! += error * odds
    for (let unit = 0; unit < UNITS; unit++) {
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
  const units = Array.from({ length: UNITS }, (_, unit) => unit)
  return {
    start: values[last]!,
    first: values[last + 1]!,
    starts: units.map((unit) => values[starts + unit]!),
    out: units.map((unit) => values[outs + unit]!),
    weights: units.map((unit) => values.slice(unit * size, (unit + 1) * size)),
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

function dot(values: Float64Array, from: number, input: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < input.length; i++) sum += values[from + i]! * input[i]!
  return sum
}

/** Log-odds of a message by a network of `fitSecondLook`. */
export function secondOdds(network: Network, { odds, vector }: Pick<Looked, 'odds' | 'vector'>): number {
  const { start, first, starts, out, weights } = network
  return weights.reduce(
    (sum, unit, k) => sum + out[k]! * Math.max(0, starts[k]! + dot(unit, 0, vector)),
    start + first * clamp(odds),
  )
}

/** Weights that tell English from other languages by a vector, behind a constant: English is label 1. */
export function fitEnglish(rows: Looked[]): Float64Array {
  const toRow = ({ vector, label, weight }: Looked): FitRow => ({
    features: Int32Array.from({ length: vector.length + 1 }, (_, i) => i),
    values: Float64Array.from([1, ...vector.map((value) => value * STRETCH)]),
    label,
    weight,
  })
  return fitLogistic(rows.map(toRow), rows[0]!.vector.length + 1, () => ENGLISH_PENALTY)
}

/** As it is kept in a file, brought to what it is worth by the constant and the factor of a calibration. */
export function packSecondLook(
  from: number,
  { start, first, starts, out, weights }: Network,
  english: Float64Array,
  [shift, stretch]: readonly [number, number],
): SecondLookWeights {
  return {
    from,
    first: round(stretch * first),
    meaning: {
      start: round(shift + stretch * start),
      starts: starts.map(round),
      out: out.map((weight) => round(stretch * weight)),
      ...pack(weights.flatMap((unit) => [...unit])),
    },
    english: {
      start: round(english[0]! + ENGLISH_FIRST),
      ...pack([...english.subarray(1)].map((weight) => weight * STRETCH)),
    },
  }
}

function pack(values: number[]) {
  const largest = values.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
  const unit = Number((largest / LARGEST_BYTE).toPrecision(4))
  const bytes = Int8Array.from(values, (weight) => Math.round(weight / unit))
  return { unit, bytes: Buffer.from(bytes.buffer).toString('base64') }
}

const round = (x: number) => Math.round(x * 1000) / 1000
