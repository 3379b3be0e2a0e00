import type { Member } from '../../../members/member.ts'
import { keptOf } from '../../../shared/ids.ts'
import type { Queries } from '../../store.ts'
import { noteChanges } from '../changes.ts'
import { type Context, pieces } from '../context.ts'

/** What is kept about one person, and how it goes. */
export function privacyQueries(context: Context) {
  const { db, seal } = context
  const accountsOf = async (memberId: string) =>
    (await db.selectFrom('accounts').select('account').where('member_id', '=', memberId).execute()).map(
      ({ account }) => account,
    )

  /** Kept events that name the person or one of their messages. Few are ever kept, and encrypted ones can be searched in no other way. */
  async function keptEvents(memberId: string, accounts: string[]): Promise<{ id: string; event: unknown }[]> {
    const own = await db
      .selectFrom('refs')
      .innerJoin('requests', 'requests.id', 'refs.request_id')
      .select('refs.ref')
      .where('requests.asker_id', '=', memberId)
      .where('refs.slot', '=', 'message')
      .execute()
    const names = [memberId, ...accounts, ...own.map(({ ref }) => ref)].map((name) => JSON.stringify(name))
    const kept = await db.selectFrom('inbox').select(['id', 'payload']).where('payload', 'is not', null).execute()
    return kept
      .map(({ id, payload }) => ({ id, text: seal.open(payload!) }))
      .filter(({ text }) => names.some((name) => text.includes(name)))
      .map(({ id, text }) => ({ id, event: JSON.parse(text) as unknown }))
  }

  return {
    async *accounts() {
      let last = { account: '', community_id: '' }
      for (;;) {
        const rows = await db
          .selectFrom('accounts')
          .selectAll()
          .where((eb) =>
            eb.or([
              eb('account', '>', last.account),
              eb.and([eb('account', '=', last.account), eb('community_id', '>', last.community_id)]),
            ]),
          )
          .orderBy('account')
          .orderBy('community_id')
          .limit(2000)
          .execute()
        if (rows.length === 0) return
        yield rows.map((row) => ({ account: row.account, memberId: row.member_id, joinedAt: row.joined_at }))
        last = rows.at(-1)!
      }
    },

    async recordsOf(memberId) {
      const accounts = await accountsOf(memberId)
      const member = await db.selectFrom('members').select('body').where('id', '=', memberId).execute()
      const effects = await db
        .selectFrom('effects')
        .select(['type', 'created_at', 'due_at', 'payload'])
        .where('member_id', '=', memberId)
        // The answer that tells this is itself on its way.
        .where('type', '!=', 'answer')
        .execute()
      const letters = await db.selectFrom('dead_letters').selectAll().where('member_id', '=', memberId).execute()
      return {
        member: member.map(({ body }) => JSON.parse(seal.open(body)) as Member),
        evidence: await db
          .selectFrom('evidence')
          .select(['kind', 'key', 'weight', 'at'])
          .where('member_id', '=', memberId)
          .orderBy('kind')
          .orderBy('weight', 'desc')
          .execute(),
        pings: await db
          .selectFrom('pings')
          .select(['request_id as requestId', 'state', 'at'])
          .where('member_id', '=', memberId)
          .orderBy('at')
          .execute(),
        blocks: await db
          .selectFrom('blocks')
          .select(['member_id as memberId', 'at'])
          .where('by_id', '=', memberId)
          .execute(),
        dms:
          accounts.length === 0
            ? []
            : await db
                .selectFrom('dms')
                .select(['account', 'conversation', 'closed'])
                .where('account', 'in', accounts)
                .execute(),
        owed: effects.map(({ type, created_at, due_at }) => ({ type, at: created_at, dueAt: due_at })),
        deadLetters: letters.map(({ type, error, at }) => ({ type, error: seal.open(error), at })),
        codes: await db.selectFrom('codes').select(['purpose', 'until']).where('member_id', '=', memberId).execute(),
        keptEvents: (await keptEvents(memberId, accounts)).map(({ event }) => event),
      }
    },

    async eraseMember(memberId) {
      const accounts = await accountsOf(memberId)
      const row = await db.selectFrom('members').select('community_id').where('id', '=', memberId).executeTakeFirst()
      const kept = await keptEvents(memberId, accounts)
      for (const ids of pieces(kept.map(({ id }) => id))) {
        const cleared = { state: 'dead', payload: null, next_at: null, error: null }
        await db.updateTable('inbox').set(cleared).where('id', 'in', ids).execute()
      }
      if (accounts.length > 0) {
        const conversations = db.selectFrom('dms').select('conversation').where('account', 'in', accounts)
        await db
          .deleteFrom('cursors')
          .where('conversation', 'in', conversations.$castTo<{ conversation: string }>())
          .execute()
        await db.deleteFrom('dms').where('account', 'in', accounts).execute()
      }
      for (const account of accounts) {
        const [from, to] = [keptOf(account), `${keptOf(account)}\u{10ffff}`]
        await db.deleteFrom('keep').where('key', '>=', from).where('key', '<', to).execute()
      }
      await db.deleteFrom('effects').where('member_id', '=', memberId).execute()
      await db.deleteFrom('dead_letters').where('member_id', '=', memberId).execute()
      await db
        .deleteFrom('blocks')
        .where((eb) => eb.or([eb('by_id', '=', memberId), eb('member_id', '=', memberId)]))
        .execute()
      await db.deleteFrom('evidence').where('member_id', '=', memberId).execute()
      // That others answered them shows what they did, too.
      await db.deleteFrom('evidence').where('kind', '=', 'replied-to').where('key', '=', memberId).execute()
      await db.deleteFrom('codes').where('member_id', '=', memberId).execute()
      await db.updateTable('requests').set({ topics: null }).where('asker_id', '=', memberId).execute()
      await db.deleteFrom('accounts').where('member_id', '=', memberId).execute()
      await db.deleteFrom('members').where('id', '=', memberId).execute()
      if (row) await noteChanges(context, row.community_id, [memberId])
    },
  } satisfies Partial<Queries>
}
