import type { Clock } from '../../shared/clock.ts'
import type { Delivery } from './catch-up.ts'
import { messageRef, parseConversation } from './ids.ts'
import { limits } from './limits.ts'
import type { Live } from './live.ts'
import { isShownTo, mayRead } from './reading.ts'
import { Refusal } from './refusal.ts'
import type { MessageRow } from './rows.ts'
import type { State } from './state.ts'
import { isOpen, keepThread, withReply } from './threads.ts'
import { noLongerWaiting, waitingRows } from './unread.ts'

interface Parts {
  state: State
  delivery: Delivery
  live: Live
  clock: Clock
}

/** What people write: stored with its event, shown, and told to the bot. Each resolves once the bot took it or will be told again. */
export function createReceiveMessages({ state, delivery, live, clock }: Parts) {
  async function ownMessage(account: string, message: string): Promise<MessageRow> {
    const row = await state.message(message)
    if (!row || row.removed) throw new Refusal('This message is gone.')
    if (row.author !== account) throw new Refusal('Only its author can change a message.')
    return row
  }

  return {
    /** Returns the message's reference. */
    async postMessage(
      account: string,
      conversation: string,
      text: string,
      options: { replyTo?: string } = {},
    ): Promise<string> {
      const place = parseConversation(conversation)
      if (!place || !mayRead(state, account, conversation) || !(await isOpen(state, conversation)))
        throw new Refusal('You cannot write here.')
      const author = state.people.get(account)!
      const words = checkText(text)
      const answered = options.replyTo ? await state.message(options.replyTo) : undefined
      if (options.replyTo && (answered?.conversation !== conversation || !isShownTo(answered, account)))
        throw new Refusal('The message that you reply to is gone.')
      const channel = place.kind === 'dm' ? undefined : state.channels.get(place.channel)!
      const space = channel?.space ?? author.spaces[0]!
      const at = clock.now()
      const message = messageRef(conversation, state.nextNumber())
      const row: MessageRow = {
        message,
        conversation,
        author: account,
        at,
        text: words,
        ...(answered && { replyTo: answered.message }),
      }
      const owed = delivery.owe({
        type: 'message-posted',
        at,
        space,
        message,
        author: account,
        text: words,
        conversation,
        where: place.kind,
        ...(place.kind === 'thread' && { channel: place.channel, root: place.root }),
        ...(answered && { replyTo: { message: answered.message, author: answered.author } }),
      })
      const root = await withReply(state, conversation, (rows) =>
        state.save({ messages: [row, ...rows], entries: { ...owed.entries, ...waitingRows(state, row) } }),
      )
      live.publish({ type: 'message', conversation, message })
      if (root) live.publish({ type: 'changed', conversation: root.conversation, message: root.message })
      await delivery.deliver(owed)
      return message
    },

    async editMessage(account: string, message: string, text: string): Promise<void> {
      const words = checkText(text)
      const { row, owed } = await state.inTurn(message, async () => {
        const at = clock.now()
        const row = { ...(await ownMessage(account, message)), text: words, editedAt: at }
        const owed = delivery.owe({ type: 'message-edited', at, space: spaceOf(row), message, text: words })
        await state.save({ messages: [row], entries: owed.entries })
        return { row, owed }
      })
      live.publish({ type: 'changed', conversation: row.conversation, message })
      await delivery.deliver(owed)
    },

    async deleteMessage(account: string, message: string): Promise<void> {
      const { row, owed } = await state.inTurn(message, async () => {
        const row = await ownMessage(account, message)
        const owed = delivery.owe({ type: 'message-deleted', at: clock.now(), space: spaceOf(row), message })
        await state.save({ ...keepThread(row), entries: { ...owed.entries, ...noLongerWaiting(state, row) } })
        return { row, owed }
      })
      live.publish({ type: row.thread ? 'changed' : 'gone', conversation: row.conversation, message })
      await delivery.deliver(owed)
    },

    /** Somebody puts away what only they can see. The bot is told nothing: an answer that was read, or an offer that lapses. */
    async dismiss(account: string, message: string): Promise<void> {
      const { conversation } = await state.inTurn(message, async () => {
        const row = await state.message(message)
        if (!row || row.onlyFor !== account) throw new Refusal('This message is gone.')
        await state.save({ gone: [message], entries: noLongerWaiting(state, row) })
        return row
      })
      live.publish({ type: 'gone', conversation, message, onlyFor: account })
    },
  }

  function spaceOf(row: MessageRow): string {
    const place = parseConversation(row.conversation)!
    if (place.kind === 'dm') return state.people.get(row.author)?.spaces[0] ?? ''
    return state.channels.get(place.channel)!.space
  }
}

function checkText(text: string): string {
  const words = text.replace(/\r\n?/g, '\n').trimEnd()
  if (!words.trim()) throw new Refusal('Write something first.')
  if (words.length > limits.text)
    throw new Refusal(`That is ${words.length} characters; a message takes ${limits.text}. Please send it in parts.`)
  return words
}
