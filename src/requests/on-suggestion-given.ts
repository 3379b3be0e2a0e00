import { addSuggestion } from './add-suggestion.ts'
import { answer, type Change, type Rule } from './change.ts'
import type { EventOf } from './events.ts'
import { updatePing, updateStatus } from './messages.ts'
import { withPing } from './on-sent.ts'
import type { Ping, Request } from './request.ts'
import type { RequestSettings } from './settings.ts'

/** "I can help": a suggestion in the helper's own words, or "I'll do it myself". After the end it is told so, and still passed on. */
export const onSuggestionGiven: Rule<'suggestion-given'> = (request, event, settings) => {
  const ping = request.pings.find(({ id }) => id === event.pingId)
  if (event.claim) return ping && request.state === 'open' ? claim(request, ping, event, settings) : undefined
  if (!request.thread || event.text.trim() === '') return undefined
  const added = addSuggestion(request, { memberId: event.byId, text: event.text, at: event.at, to: event.to })
  const said =
    request.state !== 'open' ? 'late-suggestion' : event.to === 'asker' ? 'suggestion-to-asker' : 'suggestion-shared'
  return { request: added.request, effects: [...added.effects, ...answer(event, said)] }
}

function claim(
  before: Request,
  ping: Ping,
  event: EventOf<'suggestion-given'>,
  settings: RequestSettings,
): Change | undefined {
  if (ping.state !== 'owed' && ping.state !== 'live') return undefined
  const claimed: Ping = { ...ping, state: 'claimed', claimEndsAt: event.at + settings.claimLife }
  const request = withPing(before, claimed)
  return {
    request,
    effects: [
      { type: 'set-timer', name: 'claim-lapses', about: ping.id, at: claimed.claimEndsAt! },
      { type: 'cancel-timer', name: 'ping-lapses', about: ping.id },
      { type: 'change-member', memberId: ping.memberId, event: { type: 'answered-ping', at: event.at } },
      updatePing(claimed),
      ...updateStatus(request),
      ...answer(event, 'claimed', ping.id),
    ],
  }
}
