import type { Ping, Request } from '../requests/request.ts'
import { button, buttons, card, fields, menu, note, text } from './blocks.ts'
import type { Block, Button, Card } from './card.ts'
import { pingOf, quote, quoteRequest, requestOf } from './find.ts'
import { helpForm, referForm, reportForm } from './help-forms.ts'
import { sayReasons } from './say-reasons.ts'
import { linkToRequest, moment, person } from './spans.ts'
import type { View } from './view.ts'
import type { Voice } from './voice.ts'

/** What a helper gets by DM: the asker's words, why they are asked, and what they can do. Brought up to date by editing. */
export function ping(view: View, voice: Voice): Card {
  const request = requestOf(view)
  const it = pingOf(view)
  const open = request.state === 'open'
  const waits = open && (it.state === 'owed' || it.state === 'live') && it.consent !== 'yes'
  if (waits && it.consent === 'asked') return referred(view, voice, request, it)
  return card(
    waits && text(sayAsk(view, voice, request)),
    quoteRequest(view, voice, request),
    facts(view, voice, request),
    waits ? why(voice, it) : text(sayState(view, voice, it, open)),
    buttons(...(waits ? waitingButtons(voice, it) : laterButtons(voice, it, open))),
    waits ? more(voice, it) : moreLater(voice, request, it),
  )
}

/** For whom it is over because they may not read the request any more: that alone, and no word of what it has become. */
export function pingOver(view: View, voice: Voice): Card {
  const { state } = requestOf(view)
  return card(text(state === 'open' ? voice.say('ping.let-go') : voice.say('ping.over', { state })))
}

/** Somebody named this helper: first they say whether their own name may be said. */
function referred(view: View, voice: Voice, request: Request, it: Ping): Card {
  const referral = request.referrals.find(({ id }) => id === it.referralId)
  const referrer = referral?.byId ?? 'unknown'
  return card(
    text(sayAsk(view, voice, request)),
    quoteRequest(view, voice, request),
    facts(view, voice, request),
    text(voice.say('ping.named', { person: person(view, voice, referrer) })),
    referral?.text ? quote(view, voice, referrer, referral.text) : undefined,
    note(voice.say('ping.named-promise', { person: person(view, voice, referrer) }), sayNth(voice, it)),
    buttons(button(voice, 'referral.yes', it.id, { style: 'primary' }), button(voice, 'referral.no', it.id)),
    more(voice, it),
  )
}

const sayAsk = (view: View, voice: Voice, { askerId, words }: Request) =>
  voice.say('ping.asks', { person: person(view, voice, askerId), kind: words?.kind ?? 'info' })

const facts = (view: View, voice: Voice, request: Request): Block => {
  const where = linkToRequest(request, voice.plain('link.thread'))
  const deadline = request.words?.deadline
  return fields(
    deadline && { label: voice.plain('field.deadline'), value: [moment(view, deadline.at)] },
    where && { label: voice.plain('field.where'), value: [where] },
  )
}

const sayNth = (voice: Voice, { ofWeek }: Ping) => voice.say('ping.of-week', { nth: ofWeek.nth, limit: ofWeek.limit })

const why = (voice: Voice, it: Ping) =>
  note(voice.say('ping.why', { reasons: sayReasons(voice, it.reasons) }), sayNth(voice, it))

function sayState(view: View, voice: Voice, it: Ping, open: boolean) {
  const asker = person(view, voice, view.request!.askerId)
  if (it.state === 'suggested') return voice.say('ping.suggested', { asker })
  if (it.consent === 'yes') return voice.say('ping.introduced')
  if (it.state === 'referred') return voice.say('ping.referred')
  if (!open) return voice.say('ping.over', { state: view.request!.state })
  if (it.state === 'released') return voice.say('ping.let-go')
  if (it.state === 'claimed')
    return voice.say('ping.claimed', { asker, time: moment(view, it.claimEndsAt ?? it.endsAt) })
  return voice.say(it.state === 'declined' ? 'ping.declined' : 'ping.lapsed')
}

const waitingButtons = (voice: Voice, { id }: Ping): Button[] => [
  button(voice, 'ping.help', id, { style: 'primary', form: helpForm(voice, true) }),
  button(voice, 'ping.refer', id, { form: referForm(voice) }),
  button(voice, 'ping.not-now', id),
]

/** Who has answered, or answers late, can still say something. */
function laterButtons(voice: Voice, { id, state, consent }: Ping, open: boolean): Button[] {
  const form = helpForm(voice, false)
  if (!open) return [button(voice, 'ping.help', id, { label: 'button.ping.help.anyway', form })]
  if (state === 'claimed') {
    return [
      button(voice, 'ping.help', id, { label: 'button.ping.help.claimed', style: 'primary', form }),
      button(voice, 'ping.not-now', id, { label: 'button.ping.not-now.claimed' }),
    ]
  }
  const said = state === 'suggested' || consent === 'yes'
  return [
    button(voice, 'ping.help', id, { label: said ? 'button.ping.help.more' : 'button.ping.help.after-all', form }),
  ]
}

const more = (voice: Voice, it: Ping): Block =>
  menu(
    voice,
    button(voice, 'ping.not-my-topic', it.id),
    button(voice, 'ping.why', it.id),
    button(voice, 'ping.pause', it.id),
    button(voice, 'ping.stop', it.id),
    report(voice, it),
  )

/** Trouble often shows only after an answer. Nobody is left to block once the asker is erased. */
const moreLater = (voice: Voice, { askerId }: Request, it: Ping): Block | undefined =>
  askerId === 'erased' ? undefined : menu(voice, report(voice, it))

const report = (voice: Voice, { id }: Ping): Button =>
  button(voice, 'ping.report', id, { form: reportForm(voice), style: 'danger' })
