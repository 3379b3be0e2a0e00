import type { Community } from '../communities/community.ts'
import { learnFromMessage } from '../matching/learn.ts'
import { firstKnown, namesInText } from '../matching/names-in-text.ts'
import type { Member } from '../members/member.ts'
import { type PlatformEvent, platformOf } from '../platforms/platform.ts'
import { createId } from '../shared/ids.ts'
import { Conflict, type Queries } from '../storage/store.ts'
import { asksOpenly } from './asks-openly.ts'
import type { Bot } from './bot.ts'
import type { Actor } from './carry-intent.ts'
import { checkReaders } from './check-readers.ts'
import { readersOf } from './choose-helpers.ts'
import { communityOf } from './community-of.ts'
import { decide } from './decide.ts'
import { findOtherChannel } from './find-channel.ts'
import { findAppointed, findNamed } from './find-named.ts'
import { findSetUp } from './find-set-up.ts'
import { type InteractionEvent, intentOf } from './intent-of-event.ts'
import { withoutWords } from './kept-words.ts'
import { requestOfThread, routeEvent, type Seen } from './route-event.ts'

/**
 * Takes an event from a platform. Resolves once all that follows from it is stored, or it needs nothing; only then may it be
 * acknowledged. One of the two catch points: an event that cannot be processed is kept, and tried again later.
 */
export async function acceptEvent(bot: Bot, event: PlatformEvent): Promise<void> {
  try {
    await processEvent(bot, event)
  } catch (error) {
    const now = bot.clock.now()
    bot.logger.error(
      { event: event.id, type: event.type, error },
      'an event could not be processed; it is kept and tried again',
    )
    await bot.store.keepEvent(
      withoutWords(event),
      now,
      now + bot.config.retries.first_wait_seconds * 1000,
      error instanceof Error ? error.name : 'unknown',
    )
  }
}

/** Notes the event, decides, saves the new state and what is owed, all in one transaction; on a conflict all of it anew. */
export async function processEvent(bot: Bot, given: PlatformEvent, take: Take = noteIt): Promise<void> {
  const found = await communityOf(bot, given)
  if (!found) return
  const { community, space } = found
  const event = { ...given, space }
  if (event.type === 'readers-changed') return checkReaders(bot, event, community)
  if (event.type === 'message-posted' && event.where === 'channel') return processPost(bot, event, community, take)
  if (!(await isOurs(bot, event))) return
  const account = accountOf(event)
  const person = account ? await bot.people.person(account, space) : undefined
  const named = 'interaction' in event ? await findNamed(bot, event, community) : undefined
  const other = 'interaction' in event ? await findOtherChannel(bot, event, community) : undefined
  const setUp = 'interaction' in event ? await findSetUp(bot, event, community) : undefined
  const appointed = 'interaction' in event && !named ? await findAppointed(bot, event) : undefined
  if ('interaction' in event && !(await mayReach(bot, event))) return
  const words = wordsIn(event)
  const mood = words ? await bot.hearMood(words) : undefined
  await transact(bot, event, take, community, async (tx) => {
    if (event.type === 'member-joined' || event.type === 'member-left') {
      const known = await tx.memberByAccount(event.account, community.id)
      return { community, ...(known ? { member: known } : {}) }
    }
    const member = account ? await ensureMember(bot, tx, community, account, person?.timeZone) : undefined
    const picked = event.type === 'message-chosen' && event.author !== account ? event.author : undefined
    const author = picked ? await ensureMember(bot, tx, community, picked, undefined) : undefined
    const actor =
      member && 'interaction' in event
        ? { ...actorOf(event, member, community, person?.admin ?? false, named), author, other, setUp, mood }
        : undefined
    if (actor?.organiser && appointed)
      actor.named = await ensureMember(bot, tx, community, appointed.account, appointed.timeZone)
    return { community, ...(member ? { member } : {}), ...(actor ? { actor } : {}), ...(mood ? { mood } : {}) }
  })
}

/** What may be asked around or read by others, if anything is; a post in a channel is read elsewhere. */
function wordsIn(event: PlatformEvent): string | undefined {
  if (event.type === 'message-posted' || event.type === 'message-edited') return event.text
  if (!('interaction' in event)) return undefined
  const intent = intentOf(event)
  return intent.to === 'ask' ? intent.text : intent.to === 'edit-request' ? intent.typed.text : undefined
}

/** What is said in threads that are no request's, and edited or deleted there, is nobody's business here: nothing is stored. */
async function isOurs(bot: Bot, event: PlatformEvent): Promise<boolean> {
  if (event.type === 'message-posted' && event.where === 'thread')
    return (await requestOfThread(bot.store, event)) !== undefined
  if (event.type === 'message-edited' || event.type === 'message-deleted')
    return (await bot.store.requestByRef(event.message)) !== undefined
  return true
}

type Posted = Extract<PlatformEvent, { type: 'message-posted' }>

/** A post in a channel: what is no request is never stored; who agreed is learned from, as counts. */
async function processPost(bot: Bot, event: Posted, community: Community, take: Take): Promise<void> {
  const mode = community.channels.find(({ channel }) => channel === event.conversation)?.mode
  if (!mode) return
  const learner = await bot.indexes.learner(community.id, event.author)
  const desk = mode === 'desk' && (await asksOpenly(bot, event.conversation))
  const how = { desk: desk && event.forum === true }
  const seen = mode === 'command' ? undefined : await bot.notice(event, community, how)
  const noticed = seen && (desk ? { ...seen, desk } : seen)
  if (!noticed && !learner) return
  const person = noticed ? await bot.people.person(event.author) : undefined
  const repliedTo = learner ? await whomItAnswers(bot, event, community) : undefined
  await transact(bot, event, take, community, async (tx) => {
    if (learner) {
      const about = {
        memberId: learner,
        text: event.text,
        channelId: event.conversation,
        at: event.at,
        ...(repliedTo ? { repliedTo: repliedTo.id } : {}),
      }
      await tx.addEvidence(community.id, learnFromMessage(about, bot.hashTerm))
    }
    if (!noticed) return undefined
    if (mode === 'shadow') {
      const link = bot.platforms.get(platformOf(event.message))?.linkTo(event.message)
      await tx.addTally(community.id, {
        at: event.at,
        channel: event.conversation,
        what: noticed.care ?? 'request',
        ...(link ? { link } : {}),
      })
      return undefined
    }
    const member = await ensureMember(bot, tx, community, event.author, person?.timeZone)
    return { community, member, noticed }
  })
}

/** Whose message it answers; of what answers none, the volunteer whom it speaks to with "@". */
async function whomItAnswers(bot: Bot, { replyTo, text }: Posted, { id }: Community) {
  if (replyTo) return bot.store.memberByAccount(replyTo.author, id)
  const names = text.startsWith('@') ? namesInText(text).addressed : []
  return firstKnown(names, await bot.people.called(id, names))
}

/** Takes an event for processing, in the transaction that processes it. False: it was taken before, nothing may be done. */
type Take = (tx: Queries, event: PlatformEvent) => Promise<boolean>
const noteIt: Take = (tx, event) => tx.noteEvent(event.id, event.at)

async function transact(
  bot: Bot,
  event: PlatformEvent,
  take: Take,
  community: Community,
  look: (tx: Queries) => Promise<Seen | undefined>,
): Promise<void> {
  for (;;) {
    try {
      const erased = await bot.store.transaction(async (tx) => {
        // The space may have gone into another community since that was remembered.
        if ((await tx.communityBySpace(event.space))?.id !== community.id) throw new Moved()
        if (!(await take(tx, event))) return false
        const seen = await look(tx)
        if (seen) bot.watch?.({ type: 'came', tx, communityId: seen.community.id, event })
        const decisions = seen ? await routeEvent(bot, tx, event, seen) : []
        for (const decision of decisions) await decide(bot, tx, decision)
        return decisions.some((decision) => decision.for === 'erasure')
      })
      if (erased) await bot.store.scrub()
      return bot.wake()
    } catch (error) {
      if (error instanceof Moved) {
        // Once this is read, what moved it is committed.
        await bot.store.transaction((tx) => tx.communityBySpace(event.space))
        bot.communities.forget()
        return processEvent(bot, event, take)
      }
      if (!(error instanceof Conflict)) throw error
    }
  }
}

/** The event's space belongs to another community, or to none any more. */
class Moved extends Error {}

const accountOf = (event: PlatformEvent): string | undefined =>
  event.type === 'message-posted' ? event.author : 'account' in event ? event.account : undefined

/** The member behind an account; a first contact makes one, with nothing but the account and its time zone. */
async function ensureMember(
  bot: Bot,
  tx: Queries,
  community: Community,
  account: string,
  timeZone: string | undefined,
): Promise<Member> {
  const known = await tx.memberByAccount(account, community.id)
  if (known) return known
  const member: Member = {
    id: createId(bot.chance),
    communityId: community.id,
    version: 1,
    accounts: [account],
    // The record's time, not the event's: who comes back after erasing themselves must be newer than that, however late the event is.
    joinedAt: bot.clock.now(),
    declinedOffersAt: [],
    ...(timeZone ? { timeZone } : {}),
  }
  await tx.saveMember(member, 0)
  return member
}

function actorOf(
  event: InteractionEvent,
  member: Member,
  community: Community,
  admin: boolean,
  named: Member | undefined,
): Actor {
  const channel = 'channel' in event ? event.channel : undefined
  return {
    member,
    account: event.account,
    community,
    organiser: admin || community.organisers.includes(member.id),
    at: event.at,
    interaction: event.interaction,
    named,
    ...(channel ? { channel } : {}),
  }
}

/** A suggestion without a ping counts only from those who may read the request; a forged press reaches nothing. */
async function mayReach(bot: Bot, event: InteractionEvent): Promise<boolean> {
  const intent = intentOf(event)
  if (intent.to !== 'request' || intent.event.type !== 'suggestion-given' || intent.event.pingId) return true
  const request = await bot.store.request(intent.requestId)
  if (!request) return true
  const channels = [request.channel, ...request.copies.map(({ channel }) => channel)]
  return (await readersOf(bot, channels, [event.account])).has(event.account)
}
