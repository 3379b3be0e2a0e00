import type { Rule } from './change.ts'
import { dismissOffer } from './open-request.ts'

export const onOfferLapsed: Rule<'offer-lapsed'> = (request) => (request.acceptedAt ? undefined : dismissOffer(request))
