import type { Rule } from './change.ts'
import { clearAllText } from './clear-text.ts'

/** Text is kept for a while only, or as long as asker and suggesters let the thread be recalled. */
export const onTextExpired: Rule<'text-expired'> = (request, event) => {
  const recallable = request.state === 'solved' && request.recallable && event.recallAllowed
  return recallable ? undefined : { request: clearAllText(request), effects: [] }
}
