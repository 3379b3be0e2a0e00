import type { Request } from '../../requests/request.ts'
import { Conflict } from '../store.ts'
import { asConflict } from './conflict.ts'
import type { Context } from './context.ts'
import { OUTSTANDING, type RequestRows } from './request-rows.ts'

/**
 * Writes what differs between two versions of a request in the tables beside it. `before` is undefined for a new one.
 * @throws Conflict "live-ping"
 */
export async function saveRequestRows(
  context: Context,
  request: Request,
  before: RequestRows | undefined,
  after: RequestRows,
): Promise<void> {
  try {
    await savePings(context, request.id, before?.pings ?? new Map(), after.pings)
  } catch (error) {
    throw asConflict(error)
  }
  await saveRefs(context, request, before?.refs ?? new Map(), after.refs)
  await saveInvolved(context, request.id, before?.involved ?? new Set(), after.involved)
}

async function savePings(
  { db, once }: Context,
  requestId: string,
  before: RequestRows['pings'],
  after: RequestRows['pings'],
): Promise<void> {
  const update = once('ping', (p: { id: string; state: string; memberId: string; at: number }) =>
    db.updateTable('pings').set({ state: p.state, member_id: p.memberId, at: p.at }).where('id', '=', p.id),
  )
  const insert = once.rows('pings', (rows: PingRow[]) => db.insertInto('pings').values(rows))
  const gone = [...before.keys()].filter((id) => !after.has(id))
  if (gone.length > 0) await db.deleteFrom('pings').where('id', 'in', gone).execute()

  // Erasing takes the member out of a ping that stays.
  const isSame = (id: string, ping: { memberId: string; state: string; at: number }) => {
    const stored = before.get(id)
    return stored?.state === ping.state && stored.memberId === ping.memberId && stored.at === ping.at
  }
  const changed = [...after].filter(([id, ping]) => !isSame(id, ping))
  if (changed.length === 0) return
  const isOutstanding = ([, { state }]: (typeof changed)[number]) => OUTSTANDING.includes(state)
  const moved = changed.filter(([id]) => before.has(id))
  // What ends comes first, so that it makes room for what begins.
  for (const one of moved) if (!isOutstanding(one)) await update({ id: one[0], ...one[1] })
  await refuseSecondLivePing({ db }, changed.filter(isOutstanding))
  for (const one of moved) if (isOutstanding(one)) await update({ id: one[0], ...one[1] })
  const added = changed.filter(([id]) => !before.has(id)).map(([id, ping]) => asRow(id, requestId, ping))
  // In the order of members, so that two processes that ask the same ones do not wait for each other.
  if (added.length > 0) await insert(added.sort((a, b) => (a.member_id < b.member_id ? -1 : 1)))
}

type PingRow = ReturnType<typeof asRow>

const asRow = (id: string, requestId: string, ping: { memberId: string; state: string; at: number }) => ({
  id,
  request_id: requestId,
  member_id: ping.memberId,
  state: ping.state,
  at: ping.at,
})

/** Names the member before the index refuses; on Postgres another process may still come between, see `asConflict`. */
async function refuseSecondLivePing(
  { db }: Pick<Context, 'db'>,
  pings: [string, { memberId: string }][],
): Promise<void> {
  if (pings.length === 0) return
  const members = pings.map(([, { memberId }]) => memberId)
  const other = await db
    .selectFrom('pings')
    .select('member_id')
    .where('member_id', 'in', members)
    .where('state', 'in', OUTSTANDING)
    .where(
      'id',
      'not in',
      pings.map(([id]) => id),
    )
    .limit(1)
    .executeTakeFirst()
  const memberId = other?.member_id ?? members.find((member, i) => members.indexOf(member) !== i)
  if (memberId !== undefined) throw new Conflict('live-ping', memberId)
}

/** One that a later request names stays with that. */
async function saveRefs(
  { db, once }: Context,
  { id, noticedAt }: Request,
  before: Map<string, string>,
  after: Map<string, string>,
): Promise<void> {
  const gone = [...before.keys()].filter((ref) => !after.has(ref))
  if (gone.length > 0) await db.deleteFrom('refs').where('ref', 'in', gone).where('request_id', '=', id).execute()
  const changed = [...after].filter(([ref, slot]) => before.get(ref) !== slot)
  if (changed.length === 0) return
  const upsert = once.rows('refs', (rows: { ref: string; slot: string; request_id: string; since: number }[]) =>
    db
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
      ),
  )
  await upsert(changed.map(([ref, slot]) => ({ ref, slot, request_id: id, since: noticedAt })))
}

async function saveInvolved(
  { db, once }: Context,
  requestId: string,
  before: Set<string>,
  after: Set<string>,
): Promise<void> {
  const gone = [...before].filter((id) => !after.has(id))
  const added = [...after].filter((id) => !before.has(id)).map((member_id) => ({ request_id: requestId, member_id }))
  if (gone.length > 0) {
    await db.deleteFrom('involved').where('request_id', '=', requestId).where('member_id', 'in', gone).execute()
  }
  if (added.length === 0) return
  const insert = once.rows('involved', (rows: typeof added) => db.insertInto('involved').values(rows))
  await insert(added)
}
