import { answer, type Rule } from './change.ts'
import { countOffer } from './count-offer.ts'
import type { Effect } from './effects.ts'
import { dismissOffer } from './open-request.ts'

/** "No thanks". Twice, and the member gets no offers for a while; one that led to the thread of an earlier request was of use. */
export const onOfferDeclined: Rule<'offer-declined'> = (request, event) => {
  if (request.acceptedAt) return undefined
  const dismissed = dismissOffer(request)
  const member = { type: 'offer-declined', at: event.at } as const
  const counted: Effect[] = [
    { type: 'change-member', memberId: request.askerId, event: member },
    ...countOffer(request, 'unwanted'),
  ]
  return {
    request: dismissed.request,
    effects: [...dismissed.effects, ...(event.askedBefore ? [] : counted), ...answer(event, 'offer-dismissed')],
  }
}
