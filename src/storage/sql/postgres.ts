import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Store } from '../store.ts'
import { allQueries } from './all-queries.ts'
import { checkKey } from './check-key.ts'
import { type CompiledQueries, compileOnce } from './compile-once.ts'
import { composeStore } from './compose-store.ts'
import { asConflict } from './conflict.ts'
import type { Context } from './context.ts'
import { checkMigrated, migrate } from './migrate.ts'
import { createBodies } from './read-bodies.ts'
import type { Tables } from './schema.ts'

interface Options extends Pick<Context, 'seal' | 'addEvidence'> {
  databaseUrl: string
  hasKey: boolean
  readOnly: boolean
}

/** Whole numbers of 64 bits come as text; times and counts fit a number. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary') =>
    id === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(id, format),
}

/**
 * Opens the record in Postgres; several processes may, at the same time.
 * @throws Error when the server cannot be reached, or naming what is wrong with the key
 */
export async function openPostgres({ databaseUrl, seal, hasKey, addEvidence, readOnly }: Options): Promise<Store> {
  const pool = new pg.Pool({ connectionString: databaseUrl, types, max: 10 })
  // A connection that breaks while idle is replaced; the next query tells if that fails.
  pool.on('error', () => {})
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const compiled: CompiledQueries = new Map()
  const context = { seal, bodies: createBodies(seal), addEvidence, skipLocked: true }
  const queries = (on: Kysely<Tables>, seen?: Context['seen']) =>
    allQueries({ ...context, db: on, once: compileOnce(on, compiled), ...(seen && { seen }) })
  try {
    await connectOnce(pool)
    if (readOnly) await checkMigrated(db)
    else await migrate(db, { postgres: true })
    await checkKey(db, seal, hasKey, !readOnly)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return composeStore(queries(db), {
    transaction: (work) =>
      readOnly
        ? Promise.reject(new Error('The record was opened to read only. Let the running bot make this change.'))
        : db
            .transaction()
            .execute((tx) => work(queries(tx, new Map())))
            .catch((error: unknown) => {
              throw asConflict(error)
            }),
    backup: () => Promise.reject(new Error('The record is in Postgres: back it up with pg_dump.')),
    scrub: async () => {},
    close: () => db.destroy(),
  })
}

async function connectOnce(pool: pg.Pool): Promise<void> {
  try {
    const client = await pool.connect()
    client.release()
  } catch (error) {
    const said = error instanceof Error ? error.message || (error as { code?: string }).code : String(error)
    throw new Error(`Postgres cannot be reached (${said}). Check DATABASE_URL, and that the server runs.`, {
      cause: error,
    })
  }
}
