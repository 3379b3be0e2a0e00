import type { Insertable } from 'kysely'
import type { Request } from '../../../requests/request.ts'
import { Conflict, type Queries } from '../../store.ts'
import type { Context } from '../context.ts'
import { type RequestRows, requestColumns, requestRows } from '../request-rows.ts'
import { saveRequestRows } from '../save-request-rows.ts'
import type { Tables } from '../schema.ts'

type Values = Record<string, string | number | null>

/** The life of requests. */
export function requestQueries(context: Context) {
  const { db, once, seal, seen, bodies } = context
  const read = bodies.request
  const byId = once('request', (p: { id: string }) =>
    db.selectFrom('requests').select(['id', 'body', 'version']).where('id', '=', p.id),
  )
  const byRef = once('request by ref', (p: { ref: string }) =>
    db.selectFrom('refs').select(['request_id', 'slot']).where('ref', '=', p.ref),
  )
  type Row = Insertable<Tables['requests']>
  const insert = once.rows('request insert', (rows: Row[]) =>
    db
      .insertInto('requests')
      .values(rows)
      .onConflict((c) => c.column('id').doNothing()),
  )

  async function load(id: string): Promise<Request | undefined> {
    const known = seen?.get(id)?.request
    if (known) return known
    const [row] = (await byId({ id })).rows
    const request = row && read(row)
    if (request) seen?.set(id, { request, rows: requestRows(request, request.version) })
    return request
  }

  /** The rows as they are now; none for a new request. @throws Conflict "version" */
  async function rowsBefore(id: string, expected: number): Promise<RequestRows | undefined> {
    if (expected === 0) return undefined
    const known = seen?.get(id)?.rows
    if (known?.version === expected) return known
    const request = await load(id)
    if (request?.version !== expected) throw new Conflict('version')
    return requestRows(request, expected)
  }

  return {
    request: load,

    async saveRequest(request, expected) {
      const { id } = request
      const before = await rowsBefore(id, expected)
      const after = requestRows(request, expected + 1)
      const { subject } = after
      const isNewSubject =
        subject && (subject.kind !== before?.subject?.kind || subject.topics !== before.subject.topics)
      const row = {
        ...requestColumns(request),
        ...(isNewSubject && { kind: subject.kind, topics: seal.close(subject.topics) }),
        version: expected + 1,
        body: seal.close(JSON.stringify(request)),
      }
      const update = once(`request update${isNewSubject ? ' with subject' : ''}`, (p: Values) =>
        db
          .updateTable('requests')
          .set(Object.fromEntries(Object.keys(row).map((column) => [column, p[column]])))
          .where('id', '=', p.id as string)
          .where('version', '=', p.expected as number),
      )
      const { numAffectedRows } = await (expected === 0
        ? // The compiled insert has every column, whatever this request knows of its subject yet.
          insert([{ id, kind: null, topics: null, ...row }])
        : update({ id, expected, ...row }))
      if (numAffectedRows !== 1n) throw new Conflict('version')
      await saveRequestRows(context, request, before, after)
      seen?.set(id, { rows: after })
    },

    async requestByRef(ref) {
      const [row] = (await byRef({ ref })).rows
      return row && { requestId: row.request_id, slot: row.slot }
    },

    async requestsWhere({ limit, involvesId, states, ...filter }) {
      let query = db.selectFrom('requests').select(['id', 'body', 'version'])
      if (filter.communityId !== undefined) query = query.where('community_id', '=', filter.communityId)
      if (filter.askerId !== undefined) query = query.where('asker_id', '=', filter.askerId)
      if (states) query = query.where('state', 'in', states)
      if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind)
      if (filter.recallable !== undefined) query = query.where('recallable', '=', filter.recallable ? 1 : 0)
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
