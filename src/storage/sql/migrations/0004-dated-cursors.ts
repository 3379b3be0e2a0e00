import type { Kysely } from 'kysely'

/** When a cursor last moved, so that those of conversations that are gone can go. 0: before this was noted. */
export async function dateCursors(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('cursors')
    .addColumn('at', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute()
}
