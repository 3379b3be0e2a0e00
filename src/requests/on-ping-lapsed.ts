import type { Rule } from './change.ts'
import { updatePing, updateStatus } from './messages.ts'
import { withPing } from './on-sent.ts'
import { nextWaveIfAllAnswered } from './waves.ts'

/** Silence is never punished; two lapsed pings in a row only rest the helper (members/change-member.ts). */
export const onPingLapsed: Rule<'ping-lapsed'> = (request, event) => {
  const ping = request.pings.find(({ id }) => id === event.pingId)
  if (ping?.state !== 'live') return undefined
  const lapsed = { ...ping, state: 'lapsed' as const }
  const next = nextWaveIfAllAnswered(withPing(request, lapsed))
  return {
    request: next.request,
    effects: [
      updatePing(lapsed),
      { type: 'change-member', memberId: ping.memberId, event: { type: 'ping-lapsed', at: event.at } },
      ...updateStatus(next.request),
      ...next.effects,
    ],
  }
}
