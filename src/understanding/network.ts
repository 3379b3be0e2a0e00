import { unpackWeights } from './unpack-weights.ts'

/** Numbers in a sentence vector. */
export const VECTOR = 512
/** Numbers that say what a piece of a sentence (a word, or a part of one) comes to in its context. */
export const PIECE = 512

/** What the sentence model makes of a sentence. */
export interface Sentence {
  /** The sentence as a whole: VECTOR numbers, of length 1. */
  vector: ArrayLike<number>
  /** Its pieces in context, one after the other: PIECE numbers each. */
  pieces: ArrayLike<number>
}

/** Rows of weights as whole numbers from -127 to 127, as bytes in base64, row by row; one stands for `unit`. Each row has what it begins with, and what it gives. */
export interface Rows {
  starts: number[]
  out: number[]
  unit: number
  bytes: string
}

/**
 * A network of one hidden layer over a sentence, and numbers that count beside it: `start` + what each of these counts in `beside` + by hidden unit, `out` times
 * max(0, `starts` + weights · vector) + by cue, `out` times max(0, `starts` + the greatest of weights · piece), for one phrase may tell what the whole drowns
 * (max pooling over pieces; Collobert et al. 2011, Kim 2014).
 */
export interface NetworkWeights extends Rows {
  start: number
  beside: number[]
  cues: Rows
}

/**
 * @param made the script in training/ that made the weights
 * @returns what a sentence says, without the numbers beside it
 * @throws Error that names the script, when there are not so many weights
 */
export function createNetwork({ start, cues, ...units }: NetworkWeights, made: string): (sentence: Sentence) => number {
  const weighUnits = createRows(units, VECTOR, made)
  const weighCues = createRows(cues, PIECE, made)
  return ({ vector, pieces }) => start + weighUnits(vector) + weighCues(pieces)
}

/** Weighs an input of one or more parts of `size` numbers: of each row the part counts in which it is greatest. */
function createRows({ starts, out, unit, bytes }: Rows, size: number, made: string) {
  const weights = Float32Array.from(unpackWeights(bytes, starts.length * size, made), (weight) => weight * unit)
  return (input: ArrayLike<number>) =>
    starts.reduce((sum, start, row) => {
      let most = Number.NEGATIVE_INFINITY
      for (let part = 0; part < input.length; part += size)
        most = Math.max(most, innerFrom(weights, row * size, input, part, size))
      return sum + out[row]! * Math.max(0, start + most)
    }, 0)
}

/** The inner product of `size` numbers, a multiple of four, of either list. In four sums, since each waits for what was added to it before: twice as fast. */
export function innerFrom(
  a: ArrayLike<number>,
  fromA: number,
  b: ArrayLike<number>,
  fromB: number,
  size: number,
): number {
  let [first, second, third, fourth] = [0, 0, 0, 0]
  for (let i = 0; i < size; i += 4) {
    first += a[fromA + i]! * b[fromB + i]!
    second += a[fromA + i + 1]! * b[fromB + i + 1]!
    third += a[fromA + i + 2]! * b[fromB + i + 2]!
    fourth += a[fromA + i + 3]! * b[fromB + i + 3]!
  }
  return first + second + third + fourth
}
