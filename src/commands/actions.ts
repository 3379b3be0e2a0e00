import { modes } from '../communities/community.ts'
import { kinds } from '../requests/kinds.ts'
import { choice, type FieldRule, type FormValues, hour, line, member, text, timeZone, wholeNumber } from './fields.ts'
import { requestIdOf, slotOfNote } from './ids.ts'
import type { Intent, TypedRequest, TypedSetUp } from './intent.ts'
import { intentToVolunteer } from './intent-of.ts'
import { parseDuration, WEEK } from './parse-duration.ts'
import { parseList, parseTopics } from './parse-list.ts'
import { parsePlaces } from './parse-places.ts'
import { invalid } from './problem.ts'

/** What a button or the submission of a form is about and means. */
export interface Action {
  /** What the subject's id names. "me": whoever presses; the subject is then the word "me". */
  subject: 'request' | 'ping' | 'suggestion' | 'draft' | 'note' | 'me' | 'community'
  /** Present when the button opens a form: its submission is the event. At most 5. */
  fields?: readonly FieldRule[]
  /** `subject` is known to name such a thing, `values` to be valid. */
  meaning(subject: string, values: FormValues, now: number): Intent
}

type RequestEvent = Extract<Intent, { to: 'request' }>['event']

/** An action on a request, or on something whose id begins with the request's. */
const on = (
  subject: Action['subject'],
  event: (id: string, values: FormValues) => RequestEvent,
  fields?: readonly FieldRule[],
): Action => ({
  subject,
  ...(fields ? { fields } : {}),
  meaning: (id, values) => ({ to: 'request', requestId: requestIdOf(id), event: event(id, values) }),
})
const onRequest = (event: RequestEvent): Action => on('request', () => event)
const onPing = (event: (pingId: string) => RequestEvent): Action => on('ping', event)
const ofMine = (meaning: Action['meaning'], fields?: readonly FieldRule[]): Action => ({
  subject: 'me',
  ...(fields ? { fields } : {}),
  meaning,
})

const thanks = text('thanks', false, 500)
const given = (value: string | undefined, name: string) => (value?.trim() ? { [name]: value.trim() } : {})

const editFields: readonly FieldRule[] = [
  text('text', false, 3000),
  choice('kind', kinds, false),
  line('topics', false),
  line('places', false),
  line('deadline', false, 80),
  { ...timeZone('timeZone'), type: 'choice' },
]

const edit: Action = {
  subject: 'request',
  fields: editFields,
  meaning: (requestId, values) =>
    values.text?.trim() === ''
      ? invalid('problem.field-missing')
      : { to: 'edit-request', requestId, typed: typedRequest(values) },
}

/** An empty field takes away what stood there; a field that was not in the form leaves it. */
const typedRequest = (values: FormValues): TypedRequest =>
  Object.fromEntries(editFields.flatMap(({ name }) => (name in values ? [[name, values[name]!.trim()]] : [])))

const yesNo = ['yes', 'no'] as const

/** The one table of everything that can be pressed or submitted. */
export const actions = {
  'note.open': on('note', (subject) => ({ type: 'note-opened', slot: slotOfNote(subject) })),

  'offer.accept': onRequest({ type: 'offer-accepted', reach: 'ask-around' }),
  'offer.post': onRequest({ type: 'offer-accepted', reach: 'post-for-all' }),
  'offer.accept-here': onRequest({ type: 'offer-accepted', reach: 'ask-around', here: true }),
  'offer.post-here': onRequest({ type: 'offer-accepted', reach: 'post-for-all', here: true }),
  'offer.edit': edit,
  'offer.decline': onRequest({ type: 'offer-declined' }),
  'offer.enough': onRequest({ type: 'offer-declined', askedBefore: true }),
  'support.company': onRequest({ type: 'support-answered', answer: 'company' }),
  'support.advice': onRequest({ type: 'support-answered', answer: 'advice' }),
  'support.nothing': onRequest({ type: 'support-answered', answer: 'nothing' }),

  'request.edit': edit,
  'request.helped': on(
    'request',
    (_, values) => ({ type: 'helped', suggestionId: values.suggestion!, ...given(values.thanks, 'thanks') }),
    [choice('suggestion'), thanks],
  ),
  'suggestion.helped': on(
    'suggestion',
    (suggestionId, values) => ({ type: 'helped', suggestionId, ...given(values.thanks, 'thanks') }),
    [thanks],
  ),
  'request.solved': onRequest({ type: 'solved' }),
  'request.withdraw': onRequest({ type: 'withdrawn' }),
  'request.reopen': onRequest({ type: 'reopened' }),
  'request.suggest': on(
    'request',
    (_, values) => ({ type: 'suggestion-given', text: values.text!.trim(), to: 'thread', claim: false }),
    [text('text', true)],
  ),

  'ping.help': {
    subject: 'ping',
    fields: [text('text', false), choice('how', ['thread', 'asker', 'claim'])],
    meaning: (pingId, { text: words = '', how }) => {
      const claim = how === 'claim'
      if (!claim && !words.trim()) return invalid('problem.nothing-suggested')
      const to = how === 'asker' ? 'asker' : 'thread'
      const event = { type: 'suggestion-given', pingId, text: words.trim(), to, claim } as const
      return { to: 'request', requestId: requestIdOf(pingId), event }
    },
  },
  'ping.refer': {
    subject: 'ping',
    fields: [line('who', true, 80), text('text', false, 1000), choice('public', yesNo)],
    meaning: (pingId, values) => ({
      to: 'refer',
      pingId,
      who: values.who!.trim(),
      text: values.text?.trim() ?? '',
      public: values.public === 'yes',
    }),
  },
  'ping.not-now': onPing((pingId) => ({ type: 'ping-declined', pingId, why: 'not-now' })),
  'ping.not-my-topic': onPing((pingId) => ({ type: 'ping-declined', pingId, why: 'not-my-topic' })),
  'ping.why': onPing((pingId) => ({ type: 'why-asked', pingId })),
  'ping.pause': { subject: 'ping', meaning: (_, __, now) => pauseFor(WEEK, now) },
  'ping.stop': { subject: 'ping', meaning: () => ({ to: 'member', event: { type: 'stopped' } }) },
  /** Asks once more, for there is no way back: a report blocks as well; "block" leaves the moderators out. */
  'ping.report': on('ping', (pingId, values) => ({ type: 'reported', pingId, block: values.what === 'block' }), [
    choice('what', ['report', 'block']),
  ]),
  'referral.yes': onPing((pingId) => ({ type: 'referral-answered', pingId, yes: true })),
  'referral.no': onPing((pingId) => ({ type: 'referral-answered', pingId, yes: false })),
  'draft.share': on('draft', (draftId) => ({ type: 'draft-decided', draftId, decision: 'share' })),
  'draft.asker': on('draft', (draftId) => ({ type: 'draft-decided', draftId, decision: 'asker' })),
  'draft.drop': on('draft', (draftId) => ({ type: 'draft-decided', draftId, decision: 'drop' })),
  'outcome.yes': onRequest({ type: 'outcome-told', outcome: 'yes' }),
  'outcome.partly': onRequest({ type: 'outcome-told', outcome: 'partly' }),
  'outcome.no': onRequest({ type: 'outcome-told', outcome: 'no' }),

  volunteer: ofMine(
    (_, values) => intentToVolunteer(values.topics!, values.places ?? ''),
    [line('topics', true), line('places', false)],
  ),
  'profile.topics': ofMine(
    (_, values) => ({
      to: 'profile',
      changes: { topics: parseTopics(values.topics!) },
      places: parsePlaces(values.places ?? ''),
    }),
    [line('topics', true), line('places', false)],
  ),
  'profile.hours': ofMine(
    (_, values) => ({
      to: 'profile',
      changes: {
        quietHours: { from: padHour(values.from!), to: padHour(values.to!) },
        weeklyLimit: Number(values.limit),
        ...(values.languages?.trim() ? { languages: parseTopics(values.languages) } : {}),
        ...(values.timeZone?.trim() ? { timeZone: values.timeZone.trim() } : {}),
      },
    }),
    [hour('from'), hour('to'), wholeNumber('limit', 1, 20), line('languages', false, 60), timeZone('timeZone')],
  ),
  'profile.learning': ofMine(
    (_, values) => ({
      to: 'profile',
      changes: {
        learning: values.learning === 'yes',
        listens: values.listens === 'yes',
      },
    }),
    [choice('learning', yesNo), choice('listens', yesNo)],
  ),
  'profile.where': ofMine(
    (_, { platform }) => ({ to: 'profile', changes: { prefers: platform === 'last' ? '' : platform! } }),
    [choice('platform')],
  ),
  'profile.pause': ofMine(
    (_, values, now) => pauseFor(parseDuration(values.for!)!, now),
    [choice('for', ['3 days', '1 week', '2 weeks', '1 month', '3 months'])],
  ),
  'profile.resume': ofMine(() => ({ to: 'member', event: { type: 'resumed' } })),
  'profile.stop': ofMine(() => ({ to: 'member', event: { type: 'stopped' } })),
  'privacy.hide': ofMine(() => ({ to: 'profile', changes: { notRecallable: true } })),
  'privacy.unhide': ofMine(() => ({ to: 'profile', changes: { notRecallable: false } })),
  'privacy.export': ofMine(() => ({ to: 'show', card: 'privacy-export' })),
  'privacy.erase': ofMine(
    (_, values) =>
      values.confirm?.trim().toLowerCase() === 'erase' ? { to: 'erase' } : invalid('problem.erase-not-confirmed'),
    [line('confirm', true, 20)],
  ),

  'home.show': ofMine(() => ({ to: 'show', card: 'home' })),
  setup: {
    subject: 'community',
    fields: [
      line('channels', true, 400),
      choice('mode', [...modes, 'keep']),
      line('moderators', false, 80),
      member('greeter'),
      line('link', false, 120),
    ],
    meaning: (_, values) => intentToSetUp(values),
  },
  'setup.places': {
    subject: 'community',
    fields: [line('places', true)],
    meaning: (_, { places }) => ({ to: 'community-places', places: parsePlaces(places!) }),
  },
  'setup.invite': { subject: 'community', meaning: () => ({ to: 'invite-volunteers' }) },
  'greeter.yes': { subject: 'community', meaning: () => ({ to: 'greet', agreed: true }) },
  'greeter.no': { subject: 'community', meaning: () => ({ to: 'greet', agreed: false }) },
  'greeter.stop': { subject: 'community', meaning: () => ({ to: 'greet', agreed: false }) },
  'held.send': { subject: 'community', meaning: () => ({ to: 'held', what: 'send' }) },
  'held.drop': { subject: 'community', meaning: () => ({ to: 'held', what: 'drop' }) },
} satisfies Record<string, Action>

export type ActionName = keyof typeof actions

function intentToSetUp({ channels, mode, moderators, link, greeter }: FormValues): Intent {
  const named = parseList(channels!)
  if (named.length === 0) return invalid('problem.no-channels-named')
  return {
    to: 'set-up',
    typed: {
      channels: named,
      mode: mode as TypedSetUp['mode'],
      ...(moderators === undefined ? {} : { moderators: moderators.trim() }),
      ...(link?.trim() ? { link: link.trim() } : {}),
      ...(greeter?.trim() ? { greeter: greeter.trim() } : {}),
    },
  }
}

const pauseFor = (duration: number, now: number): Intent => ({
  to: 'member',
  event: { type: 'paused', until: now + duration },
})
const padHour = (hour: string) => hour.trim().padStart(5, '0')
