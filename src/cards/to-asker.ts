import type { CardOf } from './blocks.ts'
import { button, buttons, card, fields, note, text } from './blocks.ts'
import { quote, quoteRequest, requestOf, suggestionOf } from './find.ts'
import { thanksForm } from './help-forms.ts'
import { linkToRequest, mention, person } from './spans.ts'
import type { View } from './view.ts'
import type { Voice } from './voice.ts'

/** Said where a life may be in danger: the lines first, few words around them. */
export const crisisLines: CardOf = (view, voice) => {
  const { supportLines } = view
  return card(
    text(voice.say('crisis.you')),
    supportLines
      ? text(voice.say('crisis.emergency', { number: supportLines.emergency }))
      : text(voice.say('crisis.emergency-unknown')),
    lines(view, voice),
    note(voice.say('only-you'), view.request && voice.say('crisis.moderators')),
  )
}

/** Support lines as fields: what to call, where to write, what to open. */
export const lines = (view: View, voice: Voice) =>
  fields(
    ...(view.supportLines?.lines ?? []).map(({ name, call, text: write, web }) => ({
      label: name,
      value: [
        ...(call ? voice.say('crisis.call', { number: call }) : []),
        ...(call && write ? [', '] : []),
        ...(write ? voice.say('crisis.text', { number: write }) : []),
        ...((call || write) && web ? [', '] : []),
        ...(web ? [{ type: 'link' as const, text: web.replace(/^https:\/\//u, ''), to: { url: web } }] : []),
      ],
    })),
  )

/** "Company, advice, or nothing?" Nobody is told before an answer. */
export const supportQuestion: CardOf = (view, voice) => {
  const { id } = requestOf(view)
  return card(
    text(voice.say('support.question')),
    note(voice.say('support.promise')),
    buttons(
      button(voice, 'support.company', id),
      button(voice, 'support.advice', id),
      button(voice, 'support.nothing', id),
    ),
  )
}

export const supportCompany: CardOf = (view, voice) =>
  card(text(voice.say('support.company')), view.supportLines && note(voice.say('support.lines')), lines(view, voice))

/** In the thread, when the first suggestion was written there: the asker is called. */
export const firstSuggestion: CardOf = (view, voice) => {
  const request = requestOf(view)
  const { id, memberId, helpedAt } = suggestionOf(view)
  return card(
    text(
      voice.say('suggestion.first', {
        asker: mention(view, voice, request.askerId),
        helper: person(view, voice, memberId),
      }),
    ),
    buttons(helpedAt === undefined && button(voice, 'suggestion.helped', id, { form: thanksForm(voice) })),
  )
}

/** A suggestion that its author gave to the asker alone; it may name somebody outside, whom I have not contacted. */
export const suggestionForAsker: CardOf = (view, voice) => {
  const request = requestOf(view)
  const { id, memberId, text: words, at, helpedAt, referralId } = suggestionOf(view)
  const thread = linkToRequest(request, voice.plain('link.your-request'))
  const named = referralId !== undefined
  return card(
    text(
      named
        ? voice.say('referral.for-you', { helper: person(view, voice, memberId) })
        : voice.say('suggestion.for-you'),
    ),
    quote(view, voice, memberId, words, at),
    named && note(voice.say('referral.not-contacted'), voice.say('only-you')),
    thread && note([thread]),
    buttons(helpedAt === undefined && button(voice, 'suggestion.helped', id, { form: thanksForm(voice) })),
  )
}

export const threadFailed: CardOf = (_, voice) =>
  card(text(voice.say('thread-failed')), note(voice.say('thread-failed.remedy')))

export const detailsGone: CardOf = (_, voice) => card(text(voice.say('details-gone')))

/** In the thread, once: honest about having nobody to ask. */
export const nobodyMayKnow: CardOf = (view, voice) => {
  const request = requestOf(view)
  const asked = request.pings.some(({ state }) => state !== 'undeliverable')
  return card(
    text(
      voice.say('nobody-may-know', { asker: mention(view, voice, request.askerId), asked: asked ? 'some' : 'none' }),
    ),
    note(voice.say('nobody-may-know.open')),
  )
}

/** "Did it work out?", once. */
export const followUp: CardOf = (view, voice) => {
  const request = requestOf(view)
  const thread = linkToRequest(request, voice.plain('link.your-request'))
  return card(
    text(voice.say('follow-up')),
    quoteRequest(view, voice, request),
    note(voice.say('follow-up.who-learns'), thread && [thread]),
    buttons(
      button(voice, 'outcome.yes', request.id, { style: 'primary' }),
      button(voice, 'outcome.partly', request.id),
      button(voice, 'outcome.no', request.id),
    ),
  )
}
