import type { Community } from '../../../communities/community.ts'
import { Conflict, type Queries } from '../../store.ts'
import type { Context } from '../context.ts'

/** Newest links that a tally shows. */
const MOST_LINKS = 20

/** Communities, and what shadow mode counts for them. */
export function communityQueries({ db, once }: Context) {
  const read = (row: { body: string; version: number }): Community => ({
    ...(JSON.parse(row.body) as Community),
    version: row.version,
  })

  async function saveSpaces({ id, spaces }: Community): Promise<void> {
    const stored = await db.selectFrom('spaces').select('space').where('community_id', '=', id).execute()
    const known = new Set(stored.map(({ space }) => space))
    const gone = [...known].filter((space) => !spaces.includes(space))
    const added = spaces.filter((space) => !known.has(space)).map((space) => ({ space, community_id: id }))
    if (gone.length > 0)
      await db.deleteFrom('spaces').where('community_id', '=', id).where('space', 'in', gone).execute()
    if (added.length === 0) return
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('spaces')
      .values(added)
      .onConflict((c) => c.column('space').doNothing())
      .executeTakeFirst()
    // The space belongs to another community meanwhile.
    if (Number(numInsertedOrUpdatedRows) !== added.length) throw new Conflict('version')
  }

  const byId = once('community', (p: { id: string }) =>
    db.selectFrom('communities').select(['body', 'version']).where('id', '=', p.id),
  )
  const bySpace = once('community by space', (p: { space: string }) =>
    db
      .selectFrom('spaces')
      .innerJoin('communities', 'communities.id', 'spaces.community_id')
      .select(['communities.body', 'communities.version'])
      .where('spaces.space', '=', p.space),
  )

  return {
    async community(id) {
      const [row] = (await byId({ id })).rows
      return row && read(row)
    },

    async communityBySpace(space) {
      const [row] = (await bySpace({ space })).rows
      return row && read(row)
    },

    async saveCommunity(community, expected) {
      const row = { version: expected + 1, body: JSON.stringify(community) }
      const saved =
        expected === 0
          ? await db
              .insertInto('communities')
              .values({ id: community.id, ...row })
              .onConflict((c) => c.column('id').doNothing())
              .executeTakeFirst()
          : await db
              .updateTable('communities')
              .set(row)
              .where('id', '=', community.id)
              .where('version', '=', expected)
              .executeTakeFirst()
      const rows = 'numUpdatedRows' in saved ? saved.numUpdatedRows : saved.numInsertedOrUpdatedRows
      if (rows !== 1n) throw new Conflict('version')
      await saveSpaces(community)
    },

    async communities() {
      return (await db.selectFrom('communities').select(['body', 'version']).orderBy('id').execute()).map(read)
    },

    async removeCommunity(id) {
      const requests = db.selectFrom('requests').select('id').where('community_id', '=', id)
      const members = db.selectFrom('members').select('id').where('community_id', '=', id)
      const accounts = db.selectFrom('accounts').select('account').where('community_id', '=', id)
      const elsewhere = db.selectFrom('accounts').select('account').where('community_id', '!=', id)
      for (const table of ['pings', 'involved', 'refs', 'timers'] as const)
        await db.deleteFrom(table).where('request_id', 'in', requests).execute()
      await db
        .deleteFrom('blocks')
        .where((eb) => eb.or([eb('by_id', 'in', members), eb('member_id', 'in', members)]))
        .execute()
      await db.deleteFrom('dms').where('account', 'in', accounts).where('account', 'not in', elsewhere).execute()
      for (const table of [
        ...(['requests', 'effects', 'dead_letters', 'accounts', 'members', 'evidence'] as const),
        ...(['changes', 'sequences', 'tallies', 'offers', 'codes', 'spaces'] as const),
      ])
        await db.deleteFrom(table).where('community_id', '=', id).execute()
      await db.deleteFrom('communities').where('id', '=', id).execute()
    },

    async addTally(communityId, { at, channel, what, link }) {
      await db
        .insertInto('tallies')
        .values({ community_id: communityId, at, channel, what, link: link ?? null })
        .execute()
    },

    async tallies(communityId, since) {
      const rows = await db
        .selectFrom('tallies')
        .select(['channel', 'what', 'link'])
        .where('community_id', '=', communityId)
        .where('at', '>=', since)
        .orderBy('at', 'desc')
        .execute()
      const tallies = new Map<string, { channel: string; what: string; count: number; links: string[] }>()
      for (const { channel, what, link } of rows) {
        const name = `${channel}\n${what}`
        const tally = tallies.get(name) ?? { channel, what, count: 0, links: [] }
        tally.count++
        if (link !== null && tally.links.length < MOST_LINKS) tally.links.push(link)
        tallies.set(name, tally)
      }
      return [...tallies.values()].sort((a, b) => b.count - a.count)
    },
  } satisfies Partial<Queries>
}
