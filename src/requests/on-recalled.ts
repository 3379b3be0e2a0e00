import type { Rule } from './change.ts'
import { updateStatus } from './messages.ts'

export const onRecalled: Rule<'recalled'> = (request, event) => {
  if (event.threads.length === 0) return undefined
  const recalled = { ...request, recalled: event.threads.slice(0, 3) }
  return { request: recalled, effects: updateStatus(recalled) }
}
