import { type CreateTableBuilder, type Kysely, type RawBuilder, sql } from 'kysely'

/**
 * The first schema. Two things differ by database: Postgres needs byte order said for text ("C"), which is SQLite's own,
 * and names a counting column differently.
 */
export async function createFirstSchema(db: Kysely<unknown>, postgres: boolean): Promise<void> {
  const text: RawBuilder<unknown> = postgres ? sql`text collate "C"` : sql`text`
  const { schema } = db
  // Small rows live in the tree of their key: one page to write instead of two.
  const compact = <T extends CreateTableBuilder<string>>(table: T) =>
    (postgres ? table : table.modifyEnd(sql`without rowid`)) as T

  await schema
    .createTable('about')
    .addColumn('name', text, (c) => c.primaryKey())
    .addColumn('value', text, (c) => c.notNull())
    .$call(compact)
    .execute()

  await schema
    .createTable('inbox')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('payload', text)
    .addColumn('next_at', 'bigint')
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('error', text)
    .$call(compact)
    .execute()
  await sql`create index inbox_kept on inbox (next_at) where state = 'kept'`.execute(db)
  await schema.createIndex('inbox_at').on('inbox').column('at').execute()

  await schema
    .createTable('requests')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('community_id', text, (c) => c.notNull())
    .addColumn('asker_id', text, (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('kind', text)
    .addColumn('topics', text)
    .addColumn('noticed_at', 'bigint', (c) => c.notNull())
    .addColumn('opened_at', 'bigint')
    .addColumn('closed_at', 'bigint')
    .addColumn('first_suggestion_at', 'bigint')
    .addColumn('has_text', 'integer', (c) => c.notNull())
    .addColumn('recallable', 'integer', (c) => c.notNull())
    .addColumn('unmet', 'integer', (c) => c.notNull())
    .addColumn('body', text, (c) => c.notNull())
    .execute()
  await schema
    .createIndex('requests_community')
    .on('requests')
    .columns(['community_id', 'state', 'noticed_at'])
    .execute()
  await schema.createIndex('requests_asker').on('requests').columns(['asker_id', 'noticed_at']).execute()
  await sql`create index requests_waits on requests (community_id, first_suggestion_at)
    where first_suggestion_at is not null`.execute(db)
  await sql`create index requests_unmet on requests (community_id, opened_at) where unmet = 1`.execute(db)

  await schema
    .createTable('pings')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('request_id', text, (c) => c.notNull().references('requests.id'))
    .addColumn('member_id', text, (c) => c.notNull())
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .$call(compact)
    .execute()
  // The promise "at most one live ping at a time" is kept here, whoever writes.
  await sql`create unique index pings_one_live on pings (member_id) where state in ('owed', 'live', 'claimed')`.execute(
    db,
  )
  await schema.createIndex('pings_request').on('pings').column('request_id').execute()
  await schema.createIndex('pings_member').on('pings').columns(['member_id', 'at']).execute()

  await schema
    .createTable('involved')
    .addColumn('request_id', text, (c) => c.notNull().references('requests.id'))
    .addColumn('member_id', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('involved_key', ['request_id', 'member_id'])
    .$call(compact)
    .execute()
  await schema.createIndex('involved_member').on('involved').column('member_id').execute()

  await schema
    .createTable('refs')
    .addColumn('ref', text, (c) => c.primaryKey())
    .addColumn('request_id', text, (c) => c.notNull().references('requests.id'))
    .addColumn('slot', text, (c) => c.notNull())
    .addColumn('since', 'bigint', (c) => c.notNull())
    .$call(compact)
    .execute()
  await schema.createIndex('refs_request').on('refs').column('request_id').execute()

  await schema
    .createTable('effects')
    .addColumn('seq', postgres ? 'bigserial' : 'integer', (c) => c.primaryKey())
    .addColumn('id', text, (c) => c.notNull().unique())
    .addColumn('subject_type', text, (c) => c.notNull())
    .addColumn('subject_id', text, (c) => c.notNull())
    .addColumn('community_id', text, (c) => c.notNull())
    .addColumn('member_id', text)
    .addColumn('lane', text, (c) => c.notNull())
    .addColumn('type', text, (c) => c.notNull())
    .addColumn('payload', text, (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('error', text)
    .addColumn('claimed_by', text)
    .addColumn('claimed_until', 'bigint')
    .addColumn('held', 'integer', (c) => c.notNull())
    .execute()
  await schema.createIndex('effects_lane').on('effects').columns(['lane', 'seq']).execute()

  await schema
    .createTable('dead_letters')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('type', text, (c) => c.notNull())
    .addColumn('community_id', text, (c) => c.notNull())
    .addColumn('member_id', text)
    .addColumn('error', text, (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()

  await schema
    .createTable('timers')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('request_id', text, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('about', text)
    .addColumn('at', 'bigint', (c) => c.notNull())
    .$call(compact)
    .execute()
  await schema.createIndex('timers_at').on('timers').column('at').execute()

  await schema
    .createTable('dms')
    .addColumn('account', text, (c) => c.primaryKey())
    .addColumn('platform', text, (c) => c.notNull())
    .addColumn('conversation', text)
    .addColumn('closed', 'integer', (c) => c.notNull())
    .addColumn('opened_at', 'bigint')
    .$call(compact)
    .execute()
  await schema.createIndex('dms_opened').on('dms').columns(['platform', 'opened_at']).execute()

  await schema
    .createTable('blocks')
    .addColumn('by_id', text, (c) => c.notNull())
    .addColumn('member_id', text, (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('blocks_key', ['by_id', 'member_id'])
    .$call(compact)
    .execute()
  await schema.createIndex('blocks_member').on('blocks').column('member_id').execute()

  await schema
    .createTable('members')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('community_id', text, (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('volunteering', text)
    .addColumn('body', text, (c) => c.notNull())
    .execute()
  await sql`create index members_volunteers on members (community_id) where volunteering is not null`.execute(db)

  await schema
    .createTable('accounts')
    .addColumn('account', text, (c) => c.notNull())
    .addColumn('community_id', text, (c) => c.notNull())
    .addColumn('member_id', text, (c) => c.notNull().references('members.id'))
    .addColumn('joined_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('accounts_key', ['account', 'community_id'])
    .$call(compact)
    .execute()
  await schema.createIndex('accounts_member').on('accounts').column('member_id').execute()

  await schema
    .createTable('evidence')
    .addColumn('member_id', text, (c) => c.notNull())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('key', text, (c) => c.notNull())
    .addColumn('community_id', text, (c) => c.notNull())
    .addColumn('weight', 'double precision', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('evidence_key', ['community_id', 'member_id', 'kind', 'key'])
    .$call(compact)
    .execute()
  await schema.createIndex('evidence_member').on('evidence').column('member_id').execute()

  await schema
    .createTable('changes')
    .addColumn('community_id', text, (c) => c.notNull())
    .addColumn('member_id', text, (c) => c.notNull())
    .addColumn('sequence', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('changes_key', ['community_id', 'member_id'])
    .$call(compact)
    .execute()
  await schema.createIndex('changes_sequence').on('changes').columns(['community_id', 'sequence']).execute()
  await schema
    .createTable('sequences')
    .addColumn('community_id', text, (c) => c.primaryKey())
    .addColumn('last', 'bigint', (c) => c.notNull())
    .$call(compact)
    .execute()

  await schema
    .createTable('communities')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('body', text, (c) => c.notNull())
    .execute()
  await schema
    .createTable('spaces')
    .addColumn('space', text, (c) => c.primaryKey())
    .addColumn('community_id', text, (c) => c.notNull().references('communities.id'))
    .$call(compact)
    .execute()
  await schema
    .createTable('tallies')
    .addColumn('community_id', text, (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('channel', text, (c) => c.notNull())
    .addColumn('what', text, (c) => c.notNull())
    .addColumn('link', text)
    .execute()
  await schema.createIndex('tallies_at').on('tallies').columns(['community_id', 'at']).execute()

  await schema
    .createTable('cursors')
    .addColumn('conversation', text, (c) => c.primaryKey())
    .addColumn('mark', text, (c) => c.notNull())
    .$call(compact)
    .execute()
  await schema
    .createTable('keep')
    .addColumn('platform', text, (c) => c.notNull())
    .addColumn('key', text, (c) => c.notNull())
    .addColumn('value', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('keep_key', ['platform', 'key'])
    .execute()

  await schema
    .createTable('leases')
    .addColumn('name', text, (c) => c.primaryKey())
    .addColumn('holder', text, (c) => c.notNull())
    .addColumn('until', 'bigint', (c) => c.notNull())
    .$call(compact)
    .execute()
}
