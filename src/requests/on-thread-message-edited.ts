import type { Change, Rule } from './change.ts'
import { cardsOfSuggestion, cardsOfUpdate, editCards } from './messages.ts'
import type { Draft, Request } from './request.ts'

/** People's words are shown as they stand now. What was erased, or whose time is over, does not come back. */
export const onThreadMessageEdited: Rule<'thread-message-edited'> = (request, event) => {
  const stands = ({ message, text }: { message?: string; text?: string }) =>
    message === event.message && text !== undefined
  const draft = request.drafts.find(stands)
  if (draft) return editDraft(request, draft, event.text)
  const suggestion = request.suggestions.find(stands)
  const update = request.updates.find(stands)
  if (!suggestion && !update) return undefined
  const edit = <T extends { message?: string }>(each: T) =>
    each.message === event.message ? { ...each, text: event.text, edited: true } : each
  return {
    request: { ...request, suggestions: request.suggestions.map(edit), updates: request.updates.map(edit) },
    effects: suggestion
      ? editCards(cardsOfSuggestion(request, suggestion), suggestion.id)
      : editCards(cardsOfUpdate(request, update!), update!.id),
  }
}

/** A reply by DM that is not shared yet: what is asked about is what it says now. */
const editDraft = (request: Request, draft: Draft, text: string): Change => ({
  request: { ...request, drafts: request.drafts.map((each) => (each === draft ? { ...draft, text } : each)) },
  effects: [
    {
      type: 'edit',
      slot: `draft:${draft.id}`,
      to: { to: 'dm', memberId: draft.memberId },
      card: 'share-question',
      about: draft.id,
    },
  ],
})
