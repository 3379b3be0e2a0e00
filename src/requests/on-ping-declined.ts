import { answer, type Rule } from './change.ts'
import type { Effect } from './effects.ts'
import { endPing } from './end-ping.ts'
import { isOutstanding } from './request.ts'

/** "Not now" costs nothing; "not my topic" corrects the profile. When all have answered, the next wave need not wait. */
export const onPingDeclined: Rule<'ping-declined'> = (request, event) => {
  const ping = request.pings.find(({ id }) => id === event.pingId)
  // A press may come before the news that its card arrived: an owed ping counts as well.
  if (!ping || !isOutstanding(ping)) return undefined
  const ended = endPing(request, ping, 'declined')
  const lesson: Effect[] =
    event.why === 'not-my-topic'
      ? [
          { type: 'record-evidence', what: 'not-topic', memberId: ping.memberId },
          {
            type: 'change-member',
            memberId: ping.memberId,
            event: { type: 'topic-disowned', topics: declaredIn(ping.reasons), at: event.at },
          },
        ]
      : []
  return {
    request: ended.request,
    effects: [
      { type: 'change-member', memberId: ping.memberId, event: { type: 'answered-ping', at: event.at } },
      ...lesson,
      ...answer(event, event.why),
      ...ended.effects,
    ],
  }
}

const declaredIn = (reasons: { code: string; detail: string[] }[]) =>
  reasons.filter(({ code }) => code === 'declared-topic').flatMap(({ detail }) => detail)
