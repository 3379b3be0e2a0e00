import type { PlatformEvent } from '../platform.ts'
import { accountRef, conversationRef, eventId, isDm, messageRef, spaceRef, timeOf } from './ids.ts'
import type { Installation } from './installations.ts'
import { type Names, readText, type Written } from './read-text.ts'

/** A message as Slack tells it in an event, or shows it in a conversation's history. */
export interface SlackPost extends Written {
  ts?: string
  user?: string
  bot_id?: string
  subtype?: string
  thread_ts?: string
  parent_user_id?: string
  /** Of a message with replies, in a conversation's history. */
  latest_reply?: string
  edited?: { ts?: string }
}

/** The inside of an event, as far as Askaround listens. */
export interface SlackEvent extends SlackPost {
  type: string
  channel?: string
  message?: SlackPost
  previous_message?: SlackPost
  deleted_ts?: string
}

/** What people write in these ways counts as written by them. */
const written = new Set([undefined, 'file_share', 'thread_broadcast', 'me_message'])

const isPersons = (post: SlackPost, { botUser }: Installation): boolean =>
  Boolean(post.user) && !post.bot_id && post.user !== botUser && written.has(post.subtype)

/** A post as the bot is told of it; undefined when no person wrote it. The same whether it comes by event or by catching up. */
export async function readPost(
  post: SlackPost,
  channel: string,
  installation: Installation,
  names: Names,
): Promise<Extract<PlatformEvent, { type: 'message-posted' }> | undefined> {
  const { team } = installation
  const { ts, user, thread_ts, parent_user_id } = post
  if (!ts || !user || !isPersons(post, installation)) return undefined
  const root = thread_ts && thread_ts !== ts ? thread_ts : undefined
  const place = { team, channel, ...(root && !isDm(channel) ? { thread: root } : {}) }
  const above = conversationRef({ team, channel })
  const rootRef = root ? messageRef({ team, channel, ts: root }) : undefined
  return {
    type: 'message-posted',
    id: eventId(team, channel, ts),
    at: timeOf(ts),
    space: spaceRef(team),
    message: messageRef({ ...place, ts, ...(root ? { thread: root } : {}) }),
    author: accountRef(team, user),
    text: await readText(post, names),
    conversation: conversationRef(place),
    where: isDm(channel) ? 'dm' : root ? 'thread' : 'channel',
    ...(rootRef && !isDm(channel) ? { channel: above, root: rootRef } : {}),
    ...(rootRef && parent_user_id ? { replyTo: { message: rootRef, author: accountRef(team, parent_user_id) } } : {}),
  }
}

/** What a message event comes to, if anything. The bot's own words, those of other bots, and what Slack itself says are nothing. */
export async function readMessageEvent(
  event: SlackEvent,
  installation: Installation,
  names: Names,
): Promise<PlatformEvent | undefined> {
  const { channel, subtype, message, previous_message, deleted_ts } = event
  if (!channel) return undefined
  if (subtype === 'message_changed' && message) {
    // A message that threads hang on is not deleted but emptied.
    if (message.subtype === 'tombstone')
      return readDeletion({ ...previous_message, ...message }, previous_message, channel, installation)
    return readEdit(message, previous_message, channel, installation, names)
  }
  if (subtype === 'message_deleted')
    return readDeletion({ ...previous_message, ts: deleted_ts ?? '' }, previous_message, channel, installation)
  return readPost(event, channel, installation, names)
}

/** What an edit comes to, once for each. `before`: as the message was known. */
export async function readEdit(
  message: SlackPost,
  before: SlackPost | undefined,
  channel: string,
  installation: Installation,
  names: Names,
): Promise<PlatformEvent | undefined> {
  const { team } = installation
  const { ts, edited } = message
  // Unfurled links and new replies change a message, but not its words.
  if (!ts || !edited?.ts || edited.ts === before?.edited?.ts || !isPersons(message, installation)) return undefined
  return {
    type: 'message-edited',
    id: eventId(team, channel, ts, 'edited', edited.ts),
    at: timeOf(edited.ts),
    space: spaceRef(team),
    message: refOf(message, channel, team),
    text: await readText(message, names),
  }
}

export function readDeletion(
  message: SlackPost,
  before: SlackPost | undefined,
  channel: string,
  installation: Installation,
): PlatformEvent | undefined {
  const { team } = installation
  if (!message.ts || (before && !isPersons(before, installation))) return undefined
  return {
    type: 'message-deleted',
    id: eventId(team, channel, message.ts, 'deleted'),
    at: timeOf(message.ts),
    space: spaceRef(team),
    message: refOf(message, channel, team),
  }
}

const refOf = ({ ts = '', thread_ts }: SlackPost, channel: string, team: string) =>
  messageRef({ team, channel, ts, ...(thread_ts && thread_ts !== ts ? { thread: thread_ts } : {}) })
