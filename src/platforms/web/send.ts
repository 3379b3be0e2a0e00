import type { Clock } from '../../shared/clock.ts'
import type { Failure, Outcome, Platform, SendTo } from '../platform.ts'
import { cardText } from './card-text.ts'
import { botAccount, dmRef, messageRef, parseConversation, threadOn } from './ids.ts'
import type { Live } from './live.ts'
import { isHere, mayRead } from './reading.ts'
import { type InteractionRow, keys, type MessageRow } from './rows.ts'
import type { State } from './state.ts'
import { isOpen, keepThread, withReply } from './threads.ts'
import { noLongerWaiting, waitingRows } from './unread.ts'

type Sends = Pick<Platform, 'send' | 'edit' | 'remove' | 'openThread' | 'openDm' | 'findSent' | 'fetchMessage'>

/** What the bot does on the page. */
export function createSends({ state, live, clock }: { state: State; live: Live; clock: Clock }): Sends {
  const findSent = (effectId: string) => state.keep.get(keys.effect(effectId))

  /** Resolves where a card goes and whom it is for. */
  async function destination(
    to: SendTo,
  ): Promise<Outcome<{ conversation: string; onlyFor?: string; replyTo?: string }>> {
    if ('interaction' in to) {
      const value = await state.keep.get(keys.interaction(to.interaction))
      const row = value === undefined ? undefined : (JSON.parse(value) as InteractionRow)
      if (!row || row.until <= clock.now()) return failed('gone')
      return done({ conversation: row.conversation, onlyFor: row.account })
    }
    const { conversation, onlyFor } = to
    if (!(await isOpen(state, conversation))) return failed('gone')
    if (onlyFor && !mayRead(state, onlyFor, conversation)) return failed('forbidden')
    const place = parseConversation(conversation)
    if (place?.kind === 'dm' && dmsAreClosed(place.account)) return failed('closed-dms')
    return done(to)
  }

  const dmsAreClosed = (account: string) => !isHere(state, account) || state.people.get(account)!.closedDms

  /** A message of the bot's that still stands. */
  async function ownMessage(message: string): Promise<Outcome<MessageRow>> {
    const row = await state.message(message)
    if (!row || row.removed) return failed('gone')
    return row.author === botAccount ? done(row) : failed('forbidden')
  }

  return {
    send: (effectId, to, card, { notify }) =>
      state.inTurn(`effect ${effectId}`, async () => {
        const sent = await findSent(effectId)
        if (sent) return done(sent)
        const found = await destination(to)
        if (!found.ok) return found
        const { conversation, onlyFor, replyTo } = found.value
        const message = messageRef(conversation, state.nextNumber())
        const row: MessageRow = {
          message,
          conversation,
          author: botAccount,
          at: clock.now(),
          card,
          ...(onlyFor && { onlyFor }),
          ...(replyTo && { replyTo }),
          ...(notify && { notify }),
        }
        const entries = { [keys.effect(effectId)]: message, ...waitingRows(state, row) }
        const root = await withReply(state, onlyFor ? '' : conversation, (rows) =>
          state.save({ messages: [row, ...rows], entries }),
        )
        live.publish({ type: 'message', conversation, message, ...(onlyFor && { onlyFor }) })
        if (root) live.publish({ type: 'changed', conversation: root.conversation, message: root.message })
        return done(message)
      }),

    edit: (message, card) =>
      state.inTurn(message, async () => {
        const own = await ownMessage(message)
        if (!own.ok) return own
        const { conversation, onlyFor } = own.value
        await state.save({ messages: [{ ...own.value, card, editedAt: clock.now() }] })
        live.publish({ type: 'changed', conversation, message, ...(onlyFor && { onlyFor }) })
        return done(undefined)
      }),

    remove: (message) =>
      state.inTurn(message, async () => {
        const own = await ownMessage(message)
        if (!own.ok) return own
        const { conversation, onlyFor, thread } = own.value
        await state.save({ ...keepThread(own.value), entries: noLongerWaiting(state, own.value) })
        live.publish({ type: thread ? 'changed' : 'gone', conversation, message, ...(onlyFor && { onlyFor }) })
        return done(undefined)
      }),

    openThread: (_effectId, message, title) =>
      state.inTurn(message, async () => {
        const row = await state.message(message)
        const thread = threadOn(message)
        if (!row || row.removed) return failed('gone')
        if (!thread || row.onlyFor) return failed('forbidden')
        if (!row.thread) {
          await state.save({ messages: [{ ...row, thread: { title, replies: 0 } }] })
          live.publish({ type: 'changed', conversation: row.conversation, message })
        }
        return done(thread)
      }),

    async openDm(account) {
      if (!state.people.has(account)) return failed('gone')
      return dmsAreClosed(account) ? failed('closed-dms') : done(dmRef(account))
    },

    findSent: async (effectId) => (await findSent(effectId)) ?? 'none',

    async fetchMessage(message) {
      const row = await state.message(message)
      if (!row || row.removed) return failed('gone')
      return done({ author: row.author, text: row.text ?? cardText(row.card!), at: row.at })
    },
  }
}

const done = <T>(value: T): Outcome<T> => ({ ok: true, value })
const failed = (type: Exclude<Failure['type'], 'rate-limited'>): { ok: false; failure: Failure } => ({
  ok: false,
  failure: { type },
})
