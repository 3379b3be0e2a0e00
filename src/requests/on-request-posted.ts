import type { Change } from './change.ts'
import type { EventOf } from './events.ts'
import { aside } from './help-desk.ts'
import { newRequest } from './on-request-noticed.ts'
import type { RequestSettings } from './settings.ts'

/** Posted where the topic says that posts are asked around: that is the yes. Its author is told aside, and can stop it. */
export function onRequestPosted(event: EventOf<'request-posted'>, settings: RequestSettings): Change {
  return {
    request: { ...newRequest(event), message: event.message, acceptedAt: event.at, stoppable: true },
    effects: [
      { type: 'send', slot: 'aside', to: aside(event), card: 'desk-begins', expiresAt: event.at + settings.deskWait },
      { type: 'fetch-words' },
    ],
  }
}
