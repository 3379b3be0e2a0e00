import { type CreateTableBuilder, type Kysely, type RawBuilder, sql } from 'kysely'

/** How offers were answered, by channel and by how sure detection was: counts alone, without a word and without a name. */
export async function addOffers(db: Kysely<unknown>, postgres: boolean): Promise<void> {
  const text: RawBuilder<unknown> = postgres ? sql`text collate "C"` : sql`text`
  const compact = <T extends CreateTableBuilder<string>>(table: T) =>
    (postgres ? table : table.modifyEnd(sql`without rowid`)) as T
  await db.schema
    .createTable('offers')
    .addColumn('community_id', text, (c) => c.notNull())
    .addColumn('channel', text, (c) => c.notNull())
    .addColumn('band', 'integer', (c) => c.notNull())
    .addColumn('wanted', 'double precision', (c) => c.notNull())
    .addColumn('unwanted', 'double precision', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('offers_key', ['community_id', 'channel', 'band'])
    .$call(compact)
    .execute()
}
