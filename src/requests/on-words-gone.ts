import type { Rule } from './change.ts'
import { stopAtDesk } from './help-desk.ts'
import { privately } from './messages.ts'
import { dismissOffer } from './open-request.ts'

/** The message cannot be read any more: say so, and that /ask always works. */
export const onWordsGone: Rule<'words-gone'> = (request) => {
  const dismissed = request.stoppable ? stopAtDesk(request) : dismissOffer(request)
  const told = privately(dismissed.request, request.askerId, 'gone', 'offer-details-gone')
  return { request: told.request, effects: [...dismissed.effects, told.effect] }
}
