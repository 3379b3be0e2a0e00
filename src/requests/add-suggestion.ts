import type { Change } from './change.ts'
import type { Effect } from './effects.ts'
import { sendToAsker, showSuggestion, updatePing, updateStatus } from './messages.ts'
import { withPing } from './on-sent.ts'
import { isOutstanding, type Request, type Suggestion } from './request.ts'

/**
 * Takes a suggestion into the request and shows it where it belongs. A suggestion by somebody who was asked answers the ping.
 * @param writtenIn "thread" or a copy's channel when its author wrote it there, so that it is not shown twice
 */
export function addSuggestion(before: Request, given: Omit<Suggestion, 'id'>, writtenIn?: string): Change {
  const suggestion: Suggestion = { ...given, id: `${before.id}.s${before.suggestions.length + 1}` }
  const answered = answerPing(before, suggestion.memberId, 'suggested', suggestion.at)
  const request: Request = {
    ...answered.request,
    suggestions: [...before.suggestions, suggestion],
    firstSuggestionAt: before.firstSuggestionAt ?? suggestion.at,
  }
  const shown =
    suggestion.to === 'thread'
      ? showSuggestion(request, suggestion, writtenIn)
      : [sendToAsker(request, suggestion.id, 'suggestion-for-asker')]
  return {
    request,
    effects: [
      ...shown,
      ...answered.effects,
      // Somebody who writes five lines knew it once, not five times. What may be forgotten as if it never was teaches nothing.
      ...(before.stoppable || before.suggestions.some(({ memberId }) => memberId === suggestion.memberId)
        ? []
        : [{ type: 'record-evidence', what: 'suggested', memberId: suggestion.memberId } as const]),
      ...updateStatus(request),
    ],
  }
}

/** Marks this member's ping as answered, if there is one that still waits or can be made good. */
export function answerPing(request: Request, memberId: string, state: 'suggested' | 'referred', at: number): Change {
  const ping = request.pings.find(
    (each) =>
      each.memberId === memberId && (isOutstanding(each) || each.state === 'lapsed' || each.state === 'declined'),
  )
  if (!ping) return { request, effects: [] }
  const { claimEndsAt: _, ...rest } = ping
  const settled = { ...rest, state }
  const effects: Effect[] = [
    updatePing(settled),
    { type: 'cancel-timer', name: 'ping-lapses', about: ping.id },
    { type: 'cancel-timer', name: 'claim-lapses', about: ping.id },
    { type: 'change-member', memberId, event: { type: 'answered-ping', at } },
  ]
  return { request: withPing(request, settled), effects }
}
