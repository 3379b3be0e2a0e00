/** The places of the `limit` greatest of these values, in rising order; of equals the first. Takes a time that grows with their number, no sorting. */
export function greatest(values: ArrayLike<number>, limit: number): number[] {
  if (values.length <= limit) return Array.from(values, (_, place) => place)
  const least = nthGreatest(values, limit - 1)
  let equals = limit
  for (let i = 0; i < values.length; i++) if (values[i]! > least) equals--
  const places: number[] = []
  for (let i = 0; i < values.length; i++)
    if (values[i]! > least || (values[i] === least && equals-- > 0)) places.push(i)
  return places
}

/** The value that `n` others go before, the greatest first: a copy is parted again and again (quickselect, Hoare 1961). */
export function nthGreatest(of: ArrayLike<number>, n: number): number {
  const values = new Float64Array(of)
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const pivot = values[(low + high) >>> 1]!
    let [i, j] = [low, high]
    while (i <= j) {
      while (values[i]! > pivot) i++
      while (values[j]! < pivot) j--
      if (i > j) break
      const one = values[i]!
      values[i++] = values[j]!
      values[j--] = one
    }
    if (n <= j) high = j
    else if (n >= i) low = i
    else break
  }
  return values[n]!
}
