import type { Queries } from '../../store.ts'
import type { Context } from '../context.ts'
import type { Tables } from '../schema.ts'

/** What adapters must remember, and who does which work. */
export function memoryQueries({ db, once, seal }: Context) {
  const get = once('keep get', (p: { platform: string; key: string }) =>
    db.selectFrom('keep').select('value').where('platform', '=', p.platform).where('key', '=', p.key),
  )
  const put = once('keep put', (p: Tables['keep']) =>
    db
      .insertInto('keep')
      .values({ platform: p.platform, key: p.key, value: p.value })
      .onConflict((c) => c.columns(['platform', 'key']).doUpdateSet({ value: p.value })),
  )
  const move = once('move cursor', (p: Tables['cursors']) =>
    db
      .insertInto('cursors')
      .values({ conversation: p.conversation, mark: p.mark, at: p.at })
      .onConflict((c) => c.column('conversation').doUpdateSet({ mark: p.mark, at: p.at })),
  )

  return {
    async cursor(conversation) {
      return (await db.selectFrom('cursors').select('mark').where('conversation', '=', conversation).executeTakeFirst())
        ?.mark
    },

    async saveCursor(conversation, mark, at) {
      await move({ conversation, mark, at })
    },

    async keepGet(platform, key) {
      const [row] = (await get({ platform, key })).rows
      return row && (JSON.parse(seal.open(row.value)) as string)
    },

    async keepPut(platform, entries) {
      for (const [key, value] of Object.entries(entries)) {
        if (value === undefined) {
          await db.deleteFrom('keep').where('platform', '=', platform).where('key', '=', key).execute()
          continue
        }
        // As JSON: Postgres refuses some characters that a message may hold.
        await put({ platform, key, value: seal.close(JSON.stringify(value)) })
      }
    },

    async keepList(platform, prefix, { after, limit, reverse = false } = {}) {
      let query = db
        .selectFrom('keep')
        .select(['key', 'value'])
        .where('platform', '=', platform)
        .where('key', '>=', prefix)
        .where('key', '<', `${prefix}\u{10ffff}`)
      if (after !== undefined) query = query.where('key', '>', after)
      if (limit !== undefined) query = query.limit(limit)
      const rows = await query.orderBy('key', reverse ? 'desc' : 'asc').execute()
      return rows.map(({ key, value }) => ({ key, value: JSON.parse(seal.open(value)) as string }))
    },

    async takeLease(name, holder, now, until) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('leases')
        .values({ name, holder, until })
        .onConflict((c) =>
          c
            .column('name')
            .doUpdateSet({ holder, until })
            .where((eb) => eb.or([eb('leases.holder', '=', holder), eb('leases.until', '<', now)])),
        )
        .executeTakeFirst()
      return numInsertedOrUpdatedRows === 1n
    },

    async leaseIsHeld(name, now) {
      const row = await db.selectFrom('leases').select('until').where('name', '=', name).executeTakeFirst()
      return row !== undefined && row.until >= now
    },

    async dropLease(name, holder) {
      await db.deleteFrom('leases').where('name', '=', name).where('holder', '=', holder).execute()
    },
  } satisfies Partial<Queries>
}
