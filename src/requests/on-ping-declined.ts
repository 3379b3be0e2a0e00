import { answer, type Rule } from './change.ts'
import type { Effect } from './effects.ts'
import { updatePing, updateStatus } from './messages.ts'
import { withPing } from './on-sent.ts'
import { nextWaveIfAllAnswered } from './waves.ts'

/** "Not now" costs nothing; "not my topic" corrects the profile. When all have answered, the next wave need not wait. */
export const onPingDeclined: Rule<'ping-declined'> = (request, event) => {
  const ping = request.pings.find(({ id }) => id === event.pingId)
  if (ping?.state !== 'live' && ping?.state !== 'claimed') return undefined
  const { claimEndsAt: _, ...rest } = ping
  const declined = { ...rest, state: 'declined' as const }
  const next = nextWaveIfAllAnswered(withPing(request, declined))
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
    request: next.request,
    effects: [
      updatePing(declined),
      { type: 'cancel-timer', name: 'ping-lapses', about: ping.id },
      { type: 'cancel-timer', name: 'claim-lapses', about: ping.id },
      { type: 'change-member', memberId: ping.memberId, event: { type: 'answered-ping', at: event.at } },
      ...lesson,
      ...updateStatus(next.request),
      ...answer(event, event.why),
      ...next.effects,
    ],
  }
}

const declaredIn = (reasons: { code: string; detail: string[] }[]) =>
  reasons.filter(({ code }) => code === 'declared-topic').flatMap(({ detail }) => detail)
