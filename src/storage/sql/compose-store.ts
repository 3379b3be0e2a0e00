import type { Queries, Store } from '../store.ts'
import { readOnlyQueries } from './all-queries.ts'

/**
 * Makes a store of what a database gives. `reads` see what is committed; what writes, called outside of a transaction, runs in one
 * of its own.
 */
export function composeStore(
  reads: Queries,
  database: Pick<Store, 'transaction' | 'backup' | 'scrub' | 'close'>,
): Store {
  const onlyReads = new Set<string>(readOnlyQueries)
  const alone = Object.keys(reads)
    .filter((name) => !onlyReads.has(name))
    .map((name) => {
      const run = (...given: unknown[]) =>
        database.transaction((tx) => (tx[name as keyof Queries] as (...given: unknown[]) => Promise<unknown>)(...given))
      return [name, run]
    })
  return { ...reads, ...(Object.fromEntries(alone) as Partial<Queries>), ...database }
}
