import type { CardOf } from './blocks.ts'
import { button, buttons, card, note, text } from './blocks.ts'
import { draftOf, pingOf, quote, quoteRequest, requestOf, suggestionOf, updateOf } from './find.ts'
import { helpForm } from './help-forms.ts'
import { linkToRequest, person } from './spans.ts'
import type { View } from './view.ts'
import type { Voice } from './voice.ts'

const threadNote = (view: View, voice: Voice) => {
  const link = linkToRequest(requestOf(view), voice.plain('link.thread'))
  return link ? note([link]) : undefined
}

/** A free reply is never posted by itself. */
export const shareQuestion: CardOf = (view, voice) => {
  const { id, memberId, text: words } = draftOf(view)
  const asker = person(view, voice, requestOf(view).askerId)
  return card(
    text(voice.say('share', { asker })),
    quote(view, voice, memberId, words),
    note(voice.say('share.otherwise')),
    buttons(
      button(voice, 'draft.share', id, { style: 'primary' }),
      button(voice, 'draft.asker', id),
      button(voice, 'draft.drop', id),
    ),
  )
}

/** For a person outside, whom I do not contact: something the helper can pass on. */
export const forwardLine: CardOf = (view, voice) => {
  const request = requestOf(view)
  return card(
    text(voice.say('forward', { asker: person(view, voice, request.askerId) })),
    quoteRequest(view, voice, request),
    threadNote(view, voice),
  )
}

/** Thanks, as the asker wrote them. */
export const thanks: CardOf = (view, voice) => {
  const request = requestOf(view)
  const { thanks: words, memberId } = suggestionOf(view)
  const asker = person(view, voice, request.askerId)
  const named = view.reader !== undefined && view.reader.id !== memberId
  return card(
    text(
      named
        ? voice.say('thanks.named', { asker, helper: person(view, voice, memberId) })
        : voice.say('thanks', { asker }),
    ),
    words ? quote(view, voice, request.askerId, words) : undefined,
    threadNote(view, voice),
  )
}

/** How it goes on, told by the asker in the thread. */
export const progress: CardOf = (view, voice) => {
  const request = requestOf(view)
  const { text: words, at } = updateOf(view)
  return card(
    text(voice.say('progress', { asker: person(view, voice, request.askerId) })),
    quote(view, voice, request.askerId, words, at),
    threadNote(view, voice),
  )
}

/** Whether it worked out, for those who helped. */
export const outcome: CardOf = (view, voice) => {
  const request = requestOf(view)
  const told = request.followUp
  return card(
    text(voice.say('outcome', { asker: person(view, voice, request.askerId), outcome: told ?? 'asked' })),
    quoteRequest(view, voice, request),
    threadNote(view, voice),
  )
}

export const claimLapsed: CardOf = (view, voice) => {
  const request = requestOf(view)
  const { id } = pingOf(view)
  return card(
    text(voice.say('claim-lapsed', { asker: person(view, voice, request.askerId) })),
    threadNote(view, voice),
    request.state === 'open' && buttons(button(voice, 'ping.help', id, { form: helpForm(voice, false) })),
  )
}
