import { answer, type Rule } from './change.ts'
import { closeRequest } from './close-request.ts'
import { stopAtDesk } from './help-desk.ts'

/** Cancelled. While nobody was asked yet, at a help desk, all of it is forgotten. */
export const onWithdrawn: Rule<'withdrawn'> = (request, event, settings) => {
  if (request.stoppable) {
    const stopped = stopAtDesk(request)
    return { request: stopped.request, effects: [...stopped.effects, ...answer(event, 'desk-stopped')] }
  }
  if (request.state === 'offered') return undefined
  const closed = closeRequest(request, 'withdrawn', event.at, settings)
  return { request: closed.request, effects: [...closed.effects, ...answer(event, 'withdrawn')] }
}
