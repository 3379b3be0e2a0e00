import type { Rule } from './change.ts'
import { endPing } from './end-ping.ts'

/** "I'll do it myself" holds for a while only: the asker must not wait for nothing. */
export const onClaimLapsed: Rule<'claim-lapsed'> = (request, event) => {
  const ping = request.pings.find(({ id }) => id === event.pingId)
  if (ping?.state !== 'claimed' || event.at < ping.claimEndsAt!) return undefined
  const ended = endPing(request, ping, 'lapsed')
  return {
    request: ended.request,
    effects: [
      {
        type: 'send',
        slot: `claim:${ping.id}`,
        to: { to: 'dm', memberId: ping.memberId },
        card: 'claim-lapsed',
        about: ping.id,
      },
      ...ended.effects,
    ],
  }
}
