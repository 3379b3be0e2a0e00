import { answer, type Rule } from './change.ts'
import type { Effect } from './effects.ts'
import { endPing } from './end-ping.ts'
import { updatePing } from './messages.ts'
import { isOutstanding } from './request.ts'

/** Block: never again between these two. Report: the moderators get a link as well, once. Either way the ping is over, and its card shows no words of the asker any more. */
export const onReported: Rule<'reported'> = (before, event) => {
  const ping = before.pings.find(({ id }) => id === event.pingId)!
  const ended = isOutstanding(ping)
    ? endPing(before, ping, 'declined')
    : { request: before, effects: [updatePing(ping)] }
  const slot = `report:${ping.id}`
  const report: Effect = {
    type: 'send',
    slot,
    to: { to: 'moderators' },
    card: 'report-for-moderators',
    about: ping.id,
    notify: true,
  }
  return {
    request: ended.request,
    effects: [
      ...(before.askerId === 'erased' ? [] : [{ type: 'block', byId: event.byId, memberId: before.askerId } as const]),
      ...(event.block || before.sent[slot] ? [] : [report]),
      ...answer(event, event.block ? 'blocked' : 'reported'),
      ...ended.effects,
    ],
  }
}
