import type { Keep } from '../platform.ts'
import { parseMessage } from './ids.ts'
import { type ChannelRow, keys, type MessageRow, type PersonRow } from './rows.ts'

/** Numbers are reserved in blocks, so that handing one out costs no write and none is given twice after a crash. */
const block = 1000
const cachedMessages = 5000

export type State = Awaited<ReturnType<typeof openState>>

/**
 * The web platform's own record over the `keep` store: people and channels in memory, messages read through a small cache.
 * A change is one `put`, so it is there whole or not at all.
 */
export async function openState(keep: Keep) {
  const people = await loadAll<PersonRow>(keep, 'p/', (row) => row.account)
  const channels = await loadAll<ChannelRow>(keep, 'c/', (row) => row.channel)
  let reserved = Number((await keep.get(keys.numbers)) ?? 1)
  let next = reserved
  const cache = new Map<string, MessageRow>()
  const turns = new Map<string, Promise<unknown>>()
  /** Keys to delete with the next change. */
  const leftovers = new Set<string>()

  function remember(row: MessageRow) {
    cache.delete(row.message)
    cache.set(row.message, row)
    if (cache.size > cachedMessages) cache.delete(cache.keys().next().value!)
  }

  async function save(changes: Change): Promise<void> {
    const cleared = [...leftovers]
    leftovers.clear()
    const entries: Record<string, string | undefined> = Object.fromEntries(cleared.map((key) => [key, undefined]))
    for (const row of changes.messages ?? []) entries[keyOf(row.message)] = JSON.stringify(row)
    for (const message of changes.gone ?? []) entries[keyOf(message)] = undefined
    Object.assign(entries, changes.entries)
    const reservation = next > reserved ? next + block : undefined
    if (reservation) entries[keys.numbers] = String(reservation)
    try {
      await keep.put(entries)
    } catch (error) {
      for (const key of cleared) leftovers.add(key)
      throw error
    }
    if (reservation) reserved = Math.max(reserved, reservation)
    for (const message of changes.gone ?? []) cache.delete(message)
    for (const row of changes.messages ?? []) remember(row)
  }

  return {
    keep,
    people,
    channels,
    save,
    /** Rises with every call, also across restarts. */
    nextNumber: () => next++,
    /** The highest number given so far. */
    lastNumber: () => next - 1,
    /** Deletes a key with the next change, so that it costs no write of its own. */
    clearLater: (key: string) => void leftovers.add(key),
    async flush() {
      if (leftovers.size > 0) await save({})
    },
    async message(ref: string): Promise<MessageRow | undefined> {
      const cached = cache.get(ref)
      if (cached || !parseMessage(ref)) return cached
      const value = await keep.get(keyOf(ref))
      return value === undefined ? undefined : (JSON.parse(value) as MessageRow)
    },
    /** Remembers no messages of these conversations any more. */
    forget(isOver: (conversation: string) => boolean) {
      for (const row of [...cache.values()]) if (isOver(row.conversation)) cache.delete(row.message)
    },
    /** Runs changes of the same thing one after the other. */
    inTurn<T>(what: string, work: () => Promise<T>): Promise<T> {
      const turn = (turns.get(what) ?? Promise.resolve()).then(work, work)
      turns.set(what, turn)
      const done = () => turns.get(what) === turn && turns.delete(what)
      turn.then(done, done)
      return turn
    },
    async savePerson(row: PersonRow, entries: Record<string, string> = {}) {
      await save({ entries: { ...entries, [keys.person(row.account)]: JSON.stringify(row) } })
      people.set(row.account, row)
    },
    async saveChannel(row: ChannelRow) {
      await save({ entries: { [keys.channel(row.channel)]: JSON.stringify(row) } })
      channels.set(row.channel, row)
    },
  }
}

interface Change {
  messages?: MessageRow[]
  /** References of messages to delete. */
  gone?: string[]
  entries?: Record<string, string | undefined>
}

function keyOf(message: string): string {
  const { conversation, number } = parseMessage(message)!
  return keys.message(conversation, number)
}

async function loadAll<T>(keep: Keep, prefix: string, key: (row: T) => string): Promise<Map<string, T>> {
  const rows = (await keep.list(prefix)).map(({ value }) => JSON.parse(value) as T)
  return new Map(rows.map((row) => [key(row), row]))
}
