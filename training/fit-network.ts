import { innerFrom, type NetworkWeights, PIECE, type Rows } from '../src/understanding/network.ts'

/** A message with its sentence vector and pieces, and numbers that count beside it. */
export interface NetworkRow {
  vector: ArrayLike<number>
  pieces: ArrayLike<number>
  beside: readonly number[]
  label: 0 | 1
  weight: number
}

/** Hidden units, or cues, before they are packed. */
interface FittedRows {
  starts: number[]
  out: number[]
  weights: Float64Array[]
}

/** A network before it is packed. */
export interface Fitted extends FittedRows {
  start: number
  beside: number[]
  cues: FittedRows
}

/** Vectors and pieces are stretched so that the fit's steps suit them; weights are stretched back. */
const STRETCH = 10
const STRETCH_PIECES = 0.4
const LARGEST_BYTE = 127
const BATCH = 64
const STEP = 0.003
/** The step shrinks to a tenth. */
const SHRINKS = 0.9
/** Share of hidden units that are left out of each row (dropout; Srivastava et al., 2014). */
const LEFT_OUT = 0.3
/** Weight decay, apart from the gradient (AdamW; Loshchilov and Hutter, 2019). */
const DECAY = 0.1

/** How large networks are, and how often they see each row. */
interface Size {
  /** Hidden units of each over the sentence vector, and over pieces. */
  units: number
  cues: number
  networks: number
  epochs: number
}

/**
 * The mean of so many small networks from different beginnings, for each alone jumps with its beginning: hidden units over the sentence vector, cues over its pieces, and
 * a factor for each number beside it, which begins at 1 for the first. Deterministic.
 */
export function fitNetwork(rows: readonly NetworkRow[], size: Size): Fitted {
  const inputs = rows.map(({ vector }) => Float64Array.from(vector, (value) => value * STRETCH))
  return meanOf(Array.from({ length: size.networks }, (_, seed) => fitOne(rows, inputs, size, seed + 1)))
}

/** What networks say on average, as one network. */
export function meanOf(networks: readonly Fitted[]): Fitted {
  const count = networks.length
  const mean = (of: (network: Fitted) => number) => networks.reduce((sum, network) => sum + of(network), 0) / count
  const together = (some: readonly FittedRows[]): FittedRows => ({
    starts: some.flatMap(({ starts }) => starts),
    out: some.flatMap(({ out }) => out.map((weight) => weight / count)),
    weights: some.flatMap(({ weights }) => weights),
  })
  return {
    start: mean(({ start }) => start),
    beside: networks[0]!.beside.map((_, i) => mean(({ beside }) => beside[i]!)),
    ...together(networks),
    cues: together(networks.map(({ cues }) => cues)),
  }
}

function fitOne(
  rows: readonly NetworkRow[],
  inputs: readonly Float64Array[],
  { units, cues, epochs }: Size,
  seed: number,
): Fitted {
  const size = inputs[0]!.length
  const besides = rows[0]!.beside.length
  const chance = createChance(seed)
  const bell = () => chance() + chance() + chance() + chance() - 2
  // One line of numbers: weights by unit, then what units begin with, what they give, the same of cues, the constant and what counts beside.
  const starts = units * size
  const outs = starts + units
  const cueWeights = outs + units
  const cueStarts = cueWeights + cues * PIECE
  const cueOuts = cueStarts + cues
  const last = cueOuts + cues
  const values = new Float64Array(last + 1 + besides)
  for (let i = 0; i < starts; i++) values[i] = bell() / 2 / Math.sqrt(size)
  for (let i = outs; i < cueWeights; i++) values[i] = bell() / Math.sqrt(units)
  for (let i = cueWeights; i < cueStarts; i++) values[i] = bell() / Math.sqrt(PIECE)
  for (let i = cueOuts; i < last; i++) values[i] = bell() / Math.sqrt(cues)
  values[last + 1] = 1
  const gradient = new Float64Array(values.length)
  const learn = createAdam(
    values,
    gradient,
    (place) => place < starts || (place >= outs && place < cueStarts) || (place >= cueOuts && place < last),
  )
  const usual = rows.reduce((sum, { weight }) => sum + weight, 0) / rows.length
  const order = rows.map((_, i) => i)
  const active = new Float64Array(units)
  const activeCues = new Float64Array(cues)
  /** Where the piece begins that shows a cue most. */
  const shownAt = new Int32Array(cues)
  const pieces = new Float64Array(rows.reduce((most, row) => Math.max(most, row.pieces.length), 0))

  function take(row: NetworkRow, input: Float64Array): void {
    let sum = values[last]!
    row.beside.forEach((value, i) => {
      sum += values[last + 1 + i]! * value
    })
    for (let unit = 0; unit < units; unit++) {
      active[unit] =
        chance() < LEFT_OUT ? 0 : Math.max(0, values[starts + unit]! + innerFrom(values, unit * size, input, 0, size))
      active[unit]! /= 1 - LEFT_OUT
      sum += active[unit]! * values[outs + unit]!
    }
    const end = row.pieces.length
    for (let i = 0; i < end; i++) pieces[i] = row.pieces[i]! * STRETCH_PIECES
    for (let cue = 0; cue < cues; cue++) {
      activeCues[cue] = 0
      if (chance() < LEFT_OUT) continue
      let most = Number.NEGATIVE_INFINITY
      for (let at = 0; at < end; at += PIECE) {
        const shown = innerFrom(values, cueWeights + cue * PIECE, pieces, at, PIECE)
        if (shown <= most) continue
        most = shown
        shownAt[cue] = at
      }
      activeCues[cue] = Math.max(0, values[cueStarts + cue]! + most) / (1 - LEFT_OUT)
      sum += activeCues[cue]! * values[cueOuts + cue]!
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
    for (let cue = 0; cue < cues; cue++) {
      if (activeCues[cue] === 0) continue
      gradient[cueOuts + cue]! += error * activeCues[cue]!
      const inner = (error * values[cueOuts + cue]!) / (1 - LEFT_OUT)
      gradient[cueStarts + cue]! += inner
      const [from, to] = [shownAt[cue]!, cueWeights + cue * PIECE]
      for (let i = 0; i < PIECE; i++) gradient[to + i]! += inner * pieces[from + i]!
    }
  }

  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, chance)
    for (let from = 0; from < order.length; from += BATCH) {
      gradient.fill(0)
      const batch = order.slice(from, from + BATCH)
      for (const i of batch) take(rows[i]!, inputs[i]!)
      learn(STEP * (1 - (SHRINKS * epoch) / epochs), batch.length)
    }
  }
  const rowsOf = (count: number, from: number, starts: number, out: number, length: number, stretch: number) => ({
    starts: [...values.subarray(starts, starts + count)],
    out: [...values.subarray(out, out + count)],
    weights: Array.from({ length: count }, (_, row) =>
      values.slice(from + row * length, from + (row + 1) * length).map((weight) => weight * stretch),
    ),
  })
  return {
    start: values[last]!,
    beside: [...values.subarray(last + 1)],
    ...rowsOf(units, 0, starts, outs, size, STRETCH),
    cues: rowsOf(cues, cueWeights, cueStarts, cueOuts, PIECE, STRETCH_PIECES),
  }
}

/** One step of Adam over a batch, with decay where `decays` says so. */
export function createAdam(values: Float64Array, gradient: Float64Array, decays: (place: number) => boolean) {
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
export function createChance(seed: number): () => number {
  let state = Math.imul(seed, 7919)
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Fisher and Yates. */
export function shuffle(order: number[], chance: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const other = Math.floor(chance() * (i + 1))
    const held = order[i]!
    order[i] = order[other]!
    order[other] = held
  }
}

/** What a network says of a message. */
export function oddsBy({ start, beside, cues, ...units }: Fitted, row: Omit<NetworkRow, 'label' | 'weight'>): number {
  const counted = row.beside.reduce((sum, value, i) => sum + beside[i]! * value, start)
  const of = ({ starts, out, weights }: FittedRows, input: ArrayLike<number>) =>
    weights.reduce((sum, weight, k) => {
      let most = Number.NEGATIVE_INFINITY
      for (let at = 0; at < input.length; at += weight.length)
        most = Math.max(most, innerFrom(weight, 0, input, at, weight.length))
      return sum + out[k]! * Math.max(0, starts[k]! + most)
    }, 0)
  return counted + of(units, row.vector) + of(cues, row.pieces)
}

/** As it is kept in a file, so many times as much as it was, and more by a constant. */
export function packNetwork({ start, beside, cues, ...units }: Fitted, shift = 0, stretch = 1): NetworkWeights {
  return {
    start: round(shift + stretch * start),
    beside: beside.map((weight) => round(stretch * weight)),
    ...packRows(units, stretch),
    cues: packRows(cues, stretch),
  }
}

function packRows({ starts, out, weights }: FittedRows, stretch: number): Rows {
  const values = weights.flatMap((row) => [...row])
  const largest = values.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
  const unit = Number((largest / LARGEST_BYTE).toPrecision(4))
  const bytes = Int8Array.from(values, (weight) => Math.round(weight / unit))
  return {
    starts: starts.map(round),
    out: out.map((weight) => round(stretch * weight)),
    unit,
    bytes: Buffer.from(bytes.buffer).toString('base64'),
  }
}

const round = (x: number) => Math.round(x * 1000) / 1000
