import type { Change } from './change.ts'
import { updatePing, updateStatus } from './messages.ts'
import { withPing } from './on-sent.ts'
import type { Ping, Request } from './request.ts'
import { nextWaveIfAllAnswered } from './waves.ts'

/**
 * A ping is over without a word for the asker: its card says so, its timers are called off, and the wave goes on without it.
 * Of a ping that came of a referral nobody may know before the one named agreed: nothing else moves then.
 */
export function endPing(
  request: Request,
  ping: Ping,
  state: 'declined' | 'lapsed' | 'released' | 'undeliverable',
): Change {
  const { claimEndsAt: _, ...rest } = ping
  const ended: Ping = { ...rest, state }
  const after = withPing(request, ended)
  const next = ping.consent === 'asked' ? { request: after, effects: [] } : nextWaveIfAllAnswered(after)
  return {
    request: next.request,
    effects: [
      updatePing(ended),
      { type: 'cancel-timer', name: 'ping-lapses', about: ping.id },
      { type: 'cancel-timer', name: 'claim-lapses', about: ping.id },
      ...(ping.consent === 'asked' ? [] : updateStatus(next.request)),
      ...next.effects,
    ],
  }
}
