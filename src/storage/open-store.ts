import { createSeal } from './seal.ts'
import type { AddEvidence } from './sql/context.ts'
import { openSqlite, openSqliteToRead } from './sql/sqlite.ts'
import type { Store } from './store.ts'

export interface StoreOptions {
  /** Postgres, when given; else the file. */
  databaseUrl?: string | undefined
  /** The SQLite file; made when missing, its folder is not. */
  file: string
  /** The operator's secret, at least 32 bytes: text is encrypted. */
  key?: Uint8Array | undefined
  /** Beside a running bot: nothing can be written. */
  readOnly?: boolean
  /** Matching's sum of a stored row of evidence and an increment. */
  addEvidence: AddEvidence
}

/**
 * Opens the record, and brings its schema up to date.
 * @throws Error that names the remedy: the file is another process', the key is not the record's, the server cannot be reached
 */
export async function openStore({
  databaseUrl,
  file,
  key,
  readOnly = false,
  addEvidence,
}: StoreOptions): Promise<Store> {
  const options = { seal: createSeal(key), hasKey: key !== undefined, addEvidence }
  if (databaseUrl !== undefined) {
    // A club on one small machine need not load what it does not use.
    const { openPostgres } = await import('./sql/postgres.ts')
    return openPostgres({ ...options, databaseUrl, readOnly })
  }
  return readOnly ? openSqliteToRead({ ...options, file }) : openSqlite({ ...options, file })
}
