import { supportIsOn } from '../communities/community.ts'
import { isPaused, isQuiet, quietEnds, zoneOf } from '../members/availability.ts'
import { mayBePinged } from '../members/consent.ts'
import type { Member } from '../members/member.ts'
import { audienceOf } from '../mirroring/copies.ts'
import { type Failure, type Outcome, type Platform, platformOf, type SendTo } from '../platforms/platform.ts'
import type { CardName, Destination, Effect } from '../requests/effects.ts'
import type { Request } from '../requests/request.ts'
import type { OwedEffect } from '../storage/store.ts'
import type { Bot } from './bot.ts'
import { renderCard } from './build-view.ts'
import { readersOf } from './choose-helpers.ts'
import { backOff, type Performed } from './perform.ts'

type Send = Extract<Effect, { type: 'send' }>
type Resolved = { platform: Platform; to: SendTo; account?: string; card: CardName } | Failure

/** Sends a card to where it belongs. Whether it still may, and still should, is looked up now. */
export async function sendCard(
  bot: Bot,
  owed: OwedEffect,
  effect: Send,
  request: Request | undefined,
): Promise<Performed> {
  if (request) {
    if (isPointless(bot, effect, request)) return failed(bot, effect, 'pointless')
    const allowed = await allowedFrom(bot, effect, request)
    if (allowed === undefined) return failed(bot, effect, 'not-allowed')
    if (allowed > bot.clock.now()) return { done: false, at: allowed, fault: false, error: 'quiet-hours' }
  }
  const resolved = await resolve(bot, owed, effect, request)
  if (!('platform' in resolved)) return onFailure(bot, owed, resolved, () => failed(bot, effect, resolved.type))
  const { platform, to, card } = resolved
  const wait = 'conversation' in to ? await bot.pace.take(platform, to.conversation) : 0
  if (wait > 0) return { done: false, at: bot.clock.now() + wait, fault: false, error: 'pace' }

  const earlier = owed.attempts > 0 ? await platform.findSent(owed.id, to) : 'none'
  if (earlier === 'cannot-know' && platform.limits.repeat === 'at-most-once') return failed(bot, effect, 'unknown')
  if (earlier !== 'none' && earlier !== 'cannot-know') return arrived(bot, effect, earlier)
  const rendered = await renderCard(bot, owed, {
    card,
    about: effect.about,
    request,
    platform: platform.name,
    ...(resolved.account ? { account: resolved.account } : {}),
  })
  if (!rendered) return failed(bot, effect, 'gone')
  const sent = await platform.send(owed.id, to, rendered, { notify: effect.notify ?? false })
  if (sent.ok) return arrived(bot, effect, sent.value)
  if (sent.failure.type === 'closed-dms' && resolved.account) {
    await bot.store.saveDm(resolved.account, { closed: true, opened: false }, bot.clock.now())
  }
  return onFailure(bot, owed, sent.failure, () => failed(bot, effect, sent.failure.type))
}

const arrived = (bot: Bot, effect: Send, ref: string): Performed => ({
  done: true,
  event: { type: 'sent', slot: effect.slot, ref, at: bot.clock.now() },
})
const failed = (bot: Bot, effect: Send, failure: string): Performed => ({
  done: true,
  event: { type: 'send-failed', slot: effect.slot, failure, at: bot.clock.now() },
})

function onFailure(bot: Bot, owed: OwedEffect, failure: Failure, give: () => Performed): Performed {
  if (failure.type === 'rate-limited') return { done: false, at: failure.at, fault: false, error: failure.type }
  if (failure.type === 'unavailable') {
    return { done: false, at: bot.clock.now() + backOff(bot, owed.attempts), fault: true, error: failure.type }
  }
  return give()
}

/** A ping of a solved request, a card whose time is over. */
function isPointless(bot: Bot, effect: Send, request: Request): boolean {
  if (effect.expiresAt !== undefined && effect.expiresAt <= bot.clock.now()) return true
  if (effect.slot === 'offer') return request.state !== 'offered' && !request.care
  if (!effect.slot.startsWith('ping:')) return false
  return request.state !== 'open' || !request.pings.some(({ id, state }) => id === effect.about && state === 'owed')
}

/**
 * Consent, block, audience and quiet hours, once more at the moment of sending.
 * @returns from when it may be sent, ms since 1970; undefined when it may not be
 */
async function allowedFrom(bot: Bot, effect: Send, request: Request): Promise<number | undefined> {
  const now = bot.clock.now()
  if (!effect.slot.startsWith('ping:') || effect.to.to !== 'dm') return now
  const member = await bot.store.member(effect.to.memberId)
  const community = await bot.store.community(request.communityId)
  if (!mayBePinged(member) || !community || isPaused(member.volunteer, now)) return undefined
  const blocked = await bot.store.blockedWith(request.askerId, [member.id])
  if (blocked.has(member.id)) return undefined
  if ((await readersOf(bot, audienceOf(request), member.accounts)).size === 0) return undefined
  const { quietHours } = member.volunteer
  const zone = zoneOf(member, community.timeZone)
  return isQuiet(quietHours, now, zone) ? quietEnds(quietHours, now, zone) : now
}

async function resolve(bot: Bot, owed: OwedEffect, effect: Send, request: Request | undefined): Promise<Resolved> {
  const { to, card } = effect
  const gone: Failure = { type: 'gone' }
  const at = (conversation: string | undefined, more: object = {}): Resolved => {
    const platform = conversation ? bot.platforms.get(platformOf(conversation)) : undefined
    return conversation && platform ? { platform, to: { conversation, ...more }, card } : gone
  }
  switch (to.to) {
    case 'thread':
      return at(request?.thread)
    case 'copy':
      return at(request?.copies.find(({ channel }) => channel === to.channel)?.thread)
    case 'channel':
      return at(to.channel, to.replyTo ? { replyTo: to.replyTo } : {})
    case 'moderators': {
      const community = await bot.store.community(owed.communityId)
      return community && (supportIsOn(community) || community.moderatorsChannel)
        ? at(community.moderatorsChannel)
        : gone
    }
    case 'dm':
      return resolveDm(bot, to, card, request)
    case 'privately': {
      const place = request?.thread ?? request?.channel
      const platform = place ? bot.platforms.get(platformOf(place)) : undefined
      const member = await bot.store.member(to.memberId)
      const account = member && platform ? accountOn(member, platform.name) : undefined
      if (!place || !platform || !account) return gone
      if (platform.limits.privateReply)
        return { platform, account, card, to: { conversation: place, onlyFor: account } }
      // Nothing visible says what was understood: the same neutral line for everything, and only its reader may open it.
      return {
        platform,
        account,
        card: 'note',
        to: { conversation: place, ...(request?.message && !request.thread ? { replyTo: request.message } : {}) },
      }
    }
  }
}

const accountOn = (member: Member, platform: string) =>
  member.accounts.find((account) => platformOf(account) === platform)

/** A DM conversation is opened within the budget; the asker's own platform first, then any that is open. */
async function resolveDm(
  bot: Bot,
  to: Extract<Destination, { to: 'dm' }>,
  card: CardName,
  request: Request | undefined,
): Promise<Resolved> {
  const member = await bot.store.member(to.memberId)
  if (!member || member.leftAt !== undefined) return { type: 'gone' }
  const known = await bot.store.dms(member.accounts)
  const home = request ? platformOf(request.channel) : undefined
  const accounts = member.accounts
    .filter((account) => bot.platforms.has(platformOf(account)) && !known.get(account)?.closed)
    .sort((a, b) => rank(a) - rank(b))
  function rank(account: string): number {
    return (known.get(account)?.conversation ? 0 : 2) + (platformOf(account) === home ? 0 : 1)
  }
  const account = accounts[0]
  if (!account) return { type: 'closed-dms' }
  const platform = bot.platforms.get(platformOf(account))!
  const conversation = known.get(account)?.conversation
  if (conversation) return { platform, account, card, to: { conversation } }
  const opened = await openDm(bot, platform, account)
  return opened.ok ? { platform, account, card, to: { conversation: opened.value } } : opened.failure
}

async function openDm(bot: Bot, platform: Platform, account: string): Promise<Outcome<string>> {
  const opened = await platform.openDm(account)
  const now = bot.clock.now()
  if (opened.ok) await bot.store.saveDm(account, { conversation: opened.value, closed: false, opened: true }, now)
  else if (opened.failure.type === 'closed-dms') await bot.store.saveDm(account, { closed: true, opened: false }, now)
  return opened
}

/** Brings a card up to date where it stands. */
export async function editCard(
  bot: Bot,
  owed: OwedEffect,
  effect: Extract<Effect, { type: 'edit' }>,
  request: Request,
): Promise<Performed> {
  const ref = request.sent[effect.slot]
  const platform = ref ? bot.platforms.get(platformOf(ref)) : undefined
  if (!ref || !platform) return { done: true }
  const memberId = effect.to.to === 'dm' || effect.to.to === 'privately' ? effect.to.memberId : undefined
  const member = memberId ? await bot.store.member(memberId) : undefined
  const account = member ? accountOn(member, platform.name) : undefined
  const card = await renderCard(bot, owed, {
    card: effect.card,
    about: effect.about,
    request,
    platform: platform.name,
    ...(account ? { account } : {}),
  })
  if (!card) return { done: true }
  const edited = await platform.edit(ref, card)
  return edited.ok ? { done: true } : onFailure(bot, owed, edited.failure, () => ({ done: true }))
}

export async function removeCard(
  bot: Bot,
  effect: Extract<Effect, { type: 'remove' }>,
  request: Request,
): Promise<Performed> {
  const ref = request.sent[effect.slot]
  const platform = ref ? bot.platforms.get(platformOf(ref)) : undefined
  if (!ref || !platform) return { done: true }
  const removed = await platform.remove(ref)
  const event = { type: 'removed', slot: effect.slot, at: bot.clock.now() } as const
  if (removed.ok || removed.failure.type === 'gone' || removed.failure.type === 'forbidden')
    return { done: true, event }
  const at = removed.failure.type === 'rate-limited' ? removed.failure.at : bot.clock.now() + backOff(bot, 1)
  return { done: false, at, fault: removed.failure.type !== 'rate-limited', error: removed.failure.type }
}

export async function openThread(
  bot: Bot,
  owed: OwedEffect,
  effect: Extract<Effect, { type: 'open-thread' }>,
  request: Request,
): Promise<Performed> {
  const message = effect.copy ? request.copies.find(({ channel }) => channel === effect.copy)?.message : request.message
  const platform = message ? bot.platforms.get(platformOf(message)) : undefined
  const at = bot.clock.now()
  const copy = effect.copy ? { copy: effect.copy } : {}
  if (!message || !platform || !request.words)
    return { done: true, event: { type: 'thread-failed', failure: 'gone', at, ...copy } }
  const opened = await platform.openThread(owed.id, message, bot.cards.threadTitle(request))
  if (opened.ok) return { done: true, event: { type: 'thread-opened', thread: opened.value, at, ...copy } }
  return onFailure(bot, owed, opened.failure, () => ({
    done: true,
    event: { type: 'thread-failed', failure: opened.failure.type, at, ...copy },
  }))
}

/** The one answer to a command, press or form; at most once, and nothing when the interaction has lapsed. */
export async function answerInteraction(
  bot: Bot,
  owed: OwedEffect,
  effect: Extract<Effect, { type: 'answer' }>,
  request: Request | undefined,
): Promise<Performed> {
  const platform = bot.platforms.get(platformOf(effect.interaction))
  const lapsed = bot.clock.now() > owed.createdAt + (platform?.limits.interactionLife ?? 0)
  if (!platform || lapsed || owed.attempts > 0) return { done: true }
  const member = owed.memberId ? await bot.store.member(owed.memberId) : undefined
  const account = member ? accountOn(member, platform.name) : undefined
  const card = await renderCard(bot, owed, {
    card: effect.card,
    about: effect.about,
    request,
    platform: platform.name,
    ...(account ? { account } : {}),
  })
  if (card) await platform.send(owed.id, { interaction: effect.interaction }, card, { notify: false })
  return { done: true }
}
