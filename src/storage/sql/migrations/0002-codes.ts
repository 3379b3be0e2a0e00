import { type Kysely, type RawBuilder, sql } from 'kysely'

/** One-time codes that join two accounts of one person, or two spaces of one community. */
export async function addCodes(db: Kysely<unknown>, postgres: boolean): Promise<void> {
  const text: RawBuilder<unknown> = postgres ? sql`text collate "C"` : sql`text`
  await db.schema
    .createTable('codes')
    .addColumn('hash', text, (c) => c.primaryKey())
    .addColumn('purpose', text, (c) => c.notNull())
    .addColumn('community_id', text, (c) => c.notNull())
    .addColumn('member_id', text, (c) => c.notNull())
    .addColumn('until', 'bigint', (c) => c.notNull())
    .execute()
}
