import type { Rule } from './change.ts'
import { stopAtDesk } from './help-desk.ts'
import { openRequest } from './open-request.ts'

export const onWordsFetched: Rule<'words-fetched'> = (request, event) => {
  if (!request.acceptedAt) return undefined
  // Edited meanwhile into what is asked around only after a private question.
  if (request.stoppable && event.words.kind === 'support') return stopAtDesk(request)
  const advice = event.words.kind === 'support' ? 'problem' : event.words.kind
  return openRequest(request, { ...event.words, kind: request.care === 'support' ? 'support' : advice }, event.at)
}
