import { answer, type Rule } from './change.ts'
import { updatePing } from './messages.ts'
import { withPing } from './on-sent.ts'
import { isOutstanding } from './request.ts'
import { nextWaveIfAllAnswered } from './waves.ts'

/** Block: never again between these two. Report: the moderators get a link as well. Either way the ping is over. */
export const onReported: Rule<'reported'> = (before, event) => {
  const ping = before.pings.find(({ id }) => id === event.pingId)!
  const declined = { ...ping, state: 'declined' as const }
  const next = nextWaveIfAllAnswered(isOutstanding(ping) ? withPing(before, declined) : before)
  return {
    request: next.request,
    effects: [
      { type: 'block', byId: event.byId, memberId: before.askerId },
      ...(isOutstanding(ping)
        ? [updatePing(declined), { type: 'cancel-timer', name: 'ping-lapses', about: ping.id } as const]
        : []),
      ...(event.block
        ? []
        : [
            {
              type: 'send',
              slot: `report:${ping.id}`,
              to: { to: 'moderators' },
              card: 'report-for-moderators',
              about: ping.id,
              notify: true,
            } as const,
          ]),
      ...answer(event, event.block ? 'blocked' : 'reported'),
      ...next.effects,
    ],
  }
}
