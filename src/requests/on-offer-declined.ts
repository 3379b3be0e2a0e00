import { answer, type Rule } from './change.ts'
import { countOffer } from './count-offer.ts'
import { dismissOffer } from './open-request.ts'

/** "No thanks". Twice, and the member gets no offers for a while. */
export const onOfferDeclined: Rule<'offer-declined'> = (request, event) => {
  if (request.acceptedAt) return undefined
  const dismissed = dismissOffer(request)
  return {
    request: dismissed.request,
    effects: [
      ...dismissed.effects,
      { type: 'change-member', memberId: request.askerId, event: { type: 'offer-declined', at: event.at } },
      ...countOffer(request, 'unwanted'),
      ...answer(event, 'offer-dismissed'),
    ],
  }
}
