import type { Card } from '../../cards/card.ts'
import { cardText } from './card-text.ts'
import { botAccount, dmRef, parseConversation, parseMessage, threadOn } from './ids.ts'
import { type ChannelRow, keys, type MessageRow } from './rows.ts'
import type { State } from './state.ts'

const longestReach = 1000

/** A message as one person may see it. */
export interface ShownMessage {
  message: string
  conversation: string
  author: { account: string; name: string }
  at: number
  /** What was written, or the card as plain text. */
  text: string
  card?: Card
  /** Only the reader can see it. */
  onlyForYou: boolean
  edited: boolean
  removed: boolean
  notify: boolean
  replyTo?: string
  thread?: { conversation: string; title: string; replies: number }
}

export const botName = 'Askaround'
const nameOf = (state: State, account: string) =>
  account === botAccount ? botName : (state.people.get(account)?.name ?? 'Somebody who left')

/** What people call it: "#help" for a channel, its title for a thread, undefined for anything else. */
export async function conversationName(state: State, conversation: string): Promise<string | undefined> {
  const place = parseConversation(conversation)
  if (place?.kind === 'thread') return (await state.message(place.root))?.thread?.title
  const channel = place?.kind === 'channel' ? state.channels.get(conversation) : undefined
  return channel && `#${channel.name}`
}

/** Names compare without regard to case, width and accents of writing. */
export const folded = (name: string) => name.normalize('NFKC').trim().toLowerCase()

/** Whether somebody may read a channel, thread or DM. */
export function mayRead(state: State, account: string, conversation: string): boolean {
  const parsed = parseConversation(conversation)
  if (!parsed) return false
  if (parsed.kind === 'dm') return parsed.account === account && isHere(state, account)
  const channel = state.channels.get(parsed.channel)
  return channel !== undefined && mayReadChannel(state, account, channel)
}

/** Whether somebody is in any space. */
export const isHere = (state: State, account: string) => (state.people.get(account)?.spaces.length ?? 0) > 0

function mayReadChannel(state: State, account: string, channel: ChannelRow): boolean {
  const person = state.people.get(account)
  if (!person?.spaces.includes(channel.space)) return false
  return !channel.members || channel.members.some((member) => folded(member) === folded(person.name))
}

/** The channels that somebody may read, in order of creation, and their DM with the bot. */
export function conversationsOf(state: State, account: string): { channels: ChannelRow[]; dm: string } {
  const channels = [...state.channels.values()].filter((channel) => mayReadChannel(state, account, channel))
  return { channels, dm: dmRef(account) }
}

export const isShownTo = (row: MessageRow, account: string) => !row.onlyFor || row.onlyFor === account

/**
 * The last `limit` messages of a conversation before the message `before`, oldest first, that this person may see.
 * `reach`: reads on until the message with this number, at most 1000. Empty when they may not read it.
 */
export async function messagesFor(
  state: State,
  conversation: string,
  account: string,
  { before, limit = 50, reach }: { before?: string; limit?: number; reach?: number } = {},
): Promise<ShownMessage[]> {
  if (!mayRead(state, account, conversation)) return []
  const shown: ShownMessage[] = []
  for await (const row of newestFirst(state, conversation, { before })) {
    if (isShownTo(row, account)) shown.push(showMessage(state, row, account))
    const reached = reach === undefined || parseMessage(row.message)!.number <= reach
    if (shown.length >= (reached ? limit : longestReach)) break
  }
  return shown.reverse()
}

/** The messages of a conversation before the message `before`, whoever may see them. `pageSize`: how many are read at once. */
export async function* newestFirst(
  state: State,
  conversation: string,
  { before, pageSize = 100 }: { before?: string | undefined; pageSize?: number } = {},
): AsyncGenerator<MessageRow> {
  const number = before && parseMessage(before)?.number
  let after = number ? keys.message(conversation, number) : undefined
  for (;;) {
    const rows = await state.keep.list(keys.messages(conversation), { limit: pageSize, ...(after && { after }) })
    for (const { value } of rows) yield JSON.parse(value) as MessageRow
    if (rows.length < pageSize) return
    after = rows.at(-1)!.key
  }
}

export function showMessage(state: State, row: MessageRow, account: string): ShownMessage {
  const thread = row.thread && { conversation: threadOn(row.message)!, ...row.thread }
  return {
    message: row.message,
    conversation: row.conversation,
    author: { account: row.author, name: nameOf(state, row.author) },
    at: row.at,
    text: row.removed ? '' : (row.text ?? cardText(row.card!)),
    onlyForYou: row.onlyFor === account,
    edited: row.editedAt !== undefined,
    removed: row.removed ?? false,
    notify: row.notify ?? false,
    ...(row.card && { card: row.card }),
    ...(row.replyTo && { replyTo: row.replyTo }),
    ...(thread && { thread }),
  }
}
