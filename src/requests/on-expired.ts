import type { Rule } from './change.ts'
import { closeRequest } from './close-request.ts'

/** Its time is over. When something helped, it was solved. */
export const onExpired: Rule<'expired'> = (request, event, settings) =>
  closeRequest(request, request.suggestions.some(({ helpedAt }) => helpedAt) ? 'solved' : 'expired', event.at, settings)
