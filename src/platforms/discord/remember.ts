/** Ids that are remembered at once. */
const MOST = 1000

/** Remembers an id, in memory, and forgets the oldest for it. */
export function remember(ids: Set<string>, id: string): void {
  ids.add(id)
  if (ids.size > MOST) ids.delete(ids.values().next().value!)
}
