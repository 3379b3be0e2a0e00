import type { Queries } from '../../store.ts'
import { type Context, pieces } from '../context.ts'

/** Questions taken away at a time, so that nobody waits for a backlog. */
const AT_ONCE = 500

/** What nobody needs any more. */
export function forgettingQueries({ db }: Context) {
  return {
    async forgetOld({ leases, deadLetters, tallies, cursors }) {
      await db.deleteFrom('leases').where('until', '<', leases).execute()
      await db.deleteFrom('dead_letters').where('at', '<', deadLetters).execute()
      await db.deleteFrom('tallies').where('at', '<', tallies).execute()
      // One that did not move since times are noted has none.
      await db.deleteFrom('cursors').where('at', '<', cursors).where('at', '>', 0).execute()
    },

    async forgetDismissed(before) {
      const communities = db.selectFrom('communities').select('id')
      const old = await db
        .selectFrom('requests')
        .select('id')
        // By community, as the index has it.
        .where('community_id', 'in', communities)
        .where('state', '=', 'dismissed')
        .where('noticed_at', '<', before)
        .limit(AT_ONCE)
        .execute()
      for (const ids of pieces(old.map(({ id }) => id))) {
        await db.deleteFrom('refs').where('request_id', 'in', ids).execute()
        await db.deleteFrom('involved').where('request_id', 'in', ids).execute()
        await db.deleteFrom('pings').where('request_id', 'in', ids).execute()
        await db.deleteFrom('timers').where('request_id', 'in', ids).execute()
        await db.deleteFrom('effects').where('subject_type', '=', 'request').where('subject_id', 'in', ids).execute()
        await db.deleteFrom('requests').where('id', 'in', ids).execute()
      }
      return old.length
    },
  } satisfies Partial<Queries>
}
