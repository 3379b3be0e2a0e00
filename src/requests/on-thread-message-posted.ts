import { addSuggestion } from './add-suggestion.ts'
import type { Change, Rule } from './change.ts'
import type { EventOf } from './events.ts'
import { progressSlot, showUpdate } from './messages.ts'
import type { Request, Update } from './request.ts'

/** What anyone writes in the thread counts, without a button. The asker's own words are progress for those who suggested. */
export const onThreadMessagePosted: Rule<'thread-message-posted'> = (request, event) => {
  const seen = [...request.suggestions, ...request.updates].some(({ message }) => message === event.message)
  if (seen || event.text.trim() === '') return undefined
  const writtenIn = event.copy ?? 'thread'
  if (event.byId === request.askerId) return tellProgress(request, event, writtenIn)
  return addSuggestion(
    request,
    { memberId: event.byId, text: event.text, at: event.at, message: event.message, to: 'thread' },
    writtenIn,
  )
}

/** Those who write in the thread see it there; those who answered by button are told. */
function tellProgress(before: Request, event: EventOf<'thread-message-posted'>, writtenIn: string): Change {
  const update: Update = {
    id: `${before.id}.u${before.updates.length + 1}`,
    text: event.text,
    at: event.at,
    message: event.message,
  }
  const request = { ...before, updates: [...before.updates, update] }
  const inThread = new Set(request.suggestions.filter(({ message }) => message).map(({ memberId }) => memberId))
  const elsewhere = request.suggestions.filter(
    ({ memberId }, i, all) =>
      memberId !== 'erased' &&
      !inThread.has(memberId) &&
      all.findIndex((earlier) => earlier.memberId === memberId) === i,
  )
  return {
    request,
    effects: [
      ...showUpdate(request, update, writtenIn),
      ...elsewhere.map(
        ({ id, memberId }) =>
          ({
            type: 'send',
            slot: progressSlot(update.id, id),
            to: { to: 'dm', memberId },
            card: 'progress',
            about: update.id,
          }) as const,
      ),
    ],
  }
}
