import type { Context } from './context.ts'

/** Gives out the community's next sequence. On Postgres the row stays locked until the commit, so writers come one by one. */
export async function nextSequence({ db, once }: Context, communityId: string): Promise<number> {
  const next = once('next sequence', (p: { communityId: string }) =>
    db
      .insertInto('sequences')
      .values({ community_id: p.communityId, last: 1 })
      .onConflict((c) => c.column('community_id').doUpdateSet((eb) => ({ last: eb('sequences.last', '+', 1) })))
      .returning('last'),
  )
  return (await next({ communityId })).rows[0]!.last
}

/** Notes that matching must read these members again. */
export async function noteChanges(
  context: Context,
  communityId: string,
  memberIds: Iterable<string>,
  sequence?: number,
): Promise<void> {
  const { db, once } = context
  const next = sequence ?? (await nextSequence(context, communityId))
  const upsert = once.rows('changes', (rows: { community_id: string; member_id: string; sequence: number }[]) =>
    db
      .insertInto('changes')
      .values(rows)
      .onConflict((c) =>
        c.columns(['community_id', 'member_id']).doUpdateSet((eb) => ({ sequence: eb.ref('excluded.sequence') })),
      ),
  )
  await upsert([...memberIds].map((member_id) => ({ community_id: communityId, member_id, sequence: next })))
}
