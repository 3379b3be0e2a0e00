import { parseConversation } from './ids.ts'
import type { MessageRow } from './rows.ts'
import type { State } from './state.ts'

/** Whether a channel, DM or thread is there to be written in. Channels and DMs need nobody to open them. */
export async function isOpen(state: State, conversation: string): Promise<boolean> {
  const place = parseConversation(conversation)
  if (place?.kind === 'thread') return (await state.message(place.root))?.thread !== undefined
  return place?.kind === 'dm' ? state.people.has(place.account) : state.channels.has(conversation)
}

/**
 * Saves a message of a thread together with the count that the channel shows on the thread's first message. `save` gets
 * the rows to store with it: none when the message is not in a thread.
 * @returns the thread's first message as it stands now
 */
export async function withReply(
  state: State,
  conversation: string,
  save: (rows: MessageRow[]) => Promise<void>,
): Promise<MessageRow | undefined> {
  const place = parseConversation(conversation)
  if (place?.kind !== 'thread') {
    await save([])
    return undefined
  }
  return state.inTurn(place.root, async () => {
    const root = await state.message(place.root)
    const thread = root?.thread && { ...root.thread, replies: root.thread.replies + 1 }
    const row = root && thread && { ...root, thread }
    await save(row ? [row] : [])
    return row
  })
}

/** What deleting a message leaves: nothing, or a place without words for the thread that hangs on it. */
export function keepThread(row: MessageRow): { messages?: MessageRow[]; gone?: string[] } {
  if (!row.thread) return { gone: [row.message] }
  const { text: _text, card: _card, editedAt: _editedAt, ...rest } = row
  return { messages: [{ ...rest, removed: true }] }
}
