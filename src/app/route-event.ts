import { type Community, supportIsOn } from '../communities/community.ts'
import { mayBeOffered } from '../members/consent.ts'
import type { Member } from '../members/member.ts'
import { mirrorsOf } from '../mirroring/copies.ts'
import type { PlatformEvent } from '../platforms/platform.ts'
import type { RequestEvent } from '../requests/events.ts'
import type { Request } from '../requests/request.ts'
import { createId } from '../shared/ids.ts'
import type { Queries } from '../storage/store.ts'
import type { Mood } from '../understanding/notice-mood.ts'
import type { Bot } from './bot.ts'
import { type Actor, carryIntent } from './carry-intent.ts'
import type { Decision } from './decide.ts'
import { contextOf, wordsOf } from './fetch-words.ts'
import { intentOf } from './intent-of-event.ts'
import { introduceAnew, introduceTo } from './introduce.ts'

const MINUTE = 60_000
/** A direct message belongs to what it replies to, else to the last ping of this many ms. */
export const REPLY_WINDOW = 7 * 24 * 60 * MINUTE
/** Further posts of an asker who was offered help this recently are taken as more about the same. */
const SAME_MATTER = 30 * MINUTE

/** What was found out about an event before the transaction: it asked the detector or the platform. */
export interface Seen {
  community: Community
  /** Absent for events that nobody in particular did. */
  member?: Member
  actor?: Actor
  /** Of what was written in a thread or to the bot, or edited. */
  mood?: Mood
  /** For a post in a watched channel that may be a request. */
  noticed?: { score: number; care?: 'support' | 'crisis'; desk?: true }
}

/** Whose is this event, and what does it come to? Runs in the transaction that acts on it. */
export async function routeEvent(bot: Bot, tx: Queries, event: PlatformEvent, seen: Seen): Promise<Decision[]> {
  return [...lastActive(event, seen.member), ...(await whatComesOf(bot, tx, event, seen))]
}

/** Who has several accounts is written to where they acted last. */
function lastActive(event: PlatformEvent, member: Member | undefined): Decision[] {
  if (!member || member.accounts.length < 2) return []
  // Looking is not acting, and the bot itself asks for it when there is something new to look at.
  if (event.type === 'button-pressed' && event.action === 'home.show') return []
  const account = event.type === 'message-posted' ? event.author : 'interaction' in event ? event.account : undefined
  return account && account !== member.accounts[0]
    ? [{ for: 'member', memberId: member.id, event: { type: 'acted', at: event.at, account } }]
    : []
}

async function whatComesOf(bot: Bot, tx: Queries, event: PlatformEvent, seen: Seen): Promise<Decision[]> {
  const { community, member } = seen
  switch (event.type) {
    case 'message-posted':
      if (!member) return []
      if (event.where !== 'channel' && seen.mood?.crisis) return careFor(bot, tx, event, member, community)
      if (event.where === 'thread') return routeThreadMessage(tx, event, member)
      if (event.where === 'dm') return routeDm(tx, event, member)
      return seen.noticed ? notice(bot, tx, event, member, community, seen.noticed) : []
    case 'message-edited':
      return routeEdit(bot, tx, event, seen.mood)
    case 'message-deleted':
      return routeDeletion(tx, event)
    case 'command-run':
    case 'message-chosen':
    case 'button-pressed':
    case 'form-submitted':
      return seen.actor
        ? [
            ...(await introduceAnew(tx, event, seen.actor)),
            ...(await carryIntent(bot, tx, intentOf(event), seen.actor)),
          ]
        : []
    // See check-readers.ts.
    case 'readers-changed':
      return []
    case 'bot-added':
      return member && community.channels.length === 0 ? introduceTo(community, member, event.at) : []
    case 'member-joined':
      return member
        ? [{ for: 'member', memberId: member.id, event: { type: 'joined', at: event.at, account: event.account } }]
        : []
    case 'member-left':
      return member
        ? [{ for: 'member', memberId: member.id, event: { type: 'left', at: event.at, account: event.account } }]
        : []
  }
}

type Posted = Extract<PlatformEvent, { type: 'message-posted' }>

async function notice(
  bot: Bot,
  tx: Queries,
  event: Posted,
  member: Member,
  community: Community,
  noticed: NonNullable<Seen['noticed']>,
): Promise<Decision[]> {
  const { score, care, desk } = noticed
  if (care === 'crisis' && !supportIsOn(community)) return []
  const lately = await tx.requestsWhere({ askerId: member.id, states: ['offered', 'open'], limit: 3 })
  const sameMatter = lately.some(
    ({ channel, noticedAt }) => channel === event.conversation && noticedAt > event.at - SAME_MATTER,
  )
  const isYes = desk && !care
  // In a forum every post stands for itself.
  if (care !== 'crisis' && sameMatter && !(isYes && event.forum)) return []
  // Who wants no offers asks by posting where that is the yes.
  if (care !== 'crisis' && !isYes && !mayBeOffered(member, event.at)) return []
  const id = createId(bot.chance)
  const { at, message, conversation: channel } = event
  const request = { at, id, communityId: community.id, askerId: member.id, channel, message, score }
  // Nobody approves a linked channel by posting here: who may read that is another audience.
  if (isYes) return [{ for: 'request', requestId: id, event: { type: 'request-posted', ...request, mirrors: [] } }]
  const mirrors = mirrorsOf(community, channel)
  return [
    {
      for: 'request',
      requestId: id,
      event: { type: 'request-noticed', ...request, mirrors, ...(care ? { care } : {}) },
    },
  ]
}

/** Words of a life in danger, in a thread or to the bot: passed on to nobody. Their author gets the lines. */
async function careFor(
  bot: Bot,
  tx: Queries,
  event: Posted,
  member: Member,
  community: Community,
): Promise<Decision[]> {
  if (event.where === 'thread') return notice(bot, tx, event, member, community, { score: 1, care: 'crisis' })
  await tx.saveDm(event.author, { conversation: event.conversation, closed: false, opened: false }, event.at)
  return [tellByDm(event, member, 'crisis-lines')]
}

/** The request whose thread it is. `news`: it was opened just now, and the news of that has not arrived yet. */
export async function requestOfThread(
  tx: Pick<Queries, 'request' | 'requestByRef'>,
  { conversation: thread, root }: Pick<Posted, 'conversation' | 'root'>,
): Promise<{ requestId: string; copy?: string; news: boolean } | undefined> {
  const found = (await tx.requestByRef(thread)) ?? (root ? await tx.requestByRef(root) : undefined)
  const request = found && (await tx.request(found.requestId))
  if (!request) return undefined
  const copy = request.copies.find((one) => one.thread === thread || one.message === root)
  const known = copy ? copy.thread : request.thread
  // A thread that people opened themselves on a message that we only noticed is none of ours.
  if (known ? known !== thread : request.state !== 'open') return undefined
  return { requestId: request.id, news: !known, ...(copy ? { copy: copy.channel } : {}) }
}

async function routeThreadMessage(tx: Queries, event: Posted, member: Member): Promise<Decision[]> {
  const found = await requestOfThread(tx, event)
  if (!found) return []
  const { conversation: thread, message, text, at } = event
  // Taken before, or the bot's own: nothing that is mirrored is mirrored again.
  if (await tx.requestByRef(message)) return []
  const writtenIn = found.copy ? { copy: found.copy } : {}
  const on = (what: RequestEvent): Decision => ({ for: 'request', requestId: found.requestId, event: what })
  return [
    ...(found.news ? [on({ type: 'thread-opened', at, thread, ...writtenIn })] : []),
    on({ type: 'thread-message-posted', at, byId: member.id, message, text, ...writtenIn }),
  ]
}

async function routeDm(tx: Queries, event: Posted, member: Member): Promise<Decision[]> {
  await tx.saveDm(event.author, { conversation: event.conversation, closed: false, opened: false }, event.at)
  const answered = event.replyTo && (await tx.requestByRef(event.replyTo.message))
  const pinged =
    (answered?.slot.startsWith('ping:') ? answered : undefined) ??
    (await tx.lastPinged(member.id, event.at - REPLY_WINDOW))
  // Out of the blue: the bot can reach them now, and says so.
  if (!pinged) return [tellByDm(event, member, 'hello')]
  return [
    {
      for: 'request',
      requestId: pinged.requestId,
      event: { type: 'dm-replied', at: event.at, byId: member.id, text: event.text, message: event.message },
    },
  ]
}

const tellByDm = (event: Posted, member: Member, card: 'hello' | 'crisis-lines'): Decision => ({
  for: 'nobody',
  key: event.id,
  communityId: member.communityId,
  memberId: member.id,
  effects: [{ type: 'send', slot: card, to: { to: 'dm', memberId: member.id }, card }],
})

async function routeEdit(
  bot: Bot,
  tx: Queries,
  event: Extract<PlatformEvent, { type: 'message-edited' }>,
  mood: Mood | undefined,
): Promise<Decision[]> {
  const found = await ownerOf(tx, event.message)
  if (!found) return []
  if (found.message !== event.message) {
    return [
      {
        for: 'request',
        requestId: found.id,
        event: { type: 'thread-message-edited', at: event.at, message: event.message, text: event.text },
      },
    ]
  }
  const context = await contextOf(bot, found.communityId, found.askerId, event.at)
  const understanding = bot.understanding.understand(event.text, mood ? { ...context, mood } : context)
  // Words of a life in danger are never asked around, however they come: those who were asked see what was asked.
  if (understanding.crisis) return []
  const words = wordsOf(event.text, understanding)
  return [{ for: 'request', requestId: found.id, event: { type: 'asker-message-edited', at: event.at, words } }]
}

async function routeDeletion(
  tx: Queries,
  event: Extract<PlatformEvent, { type: 'message-deleted' }>,
): Promise<Decision[]> {
  const found = await ownerOf(tx, event.message)
  if (!found) return []
  if (found.message === event.message)
    return [{ for: 'request', requestId: found.id, event: { type: 'asker-message-deleted', at: event.at } }]
  return [
    {
      for: 'request',
      requestId: found.id,
      event: { type: 'thread-message-deleted', at: event.at, message: event.message },
    },
  ]
}

async function ownerOf(tx: Queries, message: string): Promise<Request | undefined> {
  const found = await tx.requestByRef(message)
  return found && tx.request(found.requestId)
}
