import type { Rule } from './change.ts'
import { updatePing, updateStatus } from './messages.ts'
import { withPing } from './on-sent.ts'
import { nextWaveIfAllAnswered } from './waves.ts'

/** "I'll do it myself" holds for a while only: the asker must not wait for nothing. */
export const onClaimLapsed: Rule<'claim-lapsed'> = (request, event) => {
  const ping = request.pings.find(({ id }) => id === event.pingId)
  if (ping?.state !== 'claimed' || event.at < ping.claimEndsAt!) return undefined
  const { claimEndsAt: _, ...rest } = ping
  const lapsed = { ...rest, state: 'lapsed' as const }
  const next = nextWaveIfAllAnswered(withPing(request, lapsed))
  return {
    request: next.request,
    effects: [
      updatePing(lapsed),
      {
        type: 'send',
        slot: `claim:${ping.id}`,
        to: { to: 'dm', memberId: ping.memberId },
        card: 'claim-lapsed',
        about: ping.id,
      },
      ...updateStatus(next.request),
      ...next.effects,
    ],
  }
}
