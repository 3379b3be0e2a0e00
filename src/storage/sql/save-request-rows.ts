import type { Kysely } from 'kysely'
import type { Request } from '../../requests/request.ts'
import { Conflict } from '../store.ts'
import { OUTSTANDING, requestInvolves, requestPings, requestRefs } from './request-rows.ts'
import type { Tables } from './schema.ts'

/** Writes the pings that changed. `isNew`: nothing is stored yet. @throws Conflict "live-ping" */
export async function savePings(db: Kysely<Tables>, request: Request, isNew: boolean): Promise<void> {
  const wanted = requestPings(request)
  const stored = isNew
    ? []
    : await db.selectFrom('pings').select(['id', 'state']).where('request_id', '=', request.id).execute()
  const states = new Map(stored.map(({ id, state }) => [id, state]))
  const changed = wanted.filter(({ row }) => states.get(row.id) !== row.state)
  const ids = new Set(wanted.map(({ row }) => row.id))
  const gone = stored.filter(({ id }) => !ids.has(id)).map(({ id }) => id)
  if (gone.length > 0) await db.deleteFrom('pings').where('id', 'in', gone).execute()

  // What ends comes first, so that it makes room for what begins.
  for (const { row, outstanding } of changed) {
    if (!outstanding && states.has(row.id)) await setState(db, row)
  }
  const beginning = changed.filter(({ outstanding }) => outstanding)
  if (beginning.length > 0)
    await refuseSecondLivePing(
      db,
      beginning.map(({ row }) => row),
    )
  for (const { row, outstanding } of changed) {
    if (outstanding && states.has(row.id)) await setState(db, row)
  }
  const added = changed.filter(({ row }) => !states.has(row.id)).map(({ row }) => row)
  if (added.length > 0) await db.insertInto('pings').values(added).execute()
}

const setState = (db: Kysely<Tables>, { id, state }: { id: string; state: string }) =>
  db.updateTable('pings').set({ state }).where('id', '=', id).execute()

/** Names the member before the index refuses; on Postgres another process may still come between, see `asConflict`. */
async function refuseSecondLivePing(db: Kysely<Tables>, rows: { id: string; member_id: string }[]): Promise<void> {
  const members = rows.map((row) => row.member_id)
  const ids = rows.map((row) => row.id)
  const other = await db
    .selectFrom('pings')
    .select('member_id')
    .where('member_id', 'in', members)
    .where('state', 'in', OUTSTANDING)
    .where('id', 'not in', ids)
    .limit(1)
    .executeTakeFirst()
  const twice = members.find((member, i) => members.indexOf(member) !== i)
  const memberId = other?.member_id ?? twice
  if (memberId !== undefined) throw new Conflict('live-ping', memberId)
}

/** Writes the references that changed. One that a later request names stays with that. */
export async function saveRefs(db: Kysely<Tables>, request: Request, isNew: boolean): Promise<void> {
  const wanted = requestRefs(request)
  const stored = isNew
    ? []
    : await db.selectFrom('refs').select(['ref', 'slot']).where('request_id', '=', request.id).execute()
  const slots = new Map(stored.map(({ ref, slot }) => [ref, slot]))
  const changed = [...wanted].filter(([ref, slot]) => slots.get(ref) !== slot)
  const gone = stored.map(({ ref }) => ref).filter((ref) => !wanted.has(ref))
  if (gone.length > 0)
    await db.deleteFrom('refs').where('ref', 'in', gone).where('request_id', '=', request.id).execute()
  if (changed.length === 0) return
  const rows = changed.map(([ref, slot]) => ({ ref, slot, request_id: request.id, since: request.noticedAt }))
  await db
    .insertInto('refs')
    .values(rows)
    .onConflict((c) =>
      c
        .column('ref')
        .doUpdateSet((eb) => ({
          request_id: eb.ref('excluded.request_id'),
          slot: eb.ref('excluded.slot'),
          since: eb.ref('excluded.since'),
        }))
        .whereRef('refs.since', '<=', 'excluded.since'),
    )
    .execute()
}

/** Writes whom the request involves, when that changed. */
export async function saveInvolved(db: Kysely<Tables>, request: Request, isNew: boolean): Promise<void> {
  const wanted = requestInvolves(request)
  if (isNew && wanted.size === 0) return
  const stored = isNew
    ? []
    : await db.selectFrom('involved').select('member_id').where('request_id', '=', request.id).execute()
  const known = new Set(stored.map((row) => row.member_id))
  const gone = [...known].filter((id) => !wanted.has(id))
  const added = [...wanted].filter((id) => !known.has(id)).map((member_id) => ({ request_id: request.id, member_id }))
  if (gone.length > 0) {
    await db.deleteFrom('involved').where('request_id', '=', request.id).where('member_id', 'in', gone).execute()
  }
  if (added.length > 0) await db.insertInto('involved').values(added).execute()
}
