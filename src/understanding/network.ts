import { unpackWeights } from './unpack-weights.ts'

/** Numbers in a sentence vector. */
export const VECTOR = 512

/**
 * A network of one hidden layer over a sentence vector, and numbers that count beside it: `start` + what each of these counts in `beside` + the sum of `out` times
 * max(0, `starts` + weights · vector) by hidden unit. The weights are whole numbers from -127 to 127 as bytes in base64, unit by unit; one stands for `unit`.
 */
export interface NetworkWeights {
  start: number
  beside: number[]
  starts: number[]
  out: number[]
  unit: number
  bytes: string
}

export interface Network {
  /** What the vector says, without the numbers beside it. */
  weigh(vector: ArrayLike<number>): number
  /** What they count. */
  beside: readonly number[]
}

/** @throws Error that names the script in training/ that `made` the weights, when there are not so many */
export function createNetwork({ start, beside, starts, out, unit, bytes }: NetworkWeights, made: string): Network {
  const hidden = Float32Array.from(unpackWeights(bytes, starts.length * VECTOR, made), (weight) => weight * unit)
  return {
    beside,
    weigh: (vector) =>
      starts.reduce((sum, from, k) => sum + out[k]! * Math.max(0, from + inner(hidden, k * VECTOR, vector)), start),
  }
}

function inner(weights: Float32Array, from: number, vector: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < VECTOR; i++) sum += weights[from + i]! * vector[i]!
  return sum
}
