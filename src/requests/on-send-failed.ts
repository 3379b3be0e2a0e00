import type { Rule } from './change.ts'
import { endPing } from './end-ping.ts'
import { privately, sendToAsker } from './messages.ts'
import { onThreadFailed } from './on-thread-failed.ts'

/** What could not be sent: a ping counts as not asked, a word to the asker finds another way, the rest is only a pity. */
export const onSendFailed: Rule<'send-failed'> = (request, event, settings) => {
  const { slot, at, failure } = event
  if (slot === 'message') {
    // Closed meanwhile: there is nothing left to end.
    return request.state === 'open'
      ? onThreadFailed(request, { type: 'thread-failed', at, failure }, settings)
      : undefined
  }
  if (slot.startsWith('copy:'))
    return onThreadFailed(request, { type: 'thread-failed', at, failure, copy: slot.slice('copy:'.length) }, settings)
  const shown = request.suggestions.find(({ id }) => slot === `suggestion:${id}`)
  // The thread was deleted or locked meanwhile. Whoever asked still hears what somebody took the time to write.
  if (shown && !shown.referralId && (failure === 'gone' || failure === 'forbidden'))
    return request.askerId === 'erased'
      ? undefined
      : { request, effects: [sendToAsker(request, shown.id, 'suggestion-for-asker')] }
  if (slot.startsWith('for-asker:')) {
    if (request.askerId === 'erased') return undefined
    const again = privately(
      request,
      request.askerId,
      slot.replace('for-asker:', 'asker-here:'),
      'suggestion-for-asker',
      slot.slice('for-asker:'.length),
    )
    return { request: again.request, effects: [again.effect] }
  }
  const ping = slot.startsWith('ping:') ? request.pings.find(({ id }) => `ping:${id}` === slot) : undefined
  return ping?.state === 'owed' ? endPing(request, ping, 'undeliverable') : undefined
}
