import type { OneTimeCode, Queries } from '../../store.ts'
import type { Context } from '../context.ts'

/** Codes that are typed elsewhere. There are few, and none lives long. */
export function codeQueries({ db }: Context) {
  return {
    async saveCode({ hash, purpose, communityId, memberId, until }) {
      await db.deleteFrom('codes').where('member_id', '=', memberId).where('purpose', '=', purpose).execute()
      await db
        .insertInto('codes')
        .values({ hash, purpose, community_id: communityId, member_id: memberId, until })
        .execute()
    },

    async code(hash, purpose, now) {
      const row = await db
        .selectFrom('codes')
        .selectAll()
        .where('hash', '=', hash)
        .where('purpose', '=', purpose)
        .where('until', '>', now)
        .executeTakeFirst()
      return (
        row && {
          hash,
          purpose: row.purpose as OneTimeCode['purpose'],
          communityId: row.community_id,
          memberId: row.member_id,
          until: row.until,
        }
      )
    },

    async dropCode(hash) {
      await db.deleteFrom('codes').where('hash', '=', hash).execute()
    },
  } satisfies Partial<Queries>
}
