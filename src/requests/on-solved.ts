import { answer, type Rule } from './change.ts'
import { closeRequest } from './close-request.ts'
import { updateStatus } from './messages.ts'

/** An expired request may still turn out to be solved. */
export const onSolved: Rule<'solved'> = (request, event, settings) => {
  if (request.state === 'expired') {
    const solved = { ...request, state: 'solved' as const }
    return { request: solved, effects: [...updateStatus(solved), ...answer(event, 'solved')] }
  }
  const closed = closeRequest(request, 'solved', event.at, settings)
  return { request: closed.request, effects: [...closed.effects, ...answer(event, 'solved')] }
}
