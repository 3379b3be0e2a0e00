import { findNamedAround } from './find-named.ts'
import { parseConversation, parseMessage } from './ids.ts'
import { namedIn } from './read-chat-text.ts'
import { conversationsOf, isShownTo, mayRead, newestFirst } from './reading.ts'
import { keys, type MessageRow } from './rows.ts'
import type { State } from './state.ts'

const most = 99

/** What waits for somebody in a channel or their DM, its threads included. */
export interface Unread {
  /** Messages since they last looked, at most 99. */
  count: number
  /** Those of them that are meant for this person. */
  pings: number
}

/** Whom a message notifies: the reader of a DM or private card that is to, those whom a card names on purpose, whom a person names. */
export function meantFor(state: State, row: MessageRow): string[] {
  const { conversation, author, text, card, notify, onlyFor } = row
  if (text !== undefined) {
    if (!text.includes('@')) return []
    const named = namedIn(text, findNamedAround(state, author))
    return [...new Set(named)].filter((account) => account !== author && mayRead(state, account, conversation))
  }
  if (!notify) return []
  const place = parseConversation(conversation)
  if (onlyFor) return [onlyFor]
  if (place?.kind === 'dm') return [place.account]
  const spans = card?.blocks.flatMap((block) => (block.type === 'text' || block.type === 'note' ? block.spans : []))
  const named = spans?.flatMap((span) =>
    typeof span === 'object' && span.type === 'person' && span.notify && span.account ? [span.account] : [],
  )
  return [...new Set(named)]
}

/** The rows that remember for whom a message waits, to be stored with it. */
export const waitingRows = (state: State, row: MessageRow): Record<string, string> =>
  Object.fromEntries(meantFor(state, row).map((account) => [waitingKey(account, row.message), row.message]))

/** What to store when a message goes: it waits for nobody any more. */
export const noLongerWaiting = (state: State, row: MessageRow): Record<string, undefined> =>
  Object.fromEntries(meantFor(state, row).map((account) => [waitingKey(account, row.message), undefined]))

const waitingKey = (account: string, message: string) => keys.waiting(account, parseMessage(message)!.number)

/** The channel or DM that a conversation belongs to. */
export function placeOf(conversation: string): string {
  const place = parseConversation(conversation)
  return place?.kind === 'thread' ? place.channel : conversation
}

/** Whoever comes for the first time has read what was said in channels before. */
export async function beginReading(state: State, account: string): Promise<void> {
  await state.inTurn(keys.seen(account), async () => {
    if (await state.keep.get(keys.seen(account))) return
    const { channels } = conversationsOf(state, account)
    const seen = Object.fromEntries(channels.map(({ channel }) => [channel, state.lastNumber()]))
    await state.save({ entries: { [keys.seen(account)]: JSON.stringify(seen) } })
  })
}

/** What waits for somebody in each channel and in their DM; places where nothing does are left out. */
export async function unreadOf(state: State, account: string): Promise<Map<string, Unread>> {
  const { channels, dm } = conversationsOf(state, account)
  const places = [...channels.map(({ channel }) => channel), dm]
  const [seen, waiting] = await Promise.all([seenBy(state, account), waitingFor(state, account)])
  const found = await Promise.all(
    places.map(async (place) => [place, await countIn(state, account, place, seen[place] ?? 0, waiting)] as const),
  )
  return new Map(found.filter(([, { count }]) => count > 0))
}

/** The same for one of them. */
export async function unreadIn(state: State, account: string, place: string): Promise<Unread> {
  const [seen, waiting] = await Promise.all([seenBy(state, account), waitingFor(state, account)])
  return countIn(state, account, place, seen[place] ?? 0, waiting)
}

/** Notes that somebody saw a conversation up to the message with this number. */
export async function markRead(state: State, account: string, conversation: string, upTo: number): Promise<boolean> {
  if (!mayRead(state, account, conversation)) return false
  return state.inTurn(keys.seen(account), async () => {
    const seen = await seenBy(state, account)
    const done = (await waitingFor(state, account)).filter((message) => {
      const parsed = parseMessage(message)!
      return parsed.conversation === conversation && parsed.number <= upTo
    })
    const entries: Record<string, string | undefined> = Object.fromEntries(
      done.map((message) => [waitingKey(account, message), undefined]),
    )
    // Of threads only what was meant for somebody counts.
    const isNews = placeOf(conversation) === conversation && upTo > (seen[conversation] ?? 0)
    const number = Math.min(upTo, state.lastNumber())
    if (isNews) entries[keys.seen(account)] = JSON.stringify({ ...seen, [conversation]: number })
    if (Object.keys(entries).length === 0) return false
    await state.save({ entries })
    return true
  })
}

async function seenBy(state: State, account: string): Promise<Record<string, number>> {
  const value = await state.keep.get(keys.seen(account))
  return value ? (JSON.parse(value) as Record<string, number>) : {}
}

const waitingFor = async (state: State, account: string): Promise<string[]> =>
  (await state.keep.list(keys.allWaiting(account))).map(({ value }) => value)

async function countIn(state: State, account: string, place: string, seen: number, waiting: string[]): Promise<Unread> {
  const here = waiting.filter((message) => placeOf(parseMessage(message)!.conversation) === place)
  const inThreads = here.filter((message) => parseMessage(message)!.conversation !== place).length
  let count = inThreads
  for await (const row of newestFirst(state, place, { pageSize: 20 })) {
    if (count >= most || parseMessage(row.message)!.number <= seen) break
    if (row.author !== account && !row.removed && isShownTo(row, account)) count++
  }
  return { count: Math.min(count, most), pings: Math.min(here.length, most) }
}

/** Everything that is kept about what somebody has read, to be deleted with them. */
export async function keysOfReading(state: State, account: string): Promise<string[]> {
  return [keys.seen(account), ...(await state.keep.list(keys.allWaiting(account))).map(({ key }) => key)]
}
