import { answer, type Rule } from './change.ts'
import { closeRequest } from './close-request.ts'

export const onWithdrawn: Rule<'withdrawn'> = (request, event, settings) => {
  const closed = closeRequest(request, 'withdrawn', event.at, settings)
  return { request: closed.request, effects: [...closed.effects, ...answer(event, 'withdrawn')] }
}
