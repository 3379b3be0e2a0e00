import type { Rule } from './change.ts'
import { cardsAbout } from './messages.ts'

/** People's words are shown as they stand now. */
export const onThreadMessageEdited: Rule<'thread-message-edited'> = (request, event) => {
  const suggestion = request.suggestions.find(({ message }) => message === event.message)
  const update = request.updates.find(({ message }) => message === event.message)
  const edit = <T extends { message?: string }>(each: T) =>
    each.message === event.message ? { ...each, text: event.text } : each
  const what = suggestion ? 'suggestion' : 'update'
  const id = suggestion?.id ?? update?.id
  if (!id) return undefined
  return {
    request: { ...request, suggestions: request.suggestions.map(edit), updates: request.updates.map(edit) },
    effects: cardsAbout(request, what, id).map((card) => ({
      type: 'edit',
      ...card,
      card: `relayed-${what}`,
      about: id,
    })),
  }
}
