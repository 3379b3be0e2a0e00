import type { Hooks, Keep, PlatformEvent } from '../../../src/platforms/platform.ts'

/** A `keep` store that survives the platform but not the test. */
export function createMemoryKeep(): Keep & { writes: number } {
  const rows = new Map<string, string>()
  return {
    writes: 0,
    get: async (key) => rows.get(key),
    async put(entries) {
      this.writes++
      for (const [key, value] of Object.entries(entries))
        if (value === undefined) rows.delete(key)
        else rows.set(key, value)
    },
    async list(prefix, { after = '', limit = Number.POSITIVE_INFINITY, reverse } = {}) {
      const found = [...rows.keys()].filter((key) => key.startsWith(prefix) && key > after).sort()
      if (reverse) found.reverse()
      return found.slice(0, limit).map((key) => ({ key, value: rows.get(key)! }))
    },
  }
}

/** Hooks that note every event they take, and refuse while `refusing` is set. */
export function createHooks(keep: Keep = createMemoryKeep()) {
  const events: PlatformEvent[] = []
  const cursors = new Map<string, string>()
  const hooks: Hooks & { events: PlatformEvent[]; refusing: boolean; follows: string[] } = {
    follows: [],
    followed: async () => hooks.follows,
    events,
    refusing: false,
    async accept(event) {
      if (hooks.refusing) throw new Error('the record cannot be written')
      events.push(event)
    },
    cursors: { get: async (key) => cursors.get(key), set: async (key, mark) => void cursors.set(key, mark) },
    keep,
  }
  return hooks
}
