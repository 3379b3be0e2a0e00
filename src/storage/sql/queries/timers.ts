import type { TimerName } from '../../../requests/effects.ts'
import type { Queries } from '../../store.ts'
import type { Context } from '../context.ts'
import type { Tables } from '../schema.ts'

/** What happens by itself, later. */
export function timerQueries({ db, once, skipLocked }: Context) {
  const set = once('set timer', (p: Tables['timers']) =>
    db
      .insertInto('timers')
      .values({ id: p.id, request_id: p.request_id, name: p.name, about: p.about, at: p.at })
      .onConflict((c) => c.column('id').doUpdateSet({ at: p.at })),
  )
  const cancel = once('cancel timer', (p: { id: string }) => db.deleteFrom('timers').where('id', '=', p.id))
  const take = once('take timers', (p: { now: number; limit: number }) =>
    db
      .with('due', (with_) => {
        const query = with_
          .selectFrom('timers')
          .select('id')
          .where('at', '<=', p.now)
          .orderBy('at')
          .orderBy('id')
          .limit(p.limit)
        return skipLocked ? query.forUpdate().skipLocked() : query
      })
      .deleteFrom('timers')
      .where('id', 'in', (eb) => eb.selectFrom('due').select('due.id'))
      .returningAll(),
  )

  return {
    async setTimer({ id, requestId, name, about, at }) {
      await set({ id, request_id: requestId, name, about: about ?? null, at })
    },

    async cancelTimer(id) {
      await cancel({ id })
    },

    async takeTimers(now, limit) {
      const { rows } = await take({ now, limit })
      return rows
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
