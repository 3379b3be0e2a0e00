import { answer, type Rule } from './change.ts'
import { dismissOffer, removeOffer } from './open-request.ts'

/** "Company, advice, or nothing?" Company asks only those who volunteered to listen; advice asks around like any request. */
export const onSupportAnswered: Rule<'support-answered'> = (request, event) => {
  if (request.care !== 'support' || request.acceptedAt) return undefined
  if (event.answer === 'nothing') {
    const dismissed = dismissOffer(request)
    return { request: dismissed.request, effects: [...dismissed.effects, ...answer(event, 'support-here')] }
  }
  const { care: _, ...rest } = request
  return {
    request: { ...(event.answer === 'company' ? request : rest), acceptedAt: event.at },
    effects: [
      { type: 'cancel-timer', name: 'offer-lapses' },
      { type: 'fetch-words' },
      ...answer(event, event.answer === 'company' ? 'support-company' : 'asking-around'),
      removeOffer(request),
    ],
  }
}
