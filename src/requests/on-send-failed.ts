import type { Rule } from './change.ts'
import { privately, updateStatus } from './messages.ts'
import { withPing } from './on-sent.ts'
import { onThreadFailed } from './on-thread-failed.ts'
import { nextWaveIfAllAnswered } from './waves.ts'

/** What could not be sent: a ping counts as not asked, a word to the asker finds another way, the rest is only a pity. */
export const onSendFailed: Rule<'send-failed'> = (request, event, settings) => {
  const { slot, at, failure } = event
  if (slot === 'message') return onThreadFailed(request, { type: 'thread-failed', at, failure }, settings)
  if (slot.startsWith('copy:'))
    return onThreadFailed(request, { type: 'thread-failed', at, failure, copy: slot.slice('copy:'.length) }, settings)
  if (slot.startsWith('for-asker:')) {
    const again = privately(
      request,
      request.askerId,
      slot.replace('for-asker:', 'for-asker-here:'),
      slot.includes('.r') ? 'referral-for-asker' : 'suggestion-for-asker',
      slot.slice('for-asker:'.length),
    )
    return { request: again.request, effects: [again.effect] }
  }
  const ping = slot.startsWith('ping:') ? request.pings.find(({ id }) => `ping:${id}` === slot) : undefined
  if (ping?.state !== 'owed') return undefined
  const undelivered = withPing(request, { ...ping, state: 'undeliverable' })
  const next = nextWaveIfAllAnswered(undelivered)
  return { request: next.request, effects: [...updateStatus(next.request), ...next.effects] }
}
