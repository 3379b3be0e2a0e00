import { sql } from 'kysely'
import type { PlatformEvent } from '../../../platforms/platform.ts'
import type { Queries } from '../../store.ts'
import { type Context, isNotOf, shortError } from '../context.ts'

/** Written out, for SQLite uses the index of the few that are kept only when it sees the word; likewise the plus at the order. */
const isKept = sql<boolean>`state = 'kept'`

/** Which events came, and those that could not be processed yet. */
export function inboxQueries({ db, once, seal }: Context) {
  const note = once('note event', (p: { id: string; at: number }) =>
    db
      .insertInto('inbox')
      .values({ id: p.id, at: p.at, state: 'noted', payload: null, next_at: null, attempts: 0, error: null })
      .onConflict((c) => c.column('id').doNothing()),
  )

  return {
    async noteEvent(id, at) {
      return (await note({ id, at })).numAffectedRows === 1n
    },

    async keepEvent(event, at, nextAt, error) {
      const kept = {
        state: 'kept',
        payload: seal.close(JSON.stringify(event)),
        next_at: nextAt,
        error: seal.close(shortError(error)),
      }
      await db
        .insertInto('inbox')
        .values({ id: event.id, at, attempts: 1, ...kept })
        .onConflict((c) =>
          c
            .column('id')
            .doUpdateSet((eb) => ({ ...kept, attempts: eb('inbox.attempts', '+', 1) }))
            // What was processed before must not be processed again because its second delivery met trouble.
            .where('inbox.state', '=', 'kept'),
        )
        .execute()
    },

    async dueEvents(now, limit, elsewhere = []) {
      const rows = await db
        .selectFrom('inbox')
        .select(['payload', 'attempts'])
        .where(isKept)
        .where(isNotOf(elsewhere))
        .where('next_at', '<=', now)
        .orderBy(sql`+at`)
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(({ payload, attempts }) => ({
        event: JSON.parse(seal.open(payload!)) as PlatformEvent,
        attempts,
      }))
    },

    async finishEvent(id, how) {
      const { numUpdatedRows } = await db
        .updateTable('inbox')
        .set({ state: how, payload: null, next_at: null, error: null })
        .where('id', '=', id)
        .where('state', '=', 'kept')
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },

    async forgetEvents(before) {
      await db.deleteFrom('inbox').where('at', '<', before).where('state', '!=', 'kept').execute()
    },
  } satisfies Partial<Queries>
}
