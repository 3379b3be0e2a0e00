import type { SecondLookWeights } from '../src/understanding/judge-by-meaning.ts'
import { type FitRow, fitLogistic } from './fit-logistic.ts'

/** A message with its sentence vector and what the first look thought of it, by weights that it did not train. */
export interface Looked {
  vector: number[]
  odds: number
  label: 0 | 1
  weight: number
}

/** Vectors are stretched so that the fit's steps suit them; weights are stretched back. */
const STRETCH = 10
const MEANING_PENALTY = 20
const ENGLISH_PENALTY = 5
const LARGEST_BYTE = 127
/** Log-odds beyond this say no more. */
const CERTAIN = 6

function rowOf({ vector, odds, label, weight }: Looked): FitRow {
  const clamped = Math.max(-CERTAIN, Math.min(CERTAIN, odds))
  return {
    features: Int32Array.from({ length: vector.length + 2 }, (_, i) => i),
    values: Float64Array.from([1, clamped, ...vector.map((value) => value * STRETCH)]),
    label,
    weight,
  }
}

/** A constant, a factor for the log-odds of the first look, and a weight for each number of a stretched vector. */
export function fitSecondLook(rows: Looked[]): Float64Array {
  const length = rows[0]!.vector.length + 2
  return fitLogistic(rows.map(rowOf), length, (feature) => (feature === 1 ? 0 : MEANING_PENALTY))
}

/** Log-odds of a message by weights of `fitSecondLook`. */
export function secondOdds(weights: Float64Array, { odds, vector }: Pick<Looked, 'odds' | 'vector'>): number {
  let sum = weights[0]! + weights[1]! * Math.max(-CERTAIN, Math.min(CERTAIN, odds))
  for (let i = 0; i < vector.length; i++) sum += weights[i + 2]! * vector[i]! * STRETCH
  return sum
}

/** Weights that tell English from other languages by a vector: English is label 1. */
export function fitEnglish(rows: Looked[]): Float64Array {
  const blind = rows.map((row) => ({ ...row, odds: 0 }))
  return fitLogistic(blind.map(rowOf), rows[0]!.vector.length + 2, () => ENGLISH_PENALTY)
}

/** As it is kept in a file, brought to what it is worth by the constant and the factor of a calibration. */
export function packSecondLook(
  from: number,
  weights: Float64Array,
  english: Float64Array,
  [shift, stretch]: readonly [number, number],
): SecondLookWeights {
  return {
    from,
    first: round(stretch * weights[1]!),
    meaning: pack(weights, shift, stretch),
    english: pack(english, 0, 1),
  }
}

function pack(weights: Float64Array, shift: number, stretch: number) {
  const values = weights.subarray(2).map((weight) => weight * STRETCH * stretch)
  const largest = values.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
  const unit = Number((largest / LARGEST_BYTE).toPrecision(4))
  const bytes = Int8Array.from(values, (weight) => Math.round(weight / unit))
  return { start: round(shift + stretch * weights[0]!), unit, bytes: Buffer.from(bytes.buffer).toString('base64') }
}

const round = (x: number) => Math.round(x * 1000) / 1000
