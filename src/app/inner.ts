/** The inner product of two vectors of one length. */
export function inner(a: Float64Array | Float32Array, b: Float64Array | Float32Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!
  return sum
}
