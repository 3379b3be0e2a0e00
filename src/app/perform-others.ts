import { platformOf } from '../platforms/platform.ts'
import type { Effect } from '../requests/effects.ts'
import type { Request } from '../requests/request.ts'
import type { OwedEffect } from '../storage/store.ts'
import type { Bot } from './bot.ts'
import { renderCard } from './build-view.ts'
import { mayBeCopied, mayRead } from './may-read.ts'
import { backOff, onFailure, type Performed } from './performed.ts'
import { accountOn } from './resolve-destination.ts'

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
  // Erased meanwhile: what stands is being taken back.
  if (memberId && !member) return { done: true }
  const account = member ? accountOn(member, platform.name) : undefined
  const tells = !member || (await mayRead(bot, effect.card, request, member))
  // Who may not read it any more keeps what they were sent, and learns nothing new; of a ping no more than that it is over.
  if (!tells && effect.card !== 'ping') return { done: true }
  if (effect.to.to === 'copy' && !(await mayBeCopied(bot, request))) return { done: true }
  const card = await renderCard(bot, owed, {
    card: tells ? effect.card : 'ping-over',
    about: effect.about,
    request,
    platform: platform.name,
    ...(account ? { account } : {}),
  })
  if (!card) return { done: true }
  const edited = await platform.edit(ref, card)
  const event = { type: 'helper-unavailable', memberId: member?.id ?? '', at: bot.clock.now() } as const
  if (edited.ok) return tells ? { done: true } : { done: true, event }
  return onFailure(bot, owed, edited.failure, () => ({ done: true }))
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
  const sent = card && (await platform.send(owed.id, { interaction: effect.interaction }, card, { notify: false }))
  // Refused for now is not said yet; anything else may have been.
  if (sent && !sent.ok && sent.failure.type === 'rate-limited')
    return { done: false, at: sent.failure.at, fault: false, error: sent.failure.type }
  if (sent?.ok && effect.slot && request)
    return { done: true, event: { type: 'sent', slot: effect.slot, ref: sent.value, at: bot.clock.now() } }
  return { done: true }
}
