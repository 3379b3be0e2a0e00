import type { Queries } from '../../store.ts'
import { type Context, pieces } from '../context.ts'
import { OUTSTANDING } from '../request-rows.ts'

/** Whom we asked how often, by which DM, and who does not want to hear from whom. */
export function pingQueries({ db }: Context) {
  return {
    async lastPinged(memberId, since) {
      const row = await db
        .selectFrom('pings')
        .select(['request_id', 'id'])
        .where('member_id', '=', memberId)
        .where('state', 'not in', ['owed', 'undeliverable'])
        .where((eb) => eb.or([eb('state', 'in', ['live', 'claimed']), eb('at', '>=', since)]))
        .orderBy((eb) => eb.case().when('state', 'in', ['live', 'claimed']).then(0).else(1).end())
        .orderBy('at', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row && { requestId: row.request_id, pingId: row.id }
    },

    async pingLoads(memberIds, since) {
      const loads: Awaited<ReturnType<Queries['pingLoads']>> = new Map()
      for (const ids of pieces(memberIds)) {
        const rows = await db
          .selectFrom('pings')
          .select(['member_id', 'state', 'at'])
          .where('member_id', 'in', ids)
          .where((eb) => eb.or([eb('at', '>=', since), eb('state', 'in', OUTSTANDING)]))
          .execute()
        for (const id of ids) loads.set(id, { recent: 0, outstanding: false })
        for (const row of rows) {
          const load = loads.get(row.member_id)!
          if (OUTSTANDING.includes(row.state)) load.outstanding = true
          if (row.at < since) continue
          load.recent++
          load.oldest = Math.min(load.oldest ?? row.at, row.at)
        }
      }
      return loads
    },

    async dms(accounts) {
      const known: Awaited<ReturnType<Queries['dms']>> = new Map()
      for (const some of pieces(accounts)) {
        const rows = await db.selectFrom('dms').selectAll().where('account', 'in', some).execute()
        for (const { account, conversation, closed } of rows) {
          known.set(account, { ...(conversation !== null && { conversation }), closed: closed === 1 })
        }
      }
      return known
    },

    async saveDm(account, { conversation, closed, opened }, at) {
      const changes = {
        closed: closed ? 1 : 0,
        ...(conversation !== undefined && { conversation }),
        ...(opened && { opened_at: at }),
      }
      await db
        .insertInto('dms')
        .values({ account, platform: account.slice(0, account.indexOf(':')), ...changes })
        .onConflict((c) => c.column('account').doUpdateSet(changes))
        .execute()
    },

    async dmsOpened(platform, since) {
      const { count } = await db
        .selectFrom('dms')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('platform', '=', platform)
        .where('opened_at', '>=', since)
        .executeTakeFirstOrThrow()
      return count
    },

    async block(byId, memberId, at) {
      await db
        .insertInto('blocks')
        .values({ by_id: byId, member_id: memberId, at })
        .onConflict((c) => c.columns(['by_id', 'member_id']).doNothing())
        .execute()
    },

    async blockedWith(memberId, memberIds) {
      const rows = await db
        .selectFrom('blocks')
        .select(['by_id', 'member_id'])
        .where((eb) => eb.or([eb('by_id', '=', memberId), eb('member_id', '=', memberId)]))
        .execute()
      const others = new Set(rows.map((row) => (row.by_id === memberId ? row.member_id : row.by_id)))
      return new Set(memberIds.filter((id) => others.has(id)))
    },
  } satisfies Partial<Queries>
}
