import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { createFirstSchema } from './migrations/0001-first.ts'
import { addCodes } from './migrations/0002-codes.ts'
import { addOffers } from './migrations/0003-offers.ts'
import { dateCursors } from './migrations/0004-dated-cursors.ts'
import type { Tables } from './schema.ts'

type Step = (db: Kysely<unknown>, postgres: boolean) => Promise<void>

/** Forward only, in this order. A step that was released never changes; add another. */
const steps: Record<string, Step> = {
  '0001-first': createFirstSchema,
  '0002-codes': addCodes,
  '0003-offers': addOffers,
  '0004-dated-cursors': dateCursors,
}

const newest = Object.keys(steps).at(-1)!

/**
 * Brings the schema up to date: what is missing is done in one transaction, or not at all. Several processes may ask at once.
 * @throws Error when the record was written by a newer Askaround
 */
export async function migrate(db: Kysely<Tables>, { postgres }: { postgres: boolean }): Promise<void> {
  const migrations: Record<string, Migration> = {}
  for (const [name, step] of Object.entries(steps)) migrations[name] = { up: (tx) => step(tx, postgres) }
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (!error) return
  if (error instanceof Error && /previously executed migration .* is missing/.test(error.message))
    throw newerRecord(error)
  throw error
}

/** For those who may only read: @throws Error unless the schema is exactly this version's. */
export async function checkMigrated(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`
    .execute(db)
    .catch(() => ({ rows: [] }))
  if (rows.some(({ name }) => !(name in steps))) throw newerRecord()
  if (!rows.some(({ name }) => name === newest)) {
    throw new Error('This record is not set up for this version yet. Start the bot once (`npm start`), then try again.')
  }
}

const newerRecord = (cause?: Error) =>
  new Error('This record was written by a newer Askaround. Start that version, or restore a backup made before it.', {
    cause,
  })
