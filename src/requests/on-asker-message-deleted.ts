import type { Rule } from './change.ts'
import { clearAskerText, endRecall } from './clear-text.ts'
import { closeRequest } from './close-request.ts'
import { stopAtDesk } from './help-desk.ts'
import { updateSentPings, updateStatus } from './messages.ts'
import { takeBackOffer } from './open-request.ts'

/** The asker takes the message back: an offer goes away, an open request is withdrawn, and the words are forgotten wherever they stand. */
export const onAskerMessageDeleted: Rule<'asker-message-deleted'> = (request, event, settings) => {
  if (request.stoppable) return stopAtDesk(request)
  if (request.state === 'offered') return takeBackOffer(request)
  const bare = clearAskerText(request)
  const ended =
    request.state === 'open' ? closeRequest(bare, 'withdrawn', event.at, settings) : endRecall(bare, event.at, settings)
  const refreshed = request.state === 'open' ? [] : updateStatus(bare)
  return { request: ended.request, effects: [...ended.effects, ...refreshed, ...updateSentPings(ended.request)] }
}
