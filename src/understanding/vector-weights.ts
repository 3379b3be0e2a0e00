import { unpackWeights } from './unpack-weights.ts'

/** Numbers in a sentence vector. */
export const VECTOR = 512

/** Weights over a sentence vector: whole numbers from -127 to 127 as bytes in base64, and what one of them stands for. */
export interface VectorWeights {
  start: number
  unit: number
  bytes: string
}

/** The weights of `count` numbers as they count. Throws, naming the script in training/ that `made` them, when there are not so many. */
export const unpackVector = ({ unit, bytes }: VectorWeights, count: number, made: string): Float32Array =>
  Float32Array.from(unpackWeights(bytes, count, made), (weight) => weight * unit)

/** The inner product of a vector with the weights that stand from `from` on. */
export function weighVector(weights: Float32Array, from: number, vector: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < VECTOR; i++) sum += weights[from + i]! * vector[i]!
  return sum
}

/** Makes the function that says whether a message is English, by its sentence vector: the only language that the vectors were made for. */
export function createEnglishTest(english: VectorWeights): (meaning: ArrayLike<number>) => boolean {
  const weights = unpackVector(english, VECTOR, 'train-detector.ts')
  return (meaning) => english.start + weighVector(weights, 0, meaning) >= 0
}
