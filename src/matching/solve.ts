/**
 * Solves A·x = b for a symmetric, positive definite A (by rows), by Gaussian elimination, which needs no exchange of rows then
 * (Golub & Van Loan, Matrix Computations, §4.2). Neither argument is changed.
 */
export function solve(a: Float64Array, b: Float64Array): Float64Array {
  const n = b.length
  const left = Float64Array.from(a)
  const x = Float64Array.from(b)
  for (let col = 0; col < n; col++) {
    for (let row = col + 1; row < n; row++) {
      const factor = left[row * n + col]! / left[col * n + col]!
      if (factor === 0) continue
      for (let k = col; k < n; k++) left[row * n + k]! -= factor * left[col * n + k]!
      x[row]! -= factor * x[col]!
    }
  }
  for (let row = n - 1; row >= 0; row--) {
    for (let k = row + 1; k < n; k++) x[row]! -= left[row * n + k]! * x[k]!
    x[row]! /= left[row * n + row]!
  }
  return x
}
