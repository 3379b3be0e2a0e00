import type { Effect } from '../requests/effects.ts'
import type { RequestEvent } from '../requests/events.ts'
import type { Request } from '../requests/request.ts'
import { Conflict, type OwedEffect } from '../storage/store.ts'
import type { Bot } from './bot.ts'
import { chooseHelpers } from './choose-helpers.ts'
import { decide } from './decide.ts'
import { elsewhere } from './elsewhere.ts'
import { readWords } from './fetch-words.ts'
import { findRecalled } from './find-recalled.ts'
import { lostEvent } from './lost-event.ts'
import { answerInteraction, editCard, openThread, removeCard } from './perform-others.ts'
import { sendCard } from './perform-send.ts'
import { backOff, type Performed } from './performed.ts'

const CLAIM = 60_000

/**
 * Begins to carry out what is owed now: lanes side by side, first in first out within each.
 * @param room how many effects may be begun
 * @returns a promise for each one begun; none of them rejects
 */
export async function performOwed(bot: Bot, room: number): Promise<Promise<void>[]> {
  const now = bot.clock.now()
  const owed = await bot.store.claimEffects(bot.worker, now, now + CLAIM, room, elsewhere(bot))
  return owed.map((effect) => performOne(bot, effect))
}

/** One of the two catch points: whatever goes wrong with one effect stays with it. */
async function performOne(bot: Bot, owed: OwedEffect): Promise<void> {
  let performed: Performed
  try {
    performed = await carryOut(bot, owed)
  } catch (error) {
    bot.logger.warn({ effect: owed.id, type: owed.effect.type, error }, 'an effect failed and will be tried again')
    performed = { done: false, at: bot.clock.now() + backOff(bot, owed.attempts), fault: true, error: nameOf(error) }
  }
  try {
    await conclude(bot, owed, performed)
    bot.watch?.({ type: 'performed', communityId: owed.communityId, owed, performed })
  } catch (error) {
    // The claim runs out by itself, and the effect is tried again.
    bot.logger.error({ effect: owed.id, type: owed.effect.type, error }, 'what came of an effect could not be stored')
  }
}

async function conclude(bot: Bot, owed: OwedEffect, performed: Performed): Promise<void> {
  if (performed.done) return settle(bot, owed, performed.event)
  const giveUpAt = owed.createdAt + bot.config.retries.give_up_after_hours * 3_600_000
  if (performed.fault && performed.at > giveUpAt) return giveUp(bot, owed, performed.error)
  await bot.store.retryEffect(owed.id, bot.worker, performed.at, performed.error, { tried: performed.fault })
}

/** The result of an effect and its done-mark are one transaction. Somebody else's ping came first: choose again without them. */
async function settle(bot: Bot, owed: OwedEffect, event: RequestEvent | undefined): Promise<void> {
  const taken = new Set<string>()
  for (;;) {
    try {
      return await bot.store.transaction(async (tx) => {
        if (!(await tx.finishEffect(owed.id, bot.worker))) return
        if (event) await decide(bot, tx, { for: 'request', requestId: owed.subject.id, event: without(event, taken) })
      })
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      if (error.memberId) taken.add(error.memberId)
    }
  }
}

/** When others took all of a wave, the choice is made anew in a moment rather than called "nobody left". */
function without(event: RequestEvent, taken: Set<string>): RequestEvent {
  if (event.type !== 'helpers-chosen' || taken.size === 0) return event
  const chosen = event.chosen.filter(({ memberId }) => !taken.has(memberId))
  return chosen.length > 0 ? { ...event, chosen } : { ...event, chosen, laterAt: event.laterAt ?? event.at + 60_000 }
}

async function giveUp(bot: Bot, owed: OwedEffect, error: string): Promise<void> {
  bot.logger.error(
    { effect: owed.id, type: owed.effect.type, error },
    'gave up on an effect; /askaround status shows it',
  )
  await bot.store.transaction(async (tx) => {
    await tx.giveUpEffect(owed.id, bot.worker, error)
    const event = lostEvent(bot, owed.effect)
    if (event && owed.subject.type === 'request')
      await decide(bot, tx, { for: 'request', requestId: owed.subject.id, event })
  })
}

/** An error's name and code; its message may hold somebody's words. */
const nameOf = (error: unknown) =>
  error instanceof Error ? `${error.name}${'code' in error ? ` ${String(error.code)}` : ''}` : 'unknown'

async function carryOut(bot: Bot, owed: OwedEffect): Promise<Performed> {
  const { effect, subject } = owed
  const request = subject.type === 'request' ? await bot.store.request(subject.id) : undefined
  if (effect.type === 'answer') return answerInteraction(bot, owed, effect, request)
  if (effect.type === 'send') return sendCard(bot, owed, effect, request)
  if (!request) return { done: true }
  switch (effect.type) {
    case 'edit':
      return editCard(bot, owed, effect, request)
    case 'remove':
      return removeCard(bot, effect, request)
    case 'open-thread':
      return openThread(bot, owed, effect, request)
    case 'fetch-words':
      return fetchWords(bot, request)
    case 'recall':
      return { done: true, event: { type: 'recalled', at: bot.clock.now(), threads: await findRecalled(bot, request) } }
    case 'choose-helpers':
      return choose(bot, request, effect)
    default:
      return { done: true }
  }
}

async function fetchWords(bot: Bot, request: Request): Promise<Performed> {
  const read = await readWords(bot, request)
  if (!read.ok && (read.failure.type === 'rate-limited' || read.failure.type === 'unavailable')) {
    const at = read.failure.type === 'rate-limited' ? read.failure.at : bot.clock.now() + backOff(bot, 1)
    return { done: false, at, fault: read.failure.type === 'unavailable', error: read.failure.type }
  }
  const at = bot.clock.now()
  return { done: true, event: read.ok ? { type: 'words-fetched', at, words: read.value } : { type: 'words-gone', at } }
}

async function choose(
  bot: Bot,
  request: Request,
  effect: Extract<Effect, { type: 'choose-helpers' }>,
): Promise<Performed> {
  const community = await bot.store.community(request.communityId)
  const { words } = request
  if (!community || !words || request.state !== 'open') return { done: true }
  return { done: true, event: await chooseHelpers(bot, community, { ...request, words }, effect) }
}
