import type { Rule } from './change.ts'
import { updateOutstandingPings, updateStatus } from './messages.ts'

/** The asker edits the message itself: its words are the request's words. What the asker corrected by hand stays. */
export const onAskerMessageEdited: Rule<'asker-message-edited'> = (before, event) => {
  if (!before.words || before.words.text === undefined || event.words.text === before.words.text) return undefined
  const request = { ...before, words: { ...before.words, text: event.words.text } as typeof before.words }
  return { request, effects: [...updateStatus(request), ...updateOutstandingPings(request)] }
}
