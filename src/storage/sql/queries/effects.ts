import { type Insertable, sql } from 'kysely'
import type { Effect } from '../../../requests/effects.ts'
import type { OwedEffect, Queries } from '../../store.ts'
import { type Context, isNotOf, isOn, shortError } from '../context.ts'
import type { Tables } from '../schema.ts'

/** A claim that ran out, or is taken away, belonged to a process that may have sent already. */
const triedByClaim = sql<number>`attempts + case when claimed_until is null then 0 else 1 end`

/** What is owed to the outside. */
export function effectQueries({ db, once, seal, skipLocked }: Context) {
  const columns = [
    'seq',
    'id',
    'subject_type',
    'subject_id',
    'community_id',
    'member_id',
    'lane',
    'payload',
    'created_at',
    'due_at',
    'attempts',
  ] as const

  const read = (row: {
    id: string
    subject_type: string
    subject_id: string
    community_id: string
    lane: string
    payload: string
    created_at: number
    due_at: number
    attempts: number
  }): OwedEffect => {
    const { effect, memberId } = JSON.parse(seal.open(row.payload)) as { effect: Effect; memberId?: string }
    return {
      id: row.id,
      subject: { type: row.subject_type as OwedEffect['subject']['type'], id: row.subject_id },
      communityId: row.community_id,
      ...(memberId !== undefined && { memberId }),
      lane: row.lane,
      effect,
      createdAt: row.created_at,
      dueAt: row.due_at,
      attempts: row.attempts,
    }
  }

  /** No effect stands before it in its lane. */
  const firstInLane = sql<boolean>`not exists (select 1 from effects as earlier where earlier.lane = effects.lane and earlier.seq < effects.seq)`

  const insert = once.rows('effects', (rows: Insertable<Tables['effects']>[]) =>
    db
      .insertInto('effects')
      .values(rows)
      .onConflict((c) => c.column('id').doNothing()),
  )
  /** Its community has no space on these platforms. */
  const isHere = (elsewhere: readonly string[]) =>
    elsewhere.length === 0
      ? sql<boolean>`1 = 1`
      : sql<boolean>`not exists (select 1 from spaces where spaces.community_id = effects.community_id and ${isOn(sql.ref('spaces.space'), elsewhere)})`

  type Claim = { worker: string; now: number; until: number; limit: number }
  const claim = (elsewhere: readonly string[]) =>
    once(`claim effects but for ${elsewhere}`, (p: Claim) =>
      db
        .with('claimable', (with_) => {
          const query = with_
            .selectFrom('effects')
            .select('seq')
            .where('held', '=', 0)
            .where('due_at', '<=', p.now)
            .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<', p.now)]))
            .where(firstInLane)
            .where(isHere(elsewhere))
            .orderBy('seq')
            .limit(p.limit)
          return skipLocked ? query.forUpdate().skipLocked() : query
        })
        .updateTable('effects')
        .set({ claimed_by: p.worker, claimed_until: p.until, attempts: triedByClaim })
        .where('seq', 'in', (eb) => eb.selectFrom('claimable').select('claimable.seq'))
        .returning(columns),
    )
  const finish = once('finish effect', (p: { id: string; worker: string }) =>
    db.deleteFrom('effects').where('id', '=', p.id).where('claimed_by', '=', p.worker),
  )

  const waitingEdits = once('waiting edits of a lane', (p: { lane: string }) =>
    db
      .selectFrom('effects')
      .select(['id', 'payload'])
      .where('lane', '=', p.lane)
      .where('type', '=', 'edit')
      .where('claimed_until', 'is', null)
      .where('held', '=', 0),
  )
  // Writes nothing new, but no other process can begin the effect before this transaction ends.
  const keepWaiting = once('keep an edit waiting', (p: { id: string }) =>
    db.updateTable('effects').set({ held: 0 }).where('id', '=', p.id).where('claimed_until', 'is', null),
  )

  /** A card shows what is true when it is edited, so an edit that is owed and not begun does for this one as well. */
  async function isOwedAlready({ effect, lane }: OwedEffect): Promise<boolean> {
    if (effect.type !== 'edit') return false
    const wanted = JSON.stringify(effect)
    for (const { id, payload } of (await waitingEdits({ lane })).rows) {
      const waiting = JSON.parse(seal.open(payload)) as { effect: Effect }
      if (JSON.stringify(waiting.effect) !== wanted) continue
      if ((await keepWaiting({ id })).numAffectedRows === 1n) return true
    }
    return false
  }

  return {
    async addEffects(given) {
      const effects: OwedEffect[] = []
      for (const effect of given) if (!(await isOwedAlready(effect))) effects.push(effect)
      if (effects.length === 0) return
      const rows = effects.map(({ effect, memberId, subject, ...owed }) => ({
        id: owed.id,
        subject_type: subject.type,
        subject_id: subject.id,
        community_id: owed.communityId,
        member_id: memberId ?? recipient(effect) ?? null,
        lane: owed.lane,
        type: effect.type,
        payload: seal.close(JSON.stringify({ effect, memberId })),
        created_at: owed.createdAt,
        due_at: owed.dueAt,
        attempts: owed.attempts,
        held: 0,
      }))
      // The same id is the same effect, decided again.
      await insert(rows)
    },

    async claimEffects(worker, now, until, limit, elsewhere = []) {
      const { rows } = await claim(elsewhere)({ worker, now, until, limit })
      return rows.sort((a, b) => a.seq - b.seq).map(read)
    },

    async endClaims() {
      await db.updateTable('effects').set({ claimed_until: 0 }).where('claimed_until', 'is not', null).execute()
    },

    async finishEffect(id, worker) {
      return (await finish({ id, worker })).numAffectedRows === 1n
    },

    async retryEffect(id, worker, nextAt, error, { tried }) {
      await db
        .updateTable('effects')
        .set((eb) => ({
          due_at: nextAt,
          attempts: eb('attempts', '+', tried ? 1 : 0),
          error: seal.close(shortError(error)),
          claimed_by: null,
          claimed_until: null,
        }))
        .where('id', '=', id)
        .where('claimed_by', '=', worker)
        .execute()
    },

    async giveUpEffect(id, worker, error) {
      const row = await db
        .deleteFrom('effects')
        .where('id', '=', id)
        .where('claimed_by', '=', worker)
        .returning(['type', 'community_id', 'member_id', 'due_at'])
        .executeTakeFirst()
      if (!row) return
      const letter = {
        type: row.type,
        community_id: row.community_id,
        member_id: row.member_id,
        error: seal.close(shortError(error)),
        at: row.due_at,
      }
      await db
        .insertInto('dead_letters')
        .values({ id, ...letter })
        .onConflict((c) => c.column('id').doUpdateSet(letter))
        .execute()
    },

    async nextDue(elsewhere = []) {
      const { rows } = await sql<{ at: number | null }>`
        select min(at) as at from (
          select min(case when claimed_until >= due_at then claimed_until + 1 else due_at end) as at
            from effects where held = 0 and ${firstInLane} and ${isHere(elsewhere)}
          union all select min(at) from timers
          union all select min(next_at) from inbox where state = 'kept' and ${isNotOf(elsewhere)}
        ) as dues`.execute(db)
      return rows[0]?.at ?? undefined
    },

    async holdOverdue(before) {
      const { numUpdatedRows } = await db
        .updateTable('effects')
        .set({ held: 1, claimed_by: null, claimed_until: null, attempts: triedByClaim })
        .where('held', '=', 0)
        .where('due_at', '<', before)
        .executeTakeFirst()
      return Number(numUpdatedRows)
    },

    async heldEffects(communityId, limit) {
      const rows = await db
        .selectFrom('effects')
        .select(columns)
        .where('held', '=', 1)
        .where('community_id', '=', communityId)
        .orderBy('seq')
        .limit(limit)
        .execute()
      return rows.map(read)
    },

    async releaseHeld(communityId, what) {
      if (what === 'send') {
        const { numUpdatedRows } = await db
          .updateTable('effects')
          .set({ held: 0 })
          .where('held', '=', 1)
          .where('community_id', '=', communityId)
          .executeTakeFirst()
        return Number(numUpdatedRows)
      }
      const { numDeletedRows } = await db
        .deleteFrom('effects')
        .where('held', '=', 1)
        .where('community_id', '=', communityId)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },

    async deadLetters(communityId, limit) {
      const rows = await db
        .selectFrom('dead_letters')
        .selectAll()
        .where('community_id', '=', communityId)
        .orderBy('at', 'desc')
        .limit(limit)
        .execute()
      return rows.map(({ id, type, error, at }) => ({ id, type, error: seal.open(error), at }))
    },
  } satisfies Partial<Queries>
}

/** The member whom an effect reaches or changes, so that erasing finds it. */
function recipient(effect: Effect): string | undefined {
  if (effect.type === 'send') return 'memberId' in effect.to ? effect.to.memberId : undefined
  return 'memberId' in effect ? effect.memberId : undefined
}
