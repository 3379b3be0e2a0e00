import { answer, type Rule } from './change.ts'
import type { Effect } from './effects.ts'
import { updateStatus } from './messages.ts'

/** "This helped", with a line of thanks that reaches its people as it was written. The waves stop. */
export const onHelped: Rule<'helped'> = (before, event) => {
  const suggestion = before.suggestions.find(({ id }) => id === event.suggestionId)
  if (!suggestion || suggestion.helpedAt) return undefined
  const thanks = event.thanks?.trim()
  const marked = { ...suggestion, helpedAt: event.at, ...(thanks ? { thanks } : {}) }
  const { waveEndsAt: _, ...rest } = before
  const request = { ...rest, suggestions: before.suggestions.map((each) => (each === suggestion ? marked : each)) }
  const people = helpersOf(request, suggestion)
  return {
    request,
    effects: [
      ...people.map(
        (memberId): Effect => ({
          type: 'send',
          slot: `thanks:${suggestion.id}#${memberId}`,
          to: { to: 'dm', memberId },
          card: 'thanks',
          about: suggestion.id,
          notify: true,
        }),
      ),
      ...people.map((memberId): Effect => ({ type: 'record-evidence', what: 'helped', memberId })),
      { type: 'cancel-timer', name: 'wave-ends' },
      ...editOwnCard(request, suggestion.id, suggestion.referralId),
      ...updateStatus(request),
      ...answer(event, 'thanked'),
    ],
  }
}

/** Its author, and whoever agreed to be introduced by it. */
export function helpersOf(
  request: Parameters<Rule<'helped'>>[0],
  suggestion: { memberId: string; referralId?: string },
): string[] {
  const named = request.referrals.find(({ id }) => id === suggestion.referralId)?.memberId
  return [...new Set([suggestion.memberId, ...(named ? [named] : [])])].filter((id) => id !== 'erased')
}

const editOwnCard = (request: Parameters<Rule<'helped'>>[0], id: string, referralId?: string): Effect[] =>
  request.sent[`suggestion:${id}`]
    ? [
        {
          type: 'edit',
          slot: `suggestion:${id}`,
          to: { to: 'thread' },
          card: referralId ? 'introduction' : 'suggestion',
          about: id,
        },
      ]
    : []
