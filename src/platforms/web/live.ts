import { randomUUID } from 'node:crypto'

/** How many changes are kept for pages that lost their connection. Who was away longer loads the conversation anew. */
const kept = 2000

/** Something changed that open pages must show. It carries references only; each page gets what its reader may see. */
export interface LiveChange {
  /** "message" is new, "changed" was there before; "read": somebody saw what is there, perhaps in another window. */
  type: 'message' | 'changed' | 'gone' | 'read' | 'people' | 'channels' | 'sandbox' | 'inside'
  conversation?: string
  message?: string
  onlyFor?: string
}

export type Live = ReturnType<typeof createLive>

/** Tells open pages what changed, each change under an id that a page can give to be told all that came after. */
export function createLive() {
  /** Ids of an earlier run mean nothing to this one. */
  const run = randomUUID().slice(0, 8)
  const changes: LiveChange[] = []
  const listeners = new Set<(change: LiveChange, id: string) => void>()
  let count = 0
  const idOf = (number: number) => `${run}.${number}`

  return {
    publish(change: LiveChange) {
      count++
      changes.push(change)
      if (changes.length > kept * 2) changes.splice(0, kept)
      for (const listener of listeners) listener(change, idOf(count))
    },
    last: () => idOf(count),
    /**
     * Listens from now on.
     * @returns what came after `since`, or "unknown" when that is too long ago or from another run; and a way to stop
     */
    subscribe(listener: (change: LiveChange, id: string) => void, since?: string) {
      listeners.add(listener)
      const [givenRun, given] = since?.split('.') ?? [run, count]
      const from = Number(given)
      const oldest = count - changes.length
      const known = givenRun === run && from >= oldest && from <= count
      const missed = known
        ? changes.slice(from - oldest).map((change, index) => ({ change, id: idOf(from + index + 1) }))
        : ('unknown' as const)
      return { missed, stop: () => void listeners.delete(listener) }
    },
  }
}
