import { createHash } from 'node:crypto'
import type { Member } from '../../../members/member.ts'
import { Conflict, type Queries } from '../../store.ts'
import { noteChanges } from '../changes.ts'
import { type Context, pieces } from '../context.ts'

/** The people of a community. */
export function memberQueries(context: Context) {
  const { db, once, seal, bodies } = context
  const read = bodies.member

  async function saveAccounts({ id, communityId, accounts, joinedAt }: Member, isNew: boolean): Promise<void> {
    const stored = isNew ? [] : await db.selectFrom('accounts').select('account').where('member_id', '=', id).execute()
    const known = new Set(stored.map(({ account }) => account))
    const gone = [...known].filter((account) => !accounts.includes(account))
    const added = accounts.filter((account) => !known.has(account))
    if (gone.length > 0)
      await db.deleteFrom('accounts').where('member_id', '=', id).where('account', 'in', gone).execute()
    if (added.length === 0) return
    const rows = added.map((account) => ({ account, community_id: communityId, member_id: id, joined_at: joinedAt }))
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('accounts')
      .values(rows)
      .onConflict((c) => c.columns(['account', 'community_id']).doNothing())
      .executeTakeFirst()
    // The account belongs to another member meanwhile.
    if (Number(numInsertedOrUpdatedRows) !== rows.length) throw new Conflict('version')
  }

  const byId = once('member', (p: { id: string }) =>
    db.selectFrom('members').select(['id', 'body', 'version']).where('id', '=', p.id),
  )
  const byIds = once.list('members', (ids) =>
    db.selectFrom('members').select(['id', 'body', 'version']).where('id', 'in', ids),
  )
  const byAccount = once('member by account', (p: { account: string; communityId: string }) =>
    db
      .selectFrom('accounts')
      .innerJoin('members', 'members.id', 'accounts.member_id')
      .select(['members.id', 'members.body', 'members.version'])
      .where('accounts.account', '=', p.account)
      .where('accounts.community_id', '=', p.communityId),
  )

  return {
    async member(id) {
      const [row] = (await byId({ id })).rows
      return row && read(row)
    },

    async members(ids) {
      const found: Member[] = []
      for (const some of pieces(ids)) found.push(...(await byIds(some, {})).rows.map(read))
      return found
    },

    async memberByAccount(account, communityId) {
      const [row] = (await byAccount({ account, communityId })).rows
      return row && read(row)
    },

    async saveMember(member, expected) {
      const volunteering = digestOfVolunteering(member)
      const row = {
        community_id: member.communityId,
        version: expected + 1,
        volunteering,
        body: seal.close(JSON.stringify(member)),
      }
      let before: string | null = null
      if (expected === 0) {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('members')
          .values({ id: member.id, ...row })
          .onConflict((c) => c.column('id').doNothing())
          .executeTakeFirst()
        if (numInsertedOrUpdatedRows !== 1n) throw new Conflict('version')
      } else {
        const stored = await db
          .selectFrom('members')
          .select('volunteering')
          .where('id', '=', member.id)
          .executeTakeFirst()
        const { numUpdatedRows } = await db
          .updateTable('members')
          .set(row)
          .where('id', '=', member.id)
          .where('version', '=', expected)
          .executeTakeFirst()
        if (numUpdatedRows !== 1n) throw new Conflict('version')
        before = stored?.volunteering ?? null
      }
      await saveAccounts(member, expected === 0)
      if (volunteering !== before) await noteChanges(context, member.communityId, [member.id])
    },

    async volunteers(communityId) {
      const rows = await db
        .selectFrom('members')
        .select(['id', 'body', 'version'])
        .where('community_id', '=', communityId)
        .where('volunteering', 'is not', null)
        .orderBy('id')
        .execute()
      return rows.map(read)
    },
  } satisfies Partial<Queries>
}

/** Changes when what matching knows of a volunteer changes; counts, limits and pauses are read for each request anyway. */
function digestOfVolunteering({ volunteer, leftAt }: Member): string | null {
  if (!volunteer || leftAt !== undefined) return null
  const { topics, places, languages, listens, learning } = volunteer
  const known = JSON.stringify([topics, places, languages, listens, learning])
  return createHash('sha256').update(known).digest('base64url').slice(0, 16)
}
