import type { Request } from '../../../requests/request.ts'
import { Conflict, type Queries } from '../../store.ts'
import type { Context } from '../context.ts'
import { requestColumns } from '../request-rows.ts'
import { saveInvolved, savePings, saveRefs } from '../save-request-rows.ts'

/** The life of requests. */
export function requestQueries(context: Context) {
  const { db, seal } = context
  const read = (row: { body: string; version: number }): Request => ({
    ...(JSON.parse(seal.open(row.body)) as Request),
    version: row.version,
  })

  return {
    async request(id) {
      const row = await db.selectFrom('requests').select(['body', 'version']).where('id', '=', id).executeTakeFirst()
      return row && read(row)
    },

    async saveRequest(request, expected) {
      const { topics, ...columns } = requestColumns(request)
      const row = {
        ...columns,
        ...(topics && { topics: seal.close(topics) }),
        version: expected + 1,
        body: seal.close(JSON.stringify(request)),
      }
      const saved =
        expected === 0
          ? await db
              .insertInto('requests')
              .values({ id: request.id, ...row })
              .onConflict((c) => c.column('id').doNothing())
              .executeTakeFirst()
          : await db
              .updateTable('requests')
              .set(row)
              .where('id', '=', request.id)
              .where('version', '=', expected)
              .executeTakeFirst()
      const rows = 'numUpdatedRows' in saved ? saved.numUpdatedRows : saved.numInsertedOrUpdatedRows
      if (rows !== 1n) throw new Conflict('version')
      await savePings(db, request, expected === 0)
      await saveRefs(db, request, expected === 0)
      await saveInvolved(db, request, expected === 0)
    },

    async requestByRef(ref) {
      const row = await db.selectFrom('refs').select(['request_id', 'slot']).where('ref', '=', ref).executeTakeFirst()
      return row && { requestId: row.request_id, slot: row.slot }
    },

    async requestsWhere({ limit, involvesId, states, ...filter }) {
      let query = db.selectFrom('requests').select(['body', 'version'])
      if (filter.communityId !== undefined) query = query.where('community_id', '=', filter.communityId)
      if (filter.askerId !== undefined) query = query.where('asker_id', '=', filter.askerId)
      if (states) query = query.where('state', 'in', states)
      if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind)
      if (filter.recallable !== undefined) query = query.where('recallable', '=', filter.recallable ? 1 : 0)
      if (filter.closedBefore !== undefined) query = query.where('closed_at', '<', filter.closedBefore)
      if (filter.hasText !== undefined) query = query.where('has_text', '=', filter.hasText ? 1 : 0)
      if (involvesId !== undefined) {
        const pinged = db.selectFrom('pings').select('request_id').where('member_id', '=', involvesId)
        const involved = db.selectFrom('involved').select('request_id').where('member_id', '=', involvesId)
        query = query.where('id', 'in', pinged.union(involved))
      }
      const rows = await query.orderBy('noticed_at', 'desc').orderBy('id').limit(limit).execute()
      return rows.map(read)
    },

    async usualWait(communityId) {
      const rows = await db
        .selectFrom('requests')
        .select(['opened_at', 'first_suggestion_at'])
        .where('community_id', '=', communityId)
        .where('first_suggestion_at', 'is not', null)
        .where('opened_at', 'is not', null)
        .orderBy('first_suggestion_at', 'desc')
        .limit(200)
        .execute()
      if (rows.length === 0) return undefined
      const waits = rows.map((row) => row.first_suggestion_at! - row.opened_at!).sort((a, b) => a - b)
      const middle = waits.length >> 1
      const median = waits.length % 2 === 1 ? waits[middle]! : (waits[middle - 1]! + waits[middle]!) / 2
      return { median, n: waits.length }
    },

    async unmetTopics(communityId, since, limit) {
      // Topics may be encrypted, so they are counted here.
      const rows = await db
        .selectFrom('requests')
        .select('topics')
        .where('community_id', '=', communityId)
        .where('unmet', '=', 1)
        .where('opened_at', '>=', since)
        .execute()
      const counts = new Map<string, number>()
      for (const { topics } of rows) {
        if (topics === null) continue
        for (const topic of JSON.parse(seal.open(topics)) as string[]) counts.set(topic, (counts.get(topic) ?? 0) + 1)
      }
      return [...counts]
        .map(([topic, count]) => ({ topic, count }))
        .sort((a, b) => b.count - a.count || (a.topic < b.topic ? -1 : 1))
        .slice(0, limit)
    },
  } satisfies Partial<Queries>
}
