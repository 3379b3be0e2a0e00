import { answer, type Rule } from './change.ts'
import { countOffer } from './count-offer.ts'
import type { Effect } from './effects.ts'
import { updateOutstandingPings, updateStatus } from './messages.ts'
import { openRequest, removeOffer } from './open-request.ts'
import type { Words } from './request.ts'
import { endOfLife, nextWave, wavesAreOver } from './waves.ts'

/** The asker corrects what was understood. Sending the form of an offer is a yes. */
export const onRequestEdited: Rule<'request-edited'> = (request, event, settings) => {
  const words = { ...request.words, ...event.changes } as Words
  if (request.state === 'offered') {
    if (request.acceptedAt || request.care || !words.text) return undefined
    const opened = openRequest(request, words, event.at)
    return {
      request: opened.request,
      effects: [
        ...opened.effects,
        ...answer(event, 'asking-around'),
        removeOffer(request),
        ...countOffer(request, 'wanted'),
      ],
    }
  }
  const endsAt = endOfLife({ ...request, words }, event.at)
  const edited = { ...request, words, endsAt, lastWave: request.wave + settings.mostWaves }
  const expiry: Effect = { type: 'set-timer', name: 'request-expires', at: endsAt }
  const again =
    (edited.nobodyLeft || edited.enoughAsked) && !wavesAreOver(edited)
      ? nextWave({ ...edited, nobodyLeft: false, enoughAsked: false })
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
