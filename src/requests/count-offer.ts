import type { OfferAnswer } from '../communities/offer-threshold.ts'
import type { Effect } from './effects.ts'
import type { Request } from './request.ts'

/** How an offer was answered, where detection made it: what somebody typed or picked is as sure as can be, and talk about support is another matter. */
export const countOffer = (request: Request, answer: OfferAnswer): Effect[] =>
  request.score < 1 && !request.care ? [{ type: 'count-offer', answer }] : []
