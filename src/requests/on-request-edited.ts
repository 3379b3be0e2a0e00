import { answer, type Rule } from './change.ts'
import type { Effect } from './effects.ts'
import { updateOutstandingPings, updateStatus } from './messages.ts'
import { openRequest, removeOffer } from './open-request.ts'
import type { Words } from './request.ts'
import { endOfLife, nextWave, wavesAreOver } from './waves.ts'

/** The asker corrects what was understood. Sending the form of an offer is a yes. */
export const onRequestEdited: Rule<'request-edited'> = (request, event) => {
  const words = { ...request.words, ...event.changes } as Words
  if (request.state === 'offered') {
    if (request.acceptedAt || request.care || !words.text) return undefined
    const opened = openRequest(request, words, event.at)
    return {
      request: opened.request,
      effects: [...opened.effects, ...answer(event, 'asking-around'), removeOffer(request)],
    }
  }
  const edited = { ...request, words }
  const expiry: Effect = { type: 'set-timer', name: 'request-expires', at: endOfLife(edited, event.at) }
  const again =
    edited.nobodyLeft && !wavesAreOver(edited)
      ? nextWave({ ...edited, nobodyLeft: false })
      : { request: edited, effects: [] }
  return {
    request: again.request,
    effects: [
      expiry,
      ...updateStatus(again.request),
      ...(edited.sent.message
        ? [
            {
              type: 'edit',
              slot: 'message',
              to: { to: 'channel', channel: edited.channel },
              card: 'asked-by-command',
            } as const,
          ]
        : []),
      ...updateOutstandingPings(edited),
      ...answer(event, 'edited'),
      ...again.effects,
    ],
  }
}
