import type { Rule } from './change.ts'
import { clearAskerText } from './clear-text.ts'
import { closeRequest } from './close-request.ts'
import { dismissOffer } from './open-request.ts'

/** The asker takes the message back: an offer goes away, an open request is withdrawn, and the words are forgotten. */
export const onAskerMessageDeleted: Rule<'asker-message-deleted'> = (request, event, settings) => {
  if (request.state === 'offered') return dismissOffer(request)
  const bare = clearAskerText(request)
  return request.state === 'open' ? closeRequest(bare, 'withdrawn', event.at, settings) : { request: bare, effects: [] }
}
