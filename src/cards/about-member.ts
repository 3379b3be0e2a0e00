import { joinPlaces } from '../commands/parse-places.ts'
import type { Reason } from '../matching/evidence.ts'
import type { Member, Volunteer } from '../members/member.ts'
import type { CardOf } from './blocks.ts'
import { button, buttons, card, fields, note, text } from './blocks.ts'
import type { Button, Span } from './card.ts'
import { commandForm } from './command-forms.ts'
import { buildForm } from './forms.ts'
import { whereToWrite } from './linked.ts'
import { languageName, sayReasons } from './say-reasons.ts'
import { list, moment, strong } from './spans.ts'
import { greeting } from './to-greeters.ts'
import type { View } from './view.ts'
import type { MessageKey, Voice } from './voice.ts'

/** The member who reads the card. @throws when the card was asked for without one */
export function readerOf(view: View): Member {
  if (!view.reader) throw new Error('This card is about its reader: give view.reader.')
  return view.reader
}

export const volunteerButton = (voice: Voice): Button =>
  button(voice, 'volunteer', 'me', { style: 'primary', form: commandForm(voice, 'volunteer') })

/** Said to whoever is not a volunteer and would see or change being one. */
export const notAVolunteer: CardOf = (_, voice) =>
  card(text(voice.say('profile.none')), buttons(volunteerButton(voice)))

export const welcomeVolunteer: CardOf = (view, voice) => {
  const { volunteer } = readerOf(view)
  if (!volunteer) return notAVolunteer(view, voice)
  return card(
    text(voice.say('welcome', { topics: list(volunteer.topics.map(strong)) })),
    whereFrom(voice, volunteer),
    note(
      voice.say('welcome.limits', {
        limit: volunteer.weeklyLimit,
        from: volunteer.quietHours.from,
        to: volunteer.quietHours.to,
      }),
      voice.say('welcome.change'),
    ),
    view.dmLink
      ? text(
          voice.say('welcome.say-hi', {
            link: { type: 'link', text: voice.plain('link.dm'), to: { url: view.dmLink } },
          }),
        )
      : undefined,
  )
}

const whereFrom = (voice: Voice, { places }: Volunteer) =>
  places.length > 0
    ? text(voice.say('welcome.places', { places: list(places.map(({ label }) => strong(label))) }))
    : text(voice.say('welcome.no-place'))

/** What a volunteer is asked about, when, and why; with a button to change each. */
export const profile: CardOf = (view, voice) => {
  const member = readerOf(view)
  const { volunteer } = member
  const where = whereToWrite(view, voice)
  if (!volunteer) return card(...notAVolunteer(view, voice).blocks, ...greeting(view, voice), ...where)
  return card(
    text(voice.say('profile')),
    profileFields(view, voice, member, volunteer),
    text(voice.say('profile.why', { reasons: sayReasons(voice, reasonsOf(view, volunteer)) })),
    note(...(view.why?.limits ?? []).map((limit) => voice.say(`limit.${limit}`))),
    buttons(...profileButtons(view, voice, member, volunteer)),
    ...greeting(view, voice),
    ...where,
  )
}

/** Those known of a request, else what the volunteer declared. */
const reasonsOf = (view: View, { topics, places }: Volunteer): Reason[] =>
  view.why?.reasons.length
    ? view.why.reasons
    : [
        { code: 'declared-topic', detail: topics, share: 0.6 },
        { code: 'declared-place', detail: places.map(({ label }) => label), share: 0.4 },
      ]

export function profileFields(view: View, voice: Voice, member: Member, volunteer: Volunteer) {
  const field = (key: MessageKey, value: Span[]) => ({ label: voice.plain(key), value })
  const yesNo = (yes: boolean) => voice.say(yes ? 'yes' : 'no')
  const zone = member.timeZone ?? view.timeZone
  const { from, to } = volunteer.quietHours
  return fields(
    field('field.topics', list(volunteer.topics)),
    field('field.places', list(volunteer.places.map(({ label }) => label))),
    field('field.languages', list(volunteer.languages.map(languageName))),
    field('field.limit', voice.say('profile.limit', { n: volunteer.weeklyLimit })),
    field('field.quiet', from === to ? voice.say('profile.no-quiet') : voice.say('profile.quiet', { from, to, zone })),
    field('field.listens', yesNo(volunteer.listens)),
    field('field.learning', yesNo(volunteer.learning)),
    field('field.paused', isPaused(view, volunteer) ? [moment(view, volunteer.pausedUntil!)] : []),
  )
}

const isPaused = (view: View, { pausedUntil }: Volunteer) => pausedUntil !== undefined && pausedUntil > view.now

function profileButtons(view: View, voice: Voice, member: Member, volunteer: Volunteer): Button[] {
  const places = joinPlaces(volunteer.places.map(({ label }) => label))
  const { from, to } = volunteer.quietHours
  const onOff = (on: boolean) => ({ value: on ? 'yes' : 'no' })
  return [
    button(voice, 'profile.topics', 'me', {
      form: buildForm(voice, 'profile.topics', {
        topics: { value: volunteer.topics.join(', ') },
        places: { value: places },
      }),
    }),
    button(voice, 'profile.hours', 'me', {
      form: buildForm(voice, 'profile.hours', {
        from: { value: from },
        to: { value: to },
        limit: { value: String(volunteer.weeklyLimit) },
        languages: { value: volunteer.languages.join(', ') },
        timeZone: { value: member.timeZone ?? view.timeZone },
      }),
    }),
    button(voice, 'profile.learning', 'me', {
      form: buildForm(voice, 'profile.learning', {
        learning: onOff(volunteer.learning),
        listens: onOff(volunteer.listens),
      }),
    }),
    isPaused(view, volunteer)
      ? button(voice, 'profile.resume', 'me')
      : button(voice, 'profile.pause', 'me', { form: buildForm(voice, 'profile.pause', { for: { value: '1 week' } }) }),
    button(voice, 'profile.stop', 'me', { style: 'danger' }),
  ]
}

export const paused: CardOf = (view, voice) => {
  const until = readerOf(view).volunteer?.pausedUntil
  return until === undefined
    ? notAVolunteer(view, voice)
    : card(text(voice.say('paused', { time: moment(view, until) })), buttons(button(voice, 'profile.resume', 'me')))
}

export const resumed: CardOf = (_, voice) => card(text(voice.say('resumed')))

export const stopped: CardOf = (_, voice) => card(text(voice.say('stopped')), note(voice.say('stopped.back')))
