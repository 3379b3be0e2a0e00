import type { Member } from '../../../members/member.ts'
import type { Queries } from '../../store.ts'
import { noteChanges } from '../changes.ts'
import { type Context, pieces } from '../context.ts'
import { evidenceQueries } from './evidence.ts'

/** Two that become one: members, communities. */
export function mergeQueries(context: Context) {
  const { db, seal } = context
  const { evidenceOf, addEvidence } = evidenceQueries(context)

  /** Ids are random, so one that is quoted in an effect means the member and nothing else. */
  async function renameInEffects(memberId: string, absorbedId: string): Promise<void> {
    const rows = await db
      .selectFrom('effects')
      .select(['seq', 'lane', 'payload'])
      // Somebody else's doing may be sent to them: the lane names whom it is for.
      .where((eb) => eb.or([eb('member_id', '=', absorbedId), eb('lane', 'like', `%${absorbedId}%`)]))
      .execute()
    for (const { seq, lane, payload } of rows) {
      const renamed = seal.open(payload).replaceAll(JSON.stringify(absorbedId), JSON.stringify(memberId))
      await db
        .updateTable('effects')
        .set((eb) => ({
          member_id: eb.case().when('member_id', '=', absorbedId).then(memberId).else(eb.ref('member_id')).end(),
          lane: lane.replaceAll(absorbedId, memberId),
          payload: seal.close(renamed),
        }))
        .where('seq', '=', seq)
        .execute()
    }
    await db.updateTable('dead_letters').set({ member_id: memberId }).where('member_id', '=', absorbedId).execute()
  }

  async function moveBlocks(memberId: string, absorbedId: string): Promise<void> {
    const rows = await db
      .selectFrom('blocks')
      .selectAll()
      .where((eb) => eb.or([eb('by_id', '=', absorbedId), eb('member_id', '=', absorbedId)]))
      .execute()
    const now = (id: string) => (id === absorbedId ? memberId : id)
    for (const row of rows) {
      const moved = { by_id: now(row.by_id), member_id: now(row.member_id), at: row.at }
      await db.deleteFrom('blocks').where('by_id', '=', row.by_id).where('member_id', '=', row.member_id).execute()
      if (moved.by_id === moved.member_id) continue
      await db
        .insertInto('blocks')
        .values(moved)
        .onConflict((c) => c.columns(['by_id', 'member_id']).doNothing())
        .execute()
    }
  }

  async function moveEvidence(communityId: string, memberId: string, absorbedId: string): Promise<void> {
    const own = await evidenceOf(absorbedId)
    // That others answered them is theirs, too.
    const answered = await db
      .selectFrom('evidence')
      .selectAll()
      .where('kind', '=', 'replied-to')
      .where('key', '=', absorbedId)
      .execute()
    await db.deleteFrom('evidence').where('member_id', '=', absorbedId).execute()
    await db.deleteFrom('evidence').where('kind', '=', 'replied-to').where('key', '=', absorbedId).execute()
    const rows = [
      ...own.map((row) => ({ ...row, memberId })),
      ...answered
        .filter((row) => row.member_id !== absorbedId)
        .map(({ member_id, weight, at }) => ({
          memberId: member_id,
          kind: 'replied-to' as const,
          key: memberId,
          weight,
          at,
        })),
    ]
    await addEvidence(
      communityId,
      rows.filter((row) => row.kind !== 'replied-to' || row.key !== row.memberId),
    )
  }

  return {
    async absorbMember(memberId, absorbedId) {
      const communityOf = async (id: string) =>
        (await db.selectFrom('members').select('community_id').where('id', '=', id).executeTakeFirst())?.community_id
      const [from, into] = [await communityOf(absorbedId), await communityOf(memberId)]
      if (from === undefined || into === undefined) return
      const own = db.selectFrom('accounts').select('account').where('member_id', '=', memberId)
      await db.deleteFrom('accounts').where('member_id', '=', absorbedId).where('account', 'in', own).execute()
      // Each account keeps the time when it came, by which a repeated erasure is judged.
      await db
        .updateTable('accounts')
        .set({ member_id: memberId, community_id: into })
        .where('member_id', '=', absorbedId)
        .execute()
      await renameInEffects(memberId, absorbedId)
      await moveBlocks(memberId, absorbedId)
      await moveEvidence(into, memberId, absorbedId)
      await db.deleteFrom('codes').where('member_id', 'in', [memberId, absorbedId]).execute()
      await db.deleteFrom('members').where('id', '=', absorbedId).execute()
      await noteChanges(context, into, [memberId, absorbedId])
    },

    async copyBlocks(fromId, toId) {
      const rows = await db
        .selectFrom('blocks')
        .selectAll()
        .where((eb) => eb.or([eb('by_id', '=', fromId), eb('member_id', '=', fromId)]))
        .execute()
      const copied = (id: string) => (id === fromId ? toId : id)
      if (rows.length === 0) return
      await db
        .insertInto('blocks')
        .values(rows.map((row) => ({ by_id: copied(row.by_id), member_id: copied(row.member_id), at: row.at })))
        .execute()
    },

    async inBoth(fromId, intoId) {
      const rows = await db
        .selectFrom('accounts as here')
        .innerJoin('accounts as there', 'there.account', 'here.account')
        .select(['here.member_id as from_id', 'there.member_id as into_id'])
        .where('here.community_id', '=', fromId)
        .where('there.community_id', '=', intoId)
        .orderBy('here.account')
        .execute()
      return rows.map((row) => ({ fromId: row.from_id, intoId: row.into_id }))
    },

    async moveCommunity(fromId, intoId) {
      const rows = await db.selectFrom('members').select(['id', 'body']).where('community_id', '=', fromId).execute()
      for (const { id, body } of rows) {
        const member: Member = { ...(JSON.parse(seal.open(body)) as Member), communityId: intoId }
        await db
          .updateTable('members')
          .set((eb) => ({
            community_id: intoId,
            body: seal.close(JSON.stringify(member)),
            version: eb('version', '+', 1),
          }))
          .where('id', '=', id)
          .execute()
      }
      for (const table of ['accounts', 'evidence', 'effects', 'dead_letters', 'tallies', 'offers'] as const)
        await db.updateTable(table).set({ community_id: intoId }).where('community_id', '=', fromId).execute()
      for (const table of ['changes', 'sequences', 'codes', 'spaces'] as const)
        await db.deleteFrom(table).where('community_id', '=', fromId).execute()
      await db.deleteFrom('communities').where('id', '=', fromId).execute()
      for (const ids of pieces(rows.map(({ id }) => id))) await noteChanges(context, intoId, ids)
    },
  } satisfies Partial<Queries>
}
