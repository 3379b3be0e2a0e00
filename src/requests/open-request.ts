import type { Change } from './change.ts'
import type { Effect } from './effects.ts'
import type { Request, Words } from './request.ts'
import { endOfLife } from './waves.ts'

/** The asker said yes and the words are here: the thread comes first, everything else follows once it stands. */
export function openRequest(offered: Request, words: Words, at: number): Change {
  const opened: Request = { ...offered, state: 'open', words, openedAt: at, acceptedAt: offered.acceptedAt ?? at }
  const endsAt = endOfLife(opened, at)
  const request = { ...opened, endsAt }
  const start: Effect = request.message
    ? { type: 'open-thread' }
    : { type: 'send', slot: 'message', to: { to: 'channel', channel: request.channel }, card: 'asked-by-command' }
  return {
    request,
    effects: [
      { type: 'cancel-timer', name: 'offer-lapses' },
      start,
      { type: 'set-timer', name: 'request-expires', at: endsAt },
    ],
  }
}

/** The offer is over; what was typed to the bot goes with it. */
export function dismissOffer(request: Request): Change {
  const { words: _, ...rest } = request
  return {
    request: { ...rest, state: 'dismissed', notes: {} },
    effects: [{ type: 'cancel-timer', name: 'offer-lapses' }, removeOffer(request)],
  }
}

/** Where an offer stands that was opened from behind its note. */
export const openedOffer = 'opened-offer'

/** Nobody answered the offer, and nobody can any more: what was opened of it goes too. */
export function takeBackOffer(request: Request): Change {
  const { request: after, effects } = dismissOffer(request)
  const opened = { ...removeOffer(request), slot: openedOffer }
  return { request: after, effects: request.sent[openedOffer] ? [...effects, opened] : effects }
}

export const removeOffer = (request: Request): Effect => ({
  type: 'remove',
  slot: 'offer',
  to: { to: 'privately', memberId: request.askerId },
})
