import { answer, type Rule } from './change.ts'
import { countOffer } from './count-offer.ts'
import { openRequest, removeOffer } from './open-request.ts'

/** "Ask around": the words are fetched now, for they were not kept before. */
export const onOfferAccepted: Rule<'offer-accepted'> = (request, event) => {
  if (request.acceptedAt || request.care) return undefined
  const copies = event.here ? [] : request.copies
  const accepted = { ...request, acceptedAt: event.at, reach: event.reach, copies }
  const effects = [
    ...answer(event, event.reach === 'ask-around' ? 'asking-around' : 'posted-for-all'),
    removeOffer(request),
    ...countOffer(request, 'wanted'),
  ]
  if (!request.words) {
    return {
      request: accepted,
      effects: [{ type: 'cancel-timer', name: 'offer-lapses' }, { type: 'fetch-words' }, ...effects],
    }
  }
  const opened = openRequest(accepted, request.words, event.at)
  return { request: opened.request, effects: [...opened.effects, ...effects] }
}
