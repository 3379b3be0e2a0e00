/** Alternatives, a row of signs each, of which the one at `right` is the one to choose. */
export interface Choice {
  rows: readonly (readonly number[])[]
  right: number
  weight: number
}

const ROUNDS = 400
const STEP = 0.1
const SLOWER = 0.2
const COARSE = 0.6

/**
 * How much each sign counts: minimises the mean of −log p(right), p a softmax over the alternatives of w · signs (McFadden 1974, conditional logit),
 * by Adam. Deterministic.
 */
export function fitChoice(choices: readonly Choice[]): number[] {
  const size = choices[0]!.rows[0]!.length
  const all = choices.reduce((sum, { weight }) => sum + weight, 0)
  const [weights, mean, square] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)]
  for (let round = 1; round <= ROUNDS; round++) {
    const slope = new Float64Array(size)
    for (const { rows, right, weight } of choices) {
      const raised = rows.map((row) => Math.exp(sumOf(weights, row) - sumOf(weights, rows[right]!)))
      const sum = raised.reduce((some, one) => some + one, 0)
      rows.forEach((row, i) => {
        const part = ((raised[i]! / sum - (i === right ? 1 : 0)) * weight) / all
        for (let k = 0; k < size; k++) slope[k]! += part * row[k]!
      })
    }
    const step = STEP * (round > ROUNDS * COARSE ? SLOWER : 1)
    for (let k = 0; k < size; k++) {
      mean[k] = 0.9 * mean[k]! + 0.1 * slope[k]!
      square[k] = 0.99 * square[k]! + 0.01 * slope[k]! ** 2
      weights[k]! -= (step * mean[k]!) / (1 - 0.9 ** round) / (Math.sqrt(square[k]! / (1 - 0.99 ** round)) + 1e-9)
    }
  }
  return [...weights]
}

/** w · signs. */
export function sumOf(weights: ArrayLike<number>, row: readonly number[]): number {
  let sum = 0
  for (let k = 0; k < row.length; k++) sum += weights[k]! * row[k]!
  return sum
}
