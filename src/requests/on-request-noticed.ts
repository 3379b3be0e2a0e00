import type { Change } from './change.ts'
import type { Effect } from './effects.ts'
import type { EventOf, NewRequest } from './events.ts'
import { privately } from './messages.ts'
import type { Request } from './request.ts'
import type { RequestSettings } from './settings.ts'

export const newRequest = (event: NewRequest & { at: number }): Request => ({
  id: event.id,
  communityId: event.communityId,
  version: 0,
  state: 'offered',
  askerId: event.askerId,
  channel: event.channel,
  score: event.score,
  noticedAt: event.at,
  reach: 'ask-around',
  copies: event.mirrors.map((channel) => ({ channel })),
  wave: 0,
  pings: [],
  suggestions: [],
  updates: [],
  referrals: [],
  drafts: [],
  recalled: [],
  sent: {},
  notes: {},
  recallable: true,
})

/** Somebody may need something: only the private question goes out, and nothing of the message is kept. */
export function onRequestNoticed(event: EventOf<'request-noticed'>, settings: RequestSettings): Change {
  const request: Request = { ...newRequest(event), message: event.message, ...(event.care ? { care: event.care } : {}) }
  if (event.care === 'crisis') return tellSupportLines(request)
  const lapsesAt = event.at + settings.offerLife
  const offer = privately(request, request.askerId, 'offer', event.care === 'support' ? 'support-question' : 'offer')
  return {
    request: offer.request,
    effects: [
      { ...offer.effect, expiresAt: lapsesAt } as Effect,
      { type: 'set-timer', name: 'offer-lapses', at: lapsesAt },
    ],
  }
}

/** A life may be in danger: never asked around. The author gets the lines, the moderators a link. */
function tellSupportLines(request: Request): Change {
  const lines = privately({ ...request, state: 'dismissed' }, request.askerId, 'offer', 'crisis-lines')
  return {
    request: lines.request,
    effects: [
      lines.effect,
      { type: 'send', slot: 'moderators', to: { to: 'moderators' }, card: 'crisis-for-moderators', notify: true },
    ],
  }
}
