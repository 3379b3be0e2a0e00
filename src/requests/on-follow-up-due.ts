import type { Rule } from './change.ts'
import { privately } from './messages.ts'

/** "Did it work out?", once. */
export const onFollowUpDue: Rule<'follow-up-due'> = (before) => {
  if (before.followUp || before.askerId === 'erased') return undefined
  const asked = privately({ ...before, followUp: 'asked' }, before.askerId, 'follow-up', 'follow-up')
  return { request: asked.request, effects: [asked.effect] }
}
