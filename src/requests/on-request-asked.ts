import { answer, type Change } from './change.ts'
import type { EventOf } from './events.ts'
import { newRequest } from './on-request-noticed.ts'
import type { RequestSettings } from './settings.ts'

/** Asked by command: the words are here already, the question "did I understand?" comes all the same. */
export function onRequestAsked(event: EventOf<'request-asked'>, settings: RequestSettings): Change {
  const request = { ...newRequest(event), words: event.words, ...(event.message ? { message: event.message } : {}) }
  return {
    request,
    effects: [
      ...answer(event, 'offer'),
      { type: 'set-timer', name: 'offer-lapses', at: event.at + settings.offerLife },
    ],
  }
}
