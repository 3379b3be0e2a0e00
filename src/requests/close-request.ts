import type { Change } from './change.ts'
import type { Effect } from './effects.ts'
import { letGo } from './help-desk.ts'
import { kindRules } from './kinds.ts'
import { updatePing, updateStatus } from './messages.ts'
import { isOutstanding, type Request } from './request.ts'
import type { RequestSettings } from './settings.ts'

/** Ends a request: nobody goes on working in vain, and the question "did it work out?" is set for later. */
export function closeRequest(
  open: Request,
  state: 'solved' | 'withdrawn' | 'expired',
  at: number,
  settings: RequestSettings,
): Change {
  const released = open.pings
    .filter(isOutstanding)
    .map(({ claimEndsAt: _, ...ping }) => ({ ...ping, state: 'released' as const }))
  const pings = open.pings.map((ping) => released.find(({ id }) => id === ping.id) ?? ping)
  const begun = letGo(open)
  const { waveEndsAt: _, ...rest } = begun.request
  const request: Request = { ...rest, state, closedAt: at, pings }
  const followUp: Effect[] =
    settings.followUp && state !== 'withdrawn' && request.suggestions.length > 0 && !request.followUp
      ? [{ type: 'set-timer', name: 'follow-up', at: at + kindRules[request.words?.kind ?? 'info'].followUpAfter }]
      : []
  return {
    request,
    effects: [
      ...begun.effects,
      ...released.map(updatePing),
      ...updateStatus(request),
      { type: 'cancel-timer', name: 'wave-ends' },
      { type: 'cancel-timer', name: 'request-expires' },
      ...followUp,
      { type: 'set-timer', name: 'text-expires', at: at + settings.textLife },
    ],
  }
}
