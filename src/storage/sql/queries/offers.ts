import type { Queries } from '../../store.ts'
import type { Context } from '../context.ts'

/** How offers were answered. A few rows a channel. */
export function offerQueries({ db, once }: Context) {
  const columns = ['channel', 'band', 'wanted', 'unwanted', 'at'] as const
  const inChannel = once('offers of a channel', (p: { communityId: string; channel: string }) =>
    db.selectFrom('offers').select(columns).where('community_id', '=', p.communityId).where('channel', '=', p.channel),
  )

  return {
    async offerAnswers(communityId, channel) {
      if (channel !== undefined) return (await inChannel({ communityId, channel })).rows
      return db.selectFrom('offers').select(columns).where('community_id', '=', communityId).execute()
    },

    async saveOfferAnswers(communityId, row) {
      await db
        .insertInto('offers')
        .values({ community_id: communityId, ...row })
        .onConflict((c) =>
          c.columns(['community_id', 'channel', 'band']).doUpdateSet((eb) => ({
            wanted: eb.ref('excluded.wanted'),
            unwanted: eb.ref('excluded.unwanted'),
            at: eb.ref('excluded.at'),
          })),
        )
        .execute()
    },

    async forgetOfferAnswers(communityId, channel) {
      await db.deleteFrom('offers').where('community_id', '=', communityId).where('channel', '=', channel).execute()
    },
  } satisfies Partial<Queries>
}
