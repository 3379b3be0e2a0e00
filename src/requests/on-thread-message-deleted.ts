import type { Rule } from './change.ts'
import { cardsAbout, updateStatus } from './messages.ts'

/** Deleted where it was written, deleted everywhere. */
export const onThreadMessageDeleted: Rule<'thread-message-deleted'> = (before, event) => {
  const suggestion = before.suggestions.find(({ message }) => message === event.message)
  const update = before.updates.find(({ message }) => message === event.message)
  const id = suggestion?.id ?? update?.id
  if (!id) return undefined
  const forget = <T extends { message?: string; text?: string }>(each: T): T => {
    if (each.message !== event.message) return each
    const { text: _, ...bare } = each
    return bare as T
  }
  const request = { ...before, suggestions: before.suggestions.map(forget), updates: before.updates.map(forget) }
  const cards = cardsAbout(before, suggestion ? 'suggestion' : 'update', id)
  return {
    request,
    effects: [...cards.map((card) => ({ type: 'remove', ...card }) as const), ...updateStatus(request)],
  }
}
