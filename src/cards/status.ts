import { kindRules } from '../requests/kinds.ts'
import type { Ping, Request } from '../requests/request.ts'
import { isOutstanding } from '../requests/request.ts'
import { button, buttons, card, note, sentences, text } from './blocks.ts'
import type { Button, Card, Span } from './card.ts'
import { editForm } from './edit-form.ts'
import { quoteRequest, requestOf } from './find.ts'
import { helpedForm, suggestForm } from './help-forms.ts'
import { channel, duration, list, moment, person } from './spans.ts'
import type { View } from './view.ts'
import type { Voice } from './voice.ts'

/** A usual time is said only when it is known of this many requests. */
const FEWEST_FOR_USUAL = 5

/** The card at the head of a request's thread: the truth about it. Everyone who may read the thread reads it. */
export function status(view: View, voice: Voice): Card {
  const request = requestOf(view)
  const open = request.state === 'open'
  return card(
    quoteRequest(view, voice, request),
    open ? text(sayAsking(view, voice, request)) : text(sayEnd(view, voice, request)),
    open && text(sayClaims(view, voice, request)),
    open && note(sayAround(view, voice, request)),
    note(sayRecalled(voice, request)),
    buttons(...(open ? openButtons(view, voice, request) : closedButtons(voice, request))),
  )
}

/**
 * Pings as others may know of them. One that came of a referral does not exist for anybody until the person named agreed:
 * a count that grew by one would tell.
 */
const knownPings = (request: Request): Ping[] =>
  request.pings.filter(({ referralId, consent }) => referralId === undefined || consent === 'yes')

const answeredStates = ['suggested', 'referred', 'claimed', 'declined']

function sayAsking(view: View, voice: Voice, request: Request): Span[] {
  if (request.reach === 'post-for-all') return voice.say('status.posted-for-all')
  if (request.stoppable && request.waveEndsAt !== undefined)
    return voice.say('status.desk', {
      time: moment(view, request.waveEndsAt),
      asker: person(view, voice, request.askerId),
    })
  const pings = knownPings(request)
  const reached = pings.filter(({ state }) => state !== 'undeliverable')
  const lost = pings.length - reached.length
  const suggested = request.suggestions.length
  const answered = reached.filter(({ state }) => answeredStates.includes(state)).length
  return sentences(
    reached.length > 0 && voice.say('status.asked', { asked: reached.length, who: sayWho(voice, request) }),
    answered > 0 && voice.say('status.answered', { n: answered }),
    suggested > 0 && voice.say('status.suggestions', { n: suggested }),
    reached.length > 0 && answered + suggested === 0 && voice.say('status.no-answer'),
    lost > 0 && voice.say('status.not-reached', { n: lost }),
    sayNext(view, voice, request, reached),
  )
}

/** What happens next: more people at a known time, nobody, or nothing for now because something helped. */
function sayNext(view: View, voice: Voice, request: Request, reached: Ping[]): Span[] {
  const { waveEndsAt, nobodyLeft, enoughAsked, wave } = request
  if (request.suggestions.some(({ helpedAt }) => helpedAt !== undefined)) return voice.say('status.helped')
  if (nobodyLeft) return voice.say(reached.length > 0 ? 'status.nobody-left' : 'status.nobody')
  if (enoughAsked) {
    const standing = kindRules[request.words?.kind ?? 'info'].standing
    return voice.say('status.enough-asked', { n: wave, standing: standing ? 'yes' : 'no' })
  }
  if (waveEndsAt === undefined) return voice.say('status.looking', { who: sayWho(voice, request) })
  // Who named or suggested somebody was neither busy nor asleep; what comes of it takes its time.
  const waiting =
    request.suggestions.length > 0 || reached.some((ping) => isOutstanding(ping) || ping.state === 'referred')
  const values = { time: moment(view, waveEndsAt), who: sayWho(voice, request) }
  return voice.say(waiting ? 'status.next-wave' : 'status.all-busy', values)
}

/** Whom I ask: those who may know; for company, those who offered it. */
const sayWho = (voice: Voice, { words }: Request) =>
  voice.plain(words?.kind === 'support' ? 'status.who-listens' : 'status.who-knows')

function sayClaims(view: View, voice: Voice, request: Request): Span[] {
  const claims = knownPings(request).filter(
    ({ state, claimEndsAt }) => state === 'claimed' && claimEndsAt !== undefined,
  )
  return sentences(
    ...claims.map(({ memberId, claimEndsAt }) =>
      voice.say('status.claimed', { person: person(view, voice, memberId), time: moment(view, claimEndsAt!) }),
    ),
  )
}

function sayAround(view: View, voice: Voice, request: Request): Span[] {
  const { usual, words } = request
  const shown = request.copies.filter(({ message }) => message !== undefined)
  const told = usual && usual.n >= FEWEST_FOR_USUAL && request.firstSuggestionAt === undefined ? usual : undefined
  return sentences(
    words?.deadline && voice.say('status.needed-by', { time: moment(view, words.deadline.at) }),
    told && voice.say('status.usual', { duration: duration(voice, told.median), n: told.n }),
    shown.length > 0 &&
      voice.say('status.copies', { channels: list(shown.map((copy) => channel(view, voice, copy.channel))) }),
    voice.say('status.write-here'),
  )
}

function sayRecalled(voice: Voice, request: Request): Span[] {
  if (request.recalled.length === 0) return []
  const threads = request.recalled.slice(0, 3).map(
    ({ thread }, i): Span => ({
      type: 'link',
      text: voice.plain('status.recalled-thread', { n: i + 1 }),
      to: { conversation: thread },
    }),
  )
  return voice.say('status.recalled', { threads: list(threads) })
}

function sayEnd(view: View, voice: Voice, request: Request): Span[] {
  if (request.state === 'withdrawn') return voice.say('status.withdrawn')
  if (request.state === 'expired') return voice.say('status.expired')
  if (request.state !== 'solved') return voice.say('status.not-asked')
  const people = helpersOf(request)
  return people.length > 0
    ? voice.say('status.solved-by', { people: list(people.map((memberId) => person(view, voice, memberId))) })
    : voice.say('status.solved')
}

/** Who is thanked where all can read it: those whose help was given in the thread. */
function helpersOf(request: Request): string[] {
  const helped = request.suggestions.filter(({ helpedAt, to }) => helpedAt !== undefined && to === 'thread')
  const named = helped.map(({ referralId }) => request.referrals.find(({ id }) => id === referralId)?.memberId)
  return [...new Set([...helped.map(({ memberId }) => memberId), ...named.filter((id) => id !== undefined)])]
}

function openButtons(view: View, voice: Voice, request: Request): (Button | false | undefined)[] {
  const { id, words } = request
  const helped = helpedForm(view, voice, request)
  const stop = request.stoppable && button(voice, 'request.withdraw', id, { label: 'button.request.withdraw.desk' })
  return [
    stop,
    request.reach === 'post-for-all' &&
      button(voice, 'request.suggest', id, { style: 'primary', form: suggestForm(voice) }),
    helped && button(voice, 'request.helped', id, { style: 'primary', form: helped }),
    !stop && button(voice, 'request.solved', id),
    words?.text !== undefined &&
      button(voice, 'request.edit', id, { form: editForm(view, voice, 'request.edit', words) }),
    !stop && button(voice, 'request.withdraw', id),
  ]
}

const closedButtons = (voice: Voice, request: Request): (Button | false)[] => [
  request.state === 'expired' && button(voice, 'request.solved', request.id),
  request.words?.text !== undefined && request.thread !== undefined && button(voice, 'request.reopen', request.id),
]
