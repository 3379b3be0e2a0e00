import { sql } from 'kysely'
import type { Evidence, EvidenceKind } from '../../../matching/evidence.ts'
import type { Queries } from '../../store.ts'
import { nextSequence, noteChanges } from '../changes.ts'
import { type Context, pieces } from '../context.ts'
import type { Tables } from '../schema.ts'

const PIECE = 5000

interface Row {
  member_id: string
  kind: string
  key: string
  weight: number
  at: number
}

const read = ({ member_id, kind, key, weight, at }: Row): Evidence => ({
  memberId: member_id,
  kind: kind as EvidenceKind,
  key,
  weight,
  at,
})

const columns = ['member_id', 'kind', 'key', 'weight', 'at'] as const

/** Why we think someone knows. */
export function evidenceQueries(context: Context) {
  const { db, once, addEvidence } = context
  const upsert = once.rows('evidence', (rows: Tables['evidence'][]) =>
    db
      .insertInto('evidence')
      .values(rows)
      .onConflict((c) =>
        c.columns(['community_id', 'member_id', 'kind', 'key']).doUpdateSet((eb) => ({
          weight: eb.ref('excluded.weight'),
          at: eb.ref('excluded.at'),
        })),
      ),
  )

  const drop = once('drop evidence', (p: Tables['evidence']) =>
    db
      .deleteFrom('evidence')
      .where('community_id', '=', p.community_id)
      .where('member_id', '=', p.member_id)
      .where('kind', '=', p.kind)
      .where('key', '=', p.key)
      .where('at', '=', p.at),
  )

  async function write(communityId: string, rows: Evidence[]): Promise<void> {
    for (const some of pieces(rows, 100)) {
      const values = some.map(({ memberId, ...row }) => ({
        member_id: memberId,
        kind: row.kind,
        key: row.key,
        community_id: communityId,
        weight: row.weight,
        at: row.at,
      }))
      await upsert(values)
    }
  }

  const stored = once.list('evidence of a kind', (keys, p: { communityId: string; memberId: string; kind: string }) =>
    db
      .selectFrom('evidence')
      .select(columns)
      .where('community_id', '=', p.communityId)
      .where('member_id', '=', p.memberId)
      .where('kind', '=', p.kind)
      .where('key', 'in', keys),
  )

  return {
    async addEvidence(communityId, increments) {
      if (increments.length === 0) return
      // Also keeps another process from adding to the same rows at the same time.
      const sequence = await nextSequence(context, communityId)
      const nameOf = (row: Pick<Evidence, 'memberId' | 'kind' | 'key'>) => `${row.memberId}\n${row.kind}\n${row.key}`
      const sums = new Map<string, Evidence>()
      const members = new Set(increments.map(({ memberId }) => memberId))
      for (const alike of Map.groupBy(increments, ({ memberId, kind }) => `${memberId}\n${kind}`).values()) {
        const { memberId, kind } = alike[0]!
        const keys = [...new Set(alike.map(({ key }) => key))]
        for (const some of pieces(keys))
          for (const row of (await stored(some, { communityId, memberId, kind })).rows) {
            const evidence = read(row)
            sums.set(nameOf(evidence), evidence)
          }
      }
      const changed = new Set<string>()
      for (const increment of increments) {
        const name = nameOf(increment)
        sums.set(name, addEvidence(sums.get(name), increment))
        changed.add(name)
      }
      await write(
        communityId,
        [...changed].map((name) => sums.get(name)!),
      )
      for (const some of pieces([...members])) await noteChanges(context, communityId, some, sequence)
    },

    async replaceEvidence(communityId, memberId, kinds, rows) {
      if (kinds.length > 0) {
        await db
          .deleteFrom('evidence')
          .where('community_id', '=', communityId)
          .where('member_id', '=', memberId)
          .where('kind', 'in', kinds)
          .execute()
      }
      await write(communityId, rows)
      await noteChanges(context, communityId, [memberId])
    },

    async dropEvidence(communityId, rows) {
      for (const { memberId, kind, key, at } of rows)
        await drop({ community_id: communityId, member_id: memberId, kind, key, at, weight: 0 })
    },

    async evidenceOf(memberId) {
      const rows = await db.selectFrom('evidence').select(columns).where('member_id', '=', memberId).execute()
      return rows.map(read)
    },

    async *evidence(communityId) {
      let last: Row | undefined
      do {
        let query = db.selectFrom('evidence').select(columns).where('community_id', '=', communityId)
        if (last)
          query = query.where(sql<boolean>`(member_id, kind, key) > (${last.member_id}, ${last.kind}, ${last.key})`)
        const rows: Row[] = await query.orderBy('member_id').orderBy('kind').orderBy('key').limit(PIECE).execute()
        if (rows.length > 0) yield rows.map(read)
        last = rows.length === PIECE ? rows.at(-1) : undefined
      } while (last)
    },

    async changesSince(communityId, sequence) {
      const newest = await db
        .selectFrom('sequences')
        .select('last')
        .where('community_id', '=', communityId)
        .executeTakeFirst()
      if (!newest || newest.last <= sequence) return { memberIds: [], sequence: newest?.last ?? 0 }
      const rows = await db
        .selectFrom('changes')
        .select('member_id')
        .where('community_id', '=', communityId)
        .where('sequence', '>', sequence)
        .orderBy('sequence')
        .execute()
      return { memberIds: rows.map((row) => row.member_id), sequence: newest.last }
    },
  } satisfies Partial<Queries>
}
