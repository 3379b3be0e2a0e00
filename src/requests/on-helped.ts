import { answer, type Rule } from './change.ts'
import type { Effect } from './effects.ts'
import { letGo } from './help-desk.ts'
import { cardsOfSuggestion, editCards, updateStatus } from './messages.ts'
import type { Request, Suggestion } from './request.ts'

/** "This helped", with a line of thanks that reaches its people as it was written. The waves stop. */
export const onHelped: Rule<'helped'> = (before, event) => {
  const suggestion = before.suggestions.find(({ id }) => id === event.suggestionId)
  if (!suggestion || suggestion.helpedAt) return undefined
  const thanks = event.thanks?.trim()
  const marked = { ...suggestion, helpedAt: event.at, ...(thanks ? { thanks } : {}) }
  const begun = letGo(before)
  const { waveEndsAt: _, ...rest } = begun.request
  const request = { ...rest, suggestions: before.suggestions.map((each) => (each === suggestion ? marked : each)) }
  // Two accounts that are one person now may have asked and suggested: nobody thanks themselves.
  const people = helpersOf(request, suggestion).filter(({ memberId }) => memberId !== before.askerId)
  return {
    request,
    effects: [
      ...begun.effects,
      ...people.map(
        ({ memberId, as }): Effect => ({
          type: 'send',
          slot: `thanks:${as}`,
          to: { to: 'dm', memberId },
          card: 'thanks',
          about: suggestion.id,
          notify: true,
        }),
      ),
      ...people.map(({ memberId }): Effect => ({ type: 'record-evidence', what: 'helped', memberId })),
      { type: 'cancel-timer', name: 'wave-ends' },
      ...editCards(cardsOfSuggestion(request, marked), suggestion.id),
      ...updateStatus(request),
      ...answer(event, 'thanked'),
    ],
  }
}

/** Its author, and whoever agreed to be introduced by it. `as` tells them apart in the name of a slot. */
export function helpersOf(
  request: Request,
  { id, memberId, referralId }: Suggestion,
): { memberId: string; as: string }[] {
  const named = request.referrals.find((referral) => referral.id === referralId)?.memberId
  return [{ memberId, as: id }, ...(named ? [{ memberId: named, as: `${id}#named` }] : [])].filter(
    (person) => person.memberId !== 'erased',
  )
}
