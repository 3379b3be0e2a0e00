import { changeCommunity } from '../communities/change-community.ts'
import type { CommunityEvent } from '../communities/community.ts'
import { countAnswer } from '../communities/offer-threshold.ts'
import { changeMember } from '../members/change-member.ts'
import type { MemberEvent } from '../members/member.ts'
import { type AnswerName, type Effect, laneOf } from '../requests/effects.ts'
import type { RequestEvent } from '../requests/events.ts'
import type { Request } from '../requests/request.ts'
import { transition } from '../requests/transition.ts'
import { deriveEffectId } from '../shared/ids.ts'
import type { OwedEffect, Queries } from '../storage/store.ts'
import type { Bot } from './bot.ts'
import { eraseMember } from './erase-member.ts'
import { followMemberChange } from './follow-member-change.ts'
import { greetNewcomer } from './greeters.ts'
import { joinCommunity } from './join-community.ts'
import { linkMembers } from './link-members.ts'
import { recordEvidence } from './record-evidence.ts'
import { unlinkAccount } from './unlink-account.ts'

/** What an event from outside comes to, once it is known whose it is. */
export type Decision =
  | { for: 'request'; requestId: string; event: RequestEvent }
  | { for: 'member'; memberId: string; event: MemberEvent }
  | {
      for: 'community'
      communityId: string
      event: CommunityEvent
      interaction?: string
      memberId: string
      card?: AnswerName
    }
  | { for: 'erasure'; communityId: string; memberId: string; at: number; interaction?: string }
  /** Two members are one person. */
  | { for: 'link'; memberIds: [string, string]; account: string; at: number; interaction: string }
  | { for: 'unlink'; memberId: string; account: string; at: number; interaction: string }
  /** Two communities are one. */
  | {
      for: 'join'
      fromId: string
      intoId: string
      memberId: string
      account: string
      at: number
      interaction: string
      card?: AnswerName
    }
  /** Only something to say. `key` makes the effect's id. */
  | { for: 'nobody'; key: string; communityId: string; memberId?: string; effects: Effect[] }

/** Carries out a decision within a transaction: new state, and what is owed because of it. */
export async function decide(bot: Bot, tx: Queries, decision: Decision): Promise<void> {
  switch (decision.for) {
    case 'request':
      return decideRequest(bot, tx, decision.requestId, decision.event)
    case 'member':
      return decideMember(bot, tx, decision.memberId, decision.event)
    case 'community':
      return decideCommunity(bot, tx, decision)
    case 'erasure':
      return eraseMember(bot, tx, decision)
    case 'link':
      return linkMembers(bot, tx, decision)
    case 'unlink':
      return unlinkAccount(bot, tx, decision)
    case 'join':
      return joinCommunity(bot, tx, decision)
    case 'nobody':
      return owe(bot, tx, { ...decision, subject: { type: 'community', id: decision.communityId }, version: 0 })
  }
}

async function decideRequest(bot: Bot, tx: Queries, requestId: string, event: RequestEvent): Promise<void> {
  const request = await tx.request(requestId)
  const change = transition(request, event, bot.requestSettings)
  if (change) {
    await tx.saveRequest(change.request, request?.version ?? 0)
    const { request: after, effects } = change
    const owed = [...effects, ...(await greetNewcomer(tx, request, after, event.at))]
    bot.homes.requestChanged(request, after)
    bot.watch?.({ type: 'decided', tx, communityId: after.communityId, before: request, after, event, effects: owed })
    return oweForRequest(bot, tx, after, owed, event)
  }
  const interaction = 'interaction' in event ? event.interaction : undefined
  if (!interaction) return
  // An offer that lapsed or was declined is as gone as one that nobody knows any more.
  const card = request && request.state !== 'dismissed' ? 'already-handled' : 'request-closed'
  const communityId = request?.communityId ?? ''
  await owe(bot, tx, {
    key: interaction,
    version: 0,
    communityId,
    subject: { type: 'request', id: requestId },
    memberId: 'byId' in event ? event.byId : undefined,
    effects: [{ type: 'answer', interaction, card }],
  })
}

async function oweForRequest(
  bot: Bot,
  tx: Queries,
  request: Request,
  effects: Effect[],
  event: RequestEvent,
): Promise<void> {
  await owe(bot, tx, {
    key: request.id,
    version: request.version,
    communityId: request.communityId,
    subject: { type: 'request', id: request.id },
    memberId: 'byId' in event ? event.byId : undefined,
    effects,
  })
  for (const effect of effects) {
    if (effect.type === 'set-timer') {
      const { name, about, at } = effect
      await tx.setTimer({
        id: timerId(request.id, name, about),
        requestId: request.id,
        name,
        at,
        ...(about ? { about } : {}),
      })
    } else if (effect.type === 'cancel-timer') await tx.cancelTimer(timerId(request.id, effect.name, effect.about))
    else if (effect.type === 'change-member') await decideMember(bot, tx, effect.memberId, effect.event)
    else if (effect.type === 'record-evidence') await recordEvidence(bot, tx, request, effect, event.at)
    else if (effect.type === 'count-offer') {
      const { communityId, channel, score } = request
      const counted = await tx.offerAnswers(communityId, channel)
      await tx.saveOfferAnswers(
        communityId,
        countAnswer(counted, { channel, score, answer: effect.answer, at: event.at }),
      )
    } else if (effect.type === 'block') await tx.block(effect.byId, effect.memberId, event.at)
  }
}

const timerId = (requestId: string, name: string, about = '') => `${requestId}/${name}/${about}`

/** Done in the transaction that decides; everything else waits for the performer. */
const atOnce = new Set<Effect['type']>([
  ...(['set-timer', 'cancel-timer', 'change-member', 'record-evidence', 'count-offer', 'block'] as const),
])

async function owe(
  bot: Bot,
  tx: Queries,
  of: {
    key: string
    version: number
    communityId: string
    subject: OwedEffect['subject']
    memberId?: string | undefined
    effects: Effect[]
  },
): Promise<void> {
  const now = bot.clock.now()
  const owed = of.effects.flatMap((effect, index): OwedEffect[] =>
    atOnce.has(effect.type)
      ? []
      : [
          {
            id: deriveEffectId(of.key, of.version, index),
            subject: of.subject,
            communityId: of.communityId,
            lane: `${of.subject.id}/${laneOf(effect)}`,
            effect,
            createdAt: now,
            dueAt: now,
            attempts: 0,
            ...(of.memberId ? { memberId: of.memberId } : {}),
          },
        ],
  )
  if (owed.length === 0) return
  await tx.addEffects(owed)
  bot.watch?.({ type: 'owed', tx, communityId: of.communityId, owed })
}

/** Changes a member and sees to what hangs on it: evidence, and pings that are taken back. */
export async function decideMember(bot: Bot, tx: Queries, memberId: string, event: MemberEvent): Promise<void> {
  const member = await tx.member(memberId)
  const community = event.type === 'volunteered' && member ? await tx.community(member.communityId) : undefined
  const settings = community ? { ...bot.memberSettings, weeklyLimit: community.weeklyLimit } : bot.memberSettings
  const change = member && changeMember(member, event, settings)
  if (!member || !change) {
    if (!event.interaction || !member) return
    const effects: Effect[] = [{ type: 'answer', interaction: event.interaction, card: 'not-a-volunteer' }]
    return owe(bot, tx, {
      key: event.interaction,
      version: 0,
      communityId: member.communityId,
      subject: { type: 'member', id: memberId },
      memberId,
      effects,
    })
  }
  await tx.saveMember(change.member, member.version)
  bot.homes.memberChanged(memberId)
  await owe(bot, tx, {
    key: memberId,
    version: change.member.version,
    communityId: member.communityId,
    subject: { type: 'member', id: memberId },
    memberId,
    effects: change.effects,
  })
  for (const decision of await followMemberChange(tx, member, change.member, event)) await decide(bot, tx, decision)
}

async function decideCommunity(
  bot: Bot,
  tx: Queries,
  decision: Extract<Decision, { for: 'community' }>,
): Promise<void> {
  const community = await tx.community(decision.communityId)
  if (!community) return
  const changed = changeCommunity(community, decision.event)
  await tx.saveCommunity(changed, community.version)
  if (decision.event.type === 'channel-unwatched') await tx.forgetOfferAnswers(community.id, decision.event.channel)
  bot.communities.forget()
  if (decision.event.type.startsWith('greeter-') && 'memberId' in decision.event)
    bot.homes.memberChanged(decision.event.memberId)
  if (!decision.interaction) return
  await owe(bot, tx, {
    key: community.id,
    version: changed.version,
    communityId: community.id,
    subject: { type: 'community', id: community.id },
    memberId: decision.memberId,
    effects: [{ type: 'answer', interaction: decision.interaction, card: decision.card ?? 'community-changed' }],
  })
}
