import type { Suggestion } from '../requests/request.ts'
import type { CardOf } from './blocks.ts'
import { button, buttons, card, note, text } from './blocks.ts'
import type { Card } from './card.ts'
import { quote, quoteRequest, requestOf, suggestionOf, updateOf } from './find.ts'
import { suggestForm, thanksForm } from './help-forms.ts'
import { channel, mention, moment, person, shortly } from './spans.ts'
import type { View } from './view.ts'
import type { Voice } from './voice.ts'

/** The same neutral line for whatever waits: it tells passers-by nothing. */
export const waitingNote: CardOf = (view, voice) =>
  card(text(voice.say('note')), buttons(button(voice, 'note.open', `${requestOf(view).id}.${view.slot ?? 'offer'}`)))

/** To whoever posted in a help desk, alone: what becomes of it, and how to stop it. */
export const deskBegins: CardOf = (view, voice) =>
  card(
    text(voice.say('desk', { wait: shortly(voice, view.deskWait ?? 0) })),
    buttons(button(voice, 'request.withdraw', requestOf(view).id, { label: 'button.request.withdraw.desk' })),
  )

/** A request that was typed to the bot, in the channel where it was asked. */
export const askedByCommand: CardOf = (view, voice) => {
  const request = requestOf(view)
  return card(quoteRequest(view, voice, request), note(voice.say('asked')))
}

/** The request as a linked channel sees it. */
export const copy: CardOf = (view, voice) => {
  const request = requestOf(view)
  const { id, words, state } = request
  const open = state === 'open'
  return card(
    text(voice.say('asked-elsewhere', { channel: channel(view, voice, request.channel) })),
    quoteRequest(view, voice, request),
    open
      ? note(
          words?.deadline && voice.say('status.needed-by', { time: moment(view, words.deadline.at) }),
          voice.say('copy.write-here', { asker: person(view, voice, request.askerId) }),
        )
      : note(voice.say('copy.over', { state })),
    open && buttons(button(voice, 'request.suggest', id, { form: suggestForm(voice) })),
  )
}

/** A suggestion in its author's own words, in the thread; an introduction, when it names somebody who agreed to it. */
export const suggestion: CardOf = (view, voice) => showSuggestion(view, voice, suggestionOf(view), false)

/** The same in the thread of a linked channel, or in the thread when it was written at a linked channel. */
export const relayedSuggestion: CardOf = (view, voice) => showSuggestion(view, voice, suggestionOf(view), true)

function showSuggestion(view: View, voice: Voice, shown: Suggestion, relayed: boolean): Card {
  const request = requestOf(view)
  const { id, memberId, helpedAt } = shown
  // Copies stand in slots with the channel's name after an "@"; the asker is not called there.
  const elsewhere = isCopy(view)
  const calls = request.suggestions[0]?.id === id && !elsewhere && helpedAt === undefined
  const referral = request.referrals.find((one) => one.id === shown.referralId)
  const words = referral ? referral.text : shown.text
  return card(
    referral?.memberId !== undefined &&
      text(
        voice.say('introduction', {
          asker: calls ? mention(view, voice, request.askerId) : person(view, voice, request.askerId),
          named: mention(view, voice, referral.memberId),
          referrer: person(view, voice, memberId),
        }),
      ),
    referral && !words ? undefined : quote(view, voice, memberId, words, shown.at),
    calls && !referral && text(voice.say('suggestion.call', { asker: mention(view, voice, request.askerId) })),
    relayed && sayOrigin(view, voice),
    helpedAt !== undefined && note(voice.say('suggestion.did-help', { asker: person(view, voice, request.askerId) })),
    buttons(
      !elsewhere && helpedAt === undefined && button(voice, 'suggestion.helped', id, { form: thanksForm(voice) }),
    ),
  )
}

/** Progress that the asker told at the other place. */
export const relayedUpdate: CardOf = (view, voice) => {
  const request = requestOf(view)
  const { text: words, at } = updateOf(view)
  return card(quote(view, voice, request.askerId, words, at), sayOrigin(view, voice))
}

const isCopy = (view: View) => view.slot?.includes('@') ?? false

/** Where relayed words come from: a copy hears from the request's own channel, its thread from the linked one. */
function sayOrigin(view: View, voice: Voice) {
  const request = requestOf(view)
  const [only, ...others] = request.copies
  const from = isCopy(view) ? request.channel : others.length === 0 ? only?.channel : undefined
  return note(from ? voice.say('relayed.from', { channel: channel(view, voice, from) }) : voice.say('relayed'))
}
