import type { Rule } from './change.ts'
import { closeRequest } from './close-request.ts'
import { stopAtDesk } from './help-desk.ts'
import { privately } from './messages.ts'

/** Without a thread nothing can be gathered: the asker is told. A copy that cannot be shown is left out. */
export const onThreadFailed: Rule<'thread-failed'> = (request, event, settings) => {
  if (event.copy)
    return {
      request: { ...request, copies: request.copies.filter(({ channel }) => channel !== event.copy) },
      effects: [],
    }
  if (request.thread) return undefined
  const closed = request.stoppable ? stopAtDesk(request) : closeRequest(request, 'withdrawn', event.at, settings)
  const told = privately(closed.request, request.askerId, 'gone', 'thread-failed')
  return { request: told.request, effects: [...closed.effects, told.effect] }
}
