import type { Rule } from './change.ts'
import { takeBackOffer } from './open-request.ts'

export const onOfferLapsed: Rule<'offer-lapsed'> = (request) =>
  request.acceptedAt ? undefined : takeBackOffer(request)
