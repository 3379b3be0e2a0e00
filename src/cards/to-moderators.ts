import type { CardOf } from './blocks.ts'
import { card, note, text } from './blocks.ts'
import { pingOf, requestOf } from './find.ts'
import { channel, linkToRequest, person } from './spans.ts'

/** A life may be in danger: where to look, and nothing of what was written. */
export const crisisForModerators: CardOf = (view, voice) => {
  const request = requestOf(view)
  const link = request.message
    ? { type: 'link' as const, text: voice.plain('link.message'), to: { message: request.message } }
    : channel(view, voice, request.channel)
  return card(text(voice.say('moderators.crisis', { message: link })), note(voice.say('moderators.crisis-note')))
}

/** Somebody who was asked reports the request: a link, no text. */
export const reportForModerators: CardOf = (view, voice) => {
  const request = requestOf(view)
  const { memberId } = pingOf(view)
  const link = linkToRequest(request, voice.plain('link.request')) ?? channel(view, voice, request.channel)
  return card(
    text(
      voice.say('moderators.report', {
        reporter: person(view, voice, memberId),
        asker: person(view, voice, request.askerId),
        request: link,
      }),
    ),
    note(voice.say('moderators.report-note')),
  )
}
