import type { Kysely } from 'kysely'
import type { Tables } from './schema.ts'

/** Gives out the community's next sequence. On Postgres the row stays locked until the commit, so writers come one by one. */
export async function nextSequence(db: Kysely<Tables>, communityId: string): Promise<number> {
  const { last } = await db
    .insertInto('sequences')
    .values({ community_id: communityId, last: 1 })
    .onConflict((c) => c.column('community_id').doUpdateSet((eb) => ({ last: eb('sequences.last', '+', 1) })))
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}

/** Notes that matching must read these members again. */
export async function noteChanges(
  db: Kysely<Tables>,
  communityId: string,
  memberIds: Iterable<string>,
  sequence?: number,
): Promise<void> {
  const next = sequence ?? (await nextSequence(db, communityId))
  const rows = [...memberIds].map((member_id) => ({ community_id: communityId, member_id, sequence: next }))
  await db
    .insertInto('changes')
    .values(rows)
    .onConflict((c) => c.columns(['community_id', 'member_id']).doUpdateSet({ sequence: next }))
    .execute()
}
