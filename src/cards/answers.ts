import type { CardOf } from './blocks.ts'
import { button, buttons, card, note, text } from './blocks.ts'
import { pingOf, requestOf } from './find.ts'
import { formAgain } from './form-again.ts'
import { referForm } from './help-forms.ts'
import { linkToRequest, list, moment, person } from './spans.ts'
import { lines } from './to-asker.ts'
import type { View } from './view.ts'
import type { MessageKey, Voice } from './voice.ts'

/** Short answers that only their reader sees: one sentence each. */
const say =
  (key: MessageKey): CardOf =>
  (_, voice) =>
    card(text(voice.say(key)))

/** One sentence that names the asker. */
const sayOfAsker =
  (key: MessageKey): CardOf =>
  (view, voice) =>
    card(text(voice.say(key, { asker: person(view, voice, requestOf(view).askerId) })))

/** One sentence and the way to the thread. */
const sayWithLink =
  (key: MessageKey): CardOf =>
  (view, voice) =>
    card(text(voice.say(key)), link(view, voice))

const link = (view: View, voice: Voice) => {
  const found = view.request && linkToRequest(view.request, voice.plain('link.thread'))
  return found ? note([found]) : undefined
}

export const onlyTheAsker = say('answer.only-the-asker')
export const hello = say('answer.hello')
export const askedTheAuthor = say('answer.asked-the-author')
export const onlyTheOneAsked = say('answer.only-the-one-asked')
export const alreadyHandled = say('answer.already-handled')
export const requestClosed = say('answer.request-closed')
export const askingAround = say('answer.asking-around')
export const postedForAll = say('answer.posted-for-all')
export const edited = say('answer.edited')
export const suggestionShared = sayWithLink('answer.suggestion-shared')
export const suggestionToAsker = sayOfAsker('answer.suggestion-to-asker')
export const draftDropped = say('answer.draft-dropped')
export const notNow = say('answer.not-now')
export const notMyTopic = say('answer.not-my-topic')
export const referralAsked = say('answer.referral-asked')
export const introduced = sayWithLink('answer.introduced')
export const referralDeclined = say('answer.referral-declined')
export const solved = say('answer.solved')
export const withdrawn = say('answer.withdrawn')
export const deskStopped = say('answer.desk-stopped')
export const reopened = say('answer.reopened')
export const outcomeNoted = say('answer.outcome-noted')
export const blocked = sayOfAsker('answer.blocked')
export const greeterAgreed = say('answer.greeter-agreed')
export const greeterStopped = say('answer.greeter-stopped')
export const notAnOrganiser = say('answer.not-an-organiser')

export const thanked: CardOf = (view, voice) =>
  card(text(voice.say('answer.thanked', { state: requestOf(view).state })))

/** After the second "No thanks" the offers rest for a while. */
export const offerDismissed: CardOf = (view, voice) => {
  const until = view.reader?.noOffersUntil
  const resting = until !== undefined && until > view.now
  return card(
    text(
      voice.say('answer.offer-dismissed'),
      resting ? voice.say('answer.no-offers-until', { time: moment(view, until) }) : voice.say('answer.ask-works'),
    ),
  )
}

/** Late, and passed on all the same. */
export const lateSuggestion: CardOf = (view, voice) => {
  const { state, askerId } = requestOf(view)
  return card(
    text(voice.say('answer.late-suggestion', { state, asker: person(view, voice, askerId) })),
    link(view, voice),
  )
}

/** An outsider was named: who learns of it depends on whether that is public. */
export const referralTold: CardOf = (view, voice) => {
  const { referrals, askerId } = requestOf(view)
  const open = referrals.find(({ id }) => id === view.about)?.public ?? false
  return card(
    text(voice.say('answer.referral-told', { public: open ? 'yes' : 'no', asker: person(view, voice, askerId) })),
  )
}

/** "I'll do it myself", until when, and how to let go of it. */
export const claimed: CardOf = (view, voice) => {
  const { id, claimEndsAt, endsAt } = pingOf(view)
  const asker = person(view, voice, requestOf(view).askerId)
  return card(
    text(voice.say('answer.claimed', { asker, time: moment(view, claimEndsAt ?? endsAt) })),
    link(view, voice),
    buttons(
      button(voice, 'ping.not-now', id, { label: 'button.ping.not-now.claimed' }),
      button(voice, 'ping.refer', id, { form: referForm(voice) }),
    ),
  )
}

/** Moderators can only be told where there are any. */
export const reported: CardOf = (view, voice) => {
  const told = view.community.moderatorsChannel !== undefined
  const asker = person(view, voice, requestOf(view).askerId)
  return card(text(voice.say('answer.reported', { told: told ? 'yes' : 'no', asker })))
}

/** "Nothing, thanks." Lines are there for who wants them. */
export const supportHere: CardOf = (view, voice) =>
  card(
    text(voice.say('answer.support-here')),
    view.supportLines && note(voice.say('support.lines')),
    lines(view, voice),
  )

/** What was typed cannot be meant; the message says what to type, and the form comes back with all that was in it. */
export const invalidInput: CardOf = (view, voice) => {
  const { problem } = view
  if (!problem) return card(text(voice.say('problem.unknown-action')))
  const { key, values, form: typed } = problem
  const form = typed && formAgain(view, voice, typed)
  return card(
    text(voice.say(key as MessageKey, values)),
    form && note(voice.say('answer.nothing-lost')),
    form && buttons(button(voice, typed.action, typed.subject, { label: 'button.again', style: 'primary', form })),
  )
}

export const notInAWatchedPlace: CardOf = (view, voice) => {
  const watched = view.community.channels.filter(({ mode }) => mode !== 'shadow')
  const named = watched.flatMap(({ channel }) => {
    const name = view.names?.get(channel)
    return name ? [{ type: 'link' as const, text: name, to: { conversation: channel } }] : []
  })
  return card(
    text(voice.say('answer.not-watched')),
    named.length > 0 ? note(voice.say('answer.watched', { channels: list(named.slice(0, 5), 'or') })) : undefined,
  )
}
