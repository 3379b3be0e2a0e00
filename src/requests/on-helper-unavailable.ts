import type { Rule } from './change.ts'
import { updatePing, updateStatus } from './messages.ts'
import { withPing } from './on-sent.ts'
import { isOutstanding } from './request.ts'
import { nextWaveIfAllAnswered } from './waves.ts'

/** A helper paused, stopped or left: the ping is taken back. */
export const onHelperUnavailable: Rule<'helper-unavailable'> = (request, event) => {
  const ping = request.pings.find((each) => each.memberId === event.memberId && isOutstanding(each))
  if (!ping) return undefined
  const { claimEndsAt: _, ...rest } = ping
  const released = { ...rest, state: 'released' as const }
  const next = nextWaveIfAllAnswered(withPing(request, released))
  return {
    request: next.request,
    effects: [
      updatePing(released),
      { type: 'cancel-timer', name: 'ping-lapses', about: ping.id },
      ...updateStatus(next.request),
      ...next.effects,
    ],
  }
}
