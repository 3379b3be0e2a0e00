/**
 * Weights as they stand in config/models: whole numbers from -127 to 127, a byte each, in base64.
 * @param made the script in training/ that makes them
 * @throws Error that names the remedy when there are not `length` of them
 */
export function unpackWeights(bytes: string, length: number, made: string): Int8Array {
  const read = atob(bytes)
  if (read.length !== length)
    throw new Error(`There are ${read.length} weights instead of ${length}. Make them anew: node training/${made}`)
  // Not Int8Array.from(read): that makes a string of each letter, and a start of them is slow and large.
  const weights = new Int8Array(length)
  for (let i = 0; i < length; i++) weights[i] = read.charCodeAt(i)
  return weights
}
