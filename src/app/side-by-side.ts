/**
 * Does `work` on each item, at most `most` at the same time.
 * @returns the results in the order of the items; rejects with the first fault
 */
export async function sideBySide<T, R>(items: readonly T[], most: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const left = items.entries()
  const worker = async () => {
    // One iterator for all: each takes the next that nobody has begun.
    for (const [i, item] of left) results[i] = await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker))
  return results
}
