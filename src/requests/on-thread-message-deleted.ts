import type { Rule } from './change.ts'
import { cardsOfSuggestion, cardsOfUpdate, removeCards, updateStatus } from './messages.ts'
import { dropDraft } from './on-draft-decided.ts'

/** Deleted where it was written, deleted everywhere; of a reply by DM that is not shared yet, the question goes with it. */
export const onThreadMessageDeleted: Rule<'thread-message-deleted'> = (before, event) => {
  const draft = before.drafts.find(({ message, text }) => message === event.message && text !== undefined)
  if (draft) return dropDraft(before, draft.id)
  const suggestion = before.suggestions.find(({ message }) => message === event.message)
  const update = before.updates.find(({ message }) => message === event.message)
  if (!suggestion && !update) return undefined
  const forget = <T extends { message?: string; text?: string }>(each: T): T => {
    if (each.message !== event.message) return each
    const { text: _, ...bare } = each
    return bare as T
  }
  const request = { ...before, suggestions: before.suggestions.map(forget), updates: before.updates.map(forget) }
  return {
    request,
    effects: [
      ...removeCards(suggestion ? cardsOfSuggestion(before, suggestion) : cardsOfUpdate(before, update!)),
      ...updateStatus(request),
    ],
  }
}
