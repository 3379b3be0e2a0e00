import type { Rule } from './change.ts'
import { countOffer } from './count-offer.ts'
import { takeBackOffer } from './open-request.ts'

export const onOfferLapsed: Rule<'offer-lapsed'> = (request) => {
  if (request.acceptedAt) return undefined
  const lapsed = takeBackOffer(request)
  return { request: lapsed.request, effects: [...lapsed.effects, ...countOffer(request, 'ignored')] }
}
