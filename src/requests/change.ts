import type { CardName, Effect } from './effects.ts'
import type { RequestEvent, RequestEventType } from './events.ts'
import type { Request } from './request.ts'
import type { RequestSettings } from './settings.ts'

/** What an event makes of a request, and what is owed because of it. */
export interface Change {
  request: Request
  effects: Effect[]
}

/** One rule: what this event does to a request. Undefined where the event means nothing. */
export type Rule<T extends RequestEventType> = (
  request: Request,
  event: Extract<RequestEvent, { type: T }>,
  settings: RequestSettings,
) => Change | undefined

/** The private answer to whoever pressed, if the event came with an interaction. */
export const answer = (event: { interaction?: string }, card: CardName, about?: string): Effect[] =>
  event.interaction ? [{ type: 'answer', interaction: event.interaction, card, ...(about ? { about } : {}) }] : []
