import type { Rule } from './change.ts'
import { openRequest } from './open-request.ts'

export const onWordsFetched: Rule<'words-fetched'> = (request, event) => {
  if (!request.acceptedAt) return undefined
  const advice = event.words.kind === 'support' ? 'problem' : event.words.kind
  return openRequest(request, { ...event.words, kind: request.care === 'support' ? 'support' : advice }, event.at)
}
