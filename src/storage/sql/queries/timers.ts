import type { TimerName } from '../../../requests/effects.ts'
import type { Queries } from '../../store.ts'
import type { Context } from '../context.ts'

/** What happens by itself, later. */
export function timerQueries({ db, skipLocked }: Context) {
  return {
    async setTimer({ id, requestId, name, about, at }) {
      await db
        .insertInto('timers')
        .values({ id, request_id: requestId, name, about: about ?? null, at })
        .onConflict((c) => c.column('id').doUpdateSet({ at }))
        .execute()
    },

    async cancelTimer(id) {
      await db.deleteFrom('timers').where('id', '=', id).execute()
    },

    async takeTimers(now, limit) {
      const taken = await db
        .with('due', (with_) => {
          const query = with_
            .selectFrom('timers')
            .select('id')
            .where('at', '<=', now)
            .orderBy('at')
            .orderBy('id')
            .limit(limit)
          return skipLocked ? query.forUpdate().skipLocked() : query
        })
        .deleteFrom('timers')
        .where('id', 'in', (eb) => eb.selectFrom('due').select('due.id'))
        .returningAll()
        .execute()
      return taken
        .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
        .map(({ id, request_id, name, about, at }) => ({
          id,
          requestId: request_id,
          name: name as TimerName,
          ...(about !== null && { about }),
          at,
        }))
    },
  } satisfies Partial<Queries>
}
