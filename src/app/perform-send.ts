import { greets } from '../communities/community.ts'
import { isPaused, isQuiet, quietEnds, zoneOf } from '../members/availability.ts'
import { mayBePinged } from '../members/consent.ts'
import type { Effect } from '../requests/effects.ts'
import type { Request } from '../requests/request.ts'
import type { OwedEffect } from '../storage/store.ts'
import type { Bot } from './bot.ts'
import { renderCard } from './build-view.ts'
import { mayBeCopied, mayRead } from './may-read.ts'
import { onFailure, type Performed } from './performed.ts'
import { resolveDestination } from './resolve-destination.ts'

type Send = Extract<Effect, { type: 'send' }>

/** Sends a card to where it belongs. Whether it still may, and still should, is looked up now. */
export async function sendCard(
  bot: Bot,
  owed: OwedEffect,
  effect: Send,
  request: Request | undefined,
): Promise<Performed> {
  // What arrived although nobody heard of it is there, wanted or not, and has to be kept up to date.
  const earlier = owed.attempts > 0 ? await findEarlier(bot, owed, effect, request) : 'none'
  if (earlier === 'cannot-know') return failed(bot, effect, 'unknown')
  if (earlier !== 'none') return arrived(bot, effect, earlier)
  if (request) {
    if (isPointless(bot, effect, request)) return failed(bot, effect, 'pointless')
    const allowed = await allowedFrom(bot, effect, request)
    if (allowed === undefined) return failed(bot, effect, 'not-allowed')
    if (allowed > bot.clock.now()) return { done: false, at: allowed, fault: false, error: 'quiet-hours' }
  }
  const resolved = await resolveDestination(bot, owed, effect, request)
  if (!('platform' in resolved)) return onFailure(bot, owed, resolved, () => failed(bot, effect, resolved.type))
  const { platform, to, card } = resolved
  const wait = 'conversation' in to ? await bot.pace.take(platform, to.conversation) : 0
  if (wait > 0) return { done: false, at: bot.clock.now() + wait, fault: false, error: 'pace' }

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
    // Another account of theirs may be open.
    if (effect.to.to === 'dm') return sendCard(bot, owed, effect, request)
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

/**
 * Where an earlier try arrived. "cannot-know" only where it may not be sent a second time then: to one person alone, where the
 * platform neither drops the second nor shows the first.
 */
async function findEarlier(bot: Bot, owed: OwedEffect, effect: Send, request: Request | undefined) {
  const resolved = await resolveDestination(bot, owed, effect, request, { open: false })
  if (!('platform' in resolved)) return 'none'
  const { platform, to } = resolved
  const found = await platform.findSent(owed.id, to)
  const { repeat } = platform.limits
  const toOne = 'memberId' in effect.to
  const mayRepeat = repeat === 'safe' || (repeat === 'read-back' && !toOne)
  return found === 'cannot-know' && mayRepeat ? 'none' : found
}

/** A ping of a solved request, a card whose time is over. */
function isPointless(bot: Bot, effect: Send, request: Request): boolean {
  if (effect.expiresAt !== undefined && effect.expiresAt <= bot.clock.now()) return true
  if (effect.slot === 'aside') return !request.stoppable
  if (effect.card === 'newcomer-asks') return request.state !== 'open'
  if (effect.slot === 'offer') return request.state !== 'offered' && !request.care
  if (!effect.slot.startsWith('ping:')) return false
  return request.state !== 'open' || !request.pings.some(({ id, state }) => id === effect.about && state === 'owed')
}

/**
 * Consent, block, audience and quiet hours, once more at the moment of sending; of what else a helper gets, block and audience.
 * @returns from when it may be sent, ms since 1970; undefined when it may not be
 */
async function allowedFrom(bot: Bot, effect: Send, request: Request): Promise<number | undefined> {
  const now = bot.clock.now()
  if (effect.to.to === 'copy') return (await mayBeCopied(bot, request)) ? now : undefined
  if (effect.to.to !== 'dm') return now
  const member = await bot.store.member(effect.to.memberId)
  if (!member || !(await mayRead(bot, effect.card, request, member))) return undefined
  const isPing = effect.slot.startsWith('ping:')
  const greeting = effect.card === 'newcomer-asks'
  if (!isPing && !greeting) return now
  const community = await bot.store.community(request.communityId)
  if (!community || (member.volunteer && isPaused(member.volunteer, now))) return undefined
  if (isPing ? !mayBePinged(member) : !greets(community, member.id)) return undefined
  const { quietHours } = member.volunteer ?? bot.memberSettings
  const zone = zoneOf(member, community.timeZone)
  return isQuiet(quietHours, now, zone) ? quietEnds(quietHours, now, zone) : now
}
