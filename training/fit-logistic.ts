/** One row: places of the features that are not zero, their values, the label and how much the row counts. */
export interface FitRow {
  features: Int32Array
  values: Float64Array
  label: 0 | 1
  weight: number
}

/** How strongly each weight is drawn to zero (L2), by feature. */
export type Penalty = (feature: number) => number

const ROUNDS = 150
const STEP = 0.05
/** The step gets smaller after so much of the rounds. */
const COARSE = 0.6

/**
 * Logistic regression with an L2 penalty, fitted on all rows at once by Adam (Kingma and Ba, 2015).
 * Returns a weight a feature; feature 0 is the constant and is not penalised. Deterministic.
 */
export function fitLogistic(rows: FitRow[], features: number, penalty: Penalty): Float64Array {
  const weights = new Float64Array(features)
  const mean = new Float64Array(features)
  const square = new Float64Array(features)
  const gradient = new Float64Array(features)
  const total = rows.reduce((sum, row) => sum + row.weight, 0)
  const seen = new Uint8Array(features)
  for (const row of rows) for (const feature of row.features) seen[feature] = 1
  const used = Int32Array.from(seen.keys().filter((feature) => seen[feature] === 1))
  for (let round = 1; round <= ROUNDS; round++) {
    for (const f of used) gradient[f] = f ? (weights[f]! * penalty(f)) / total : 0
    for (const row of rows) {
      const error = ((predict(weights, row) - row.label) * row.weight) / total
      for (let i = 0; i < row.features.length; i++) gradient[row.features[i]!]! += error * row.values[i]!
    }
    const step = STEP * (round > ROUNDS * COARSE ? 0.2 : 1)
    for (const f of used) {
      mean[f] = 0.9 * mean[f]! + 0.1 * gradient[f]!
      square[f] = 0.999 * square[f]! + 0.001 * gradient[f]! ** 2
      weights[f]! -= (step * (mean[f]! / (1 - 0.9 ** round))) / (Math.sqrt(square[f]! / (1 - 0.999 ** round)) + 1e-8)
    }
  }
  return weights
}

/** Log-odds of label 1 for a row. */
export function logOdds(weights: Float64Array, row: FitRow): number {
  let sum = 0
  for (let i = 0; i < row.features.length; i++) sum += weights[row.features[i]!]! * row.values[i]!
  return sum
}

/** Probability of label 1 for a row. */
export function predict(weights: Float64Array, row: FitRow): number {
  return 1 / (1 + Math.exp(-logOdds(weights, row)))
}
