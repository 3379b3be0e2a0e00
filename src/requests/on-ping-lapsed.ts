import type { Rule } from './change.ts'
import { endPing } from './end-ping.ts'

/** Silence is never punished; two lapsed pings in a row only rest the helper (members/change-member.ts). */
export const onPingLapsed: Rule<'ping-lapsed'> = (request, event) => {
  const ping = request.pings.find(({ id }) => id === event.pingId)
  if (ping?.state !== 'live' || event.at < ping.endsAt) return undefined
  const ended = endPing(request, ping, 'lapsed')
  return {
    request: ended.request,
    effects: [
      { type: 'change-member', memberId: ping.memberId, event: { type: 'ping-lapsed', at: event.at } },
      ...ended.effects,
    ],
  }
}
