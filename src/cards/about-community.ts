import { type Community, supportIsOn } from '../communities/community.ts'
import { volunteerButton } from './about-member.ts'
import type { CardOf } from './blocks.ts'
import { button, buttons, card, fields, note, text } from './blocks.ts'
import type { Span } from './card.ts'
import { setUpButton } from './set-up.ts'
import { channel, list, moment, person, shortly, strong } from './spans.ts'
import { greetersToTell } from './to-greeters.ts'
import type { View } from './view.ts'
import type { MessageKey, Voice } from './voice.ts'

/** How things stand, for organisers. */
export const community: CardOf = (view, voice) => {
  const { organisers: known, community: it } = view
  return card(
    text(voice.say('community', { name: strong(it.name) })),
    settings(view, voice, it),
    silentDesks(view, voice),
    uninvited(view, voice),
    known && text(voice.say('community.volunteers', { n: known.volunteers })),
    ...offers(view, voice),
    ...tallies(view, voice),
    known && known.held > 0 && text(voice.say('community.held', { n: known.held })),
    known &&
      known.held > 0 &&
      buttons(button(voice, 'held.send', it.id), button(voice, 'held.drop', it.id, { style: 'danger' })),
    known && known.dead.length > 0 && text(voice.say('community.dead', { n: known.dead.length })),
    known &&
      fields(
        ...known.dead.slice(0, 5).map(({ id, type, error, at }) => ({
          label: `${type} ${id}`,
          value: [error, ', ', moment(view, at)],
        })),
      ),
    note(voice.say('community.how')),
    it.channels.length === 0 && buttons(setUpButton(view, voice)),
  )
}

/** After a change: the same, so that its effect is seen. */
export const communityChanged: CardOf = (view, voice) =>
  card(
    text(voice.say('community.changed')),
    settings(view, voice, view.community),
    greetersToTell(view, voice),
    silentDesks(view, voice),
    uninvited(view, voice),
  )

/** A help desk must say that it is one, where everybody reads it: what the topic could say, while it does not. */
export function silentDesks(view: View, voice: Voice) {
  const silent = view.silentDesks ?? []
  if (silent.length === 0) return undefined
  const topic = voice.plain('community.desk-topic', { wait: shortly(voice, view.deskWait ?? 0) })
  const channels = list(silent.map((ref) => channel(view, voice, ref)))
  return text(voice.say('community.desk-silent', { n: silent.length, channels, topic }))
}

/** Where people have to let the bot in before it hears anything. */
export function uninvited(view: View, voice: Voice) {
  const refs = view.uninvited ?? []
  if (refs.length === 0) return undefined
  const channels = list(refs.map((ref) => channel(view, voice, ref)))
  return text(voice.say('community.uninvited', { n: refs.length, channels }))
}

export function settings(view: View, voice: Voice, it: Community) {
  const field = (key: MessageKey, value: Span[]) => ({ label: voice.plain(key), value })
  const named = (ref: string) => channel(view, voice, ref)
  return fields(
    field(
      'field.watched',
      it.channels.length > 0
        ? list(it.channels.map(({ channel: ref, mode }) => [named(ref), ` (${voice.plain(`mode.${mode}`)})`]))
        : voice.say('community.no-channel'),
    ),
    field(
      'field.mirrors',
      list(it.mirrors.map(({ a, b }) => voice.say('community.mirror', { a: named(a), b: named(b) }))),
    ),
    field('field.limit', voice.say('profile.limit', { n: it.weeklyLimit })),
    field('field.moderators', it.moderatorsChannel ? [named(it.moderatorsChannel)] : voice.say('community.none')),
    field('field.support-lines', it.supportCountry ? [it.supportCountry] : voice.say('community.none')),
    field('field.support', voice.say(supportIsOn(it) ? 'community.support-on' : 'community.support-off')),
    field('field.organisers', list(it.organisers.map((id) => person(view, voice, id)))),
    field(
      'field.greeters',
      list(
        (it.greeters ?? []).map(({ memberId, agreed }) => [
          person(view, voice, memberId),
          agreed ? '' : ` (${voice.plain('community.greeter-asked')})`,
        ]),
      ),
    ),
    field('field.places', list(it.places.map((id) => view.names?.get(id) ?? id))),
    field('field.time-zone', [it.timeZone]),
  )
}

/** What each channel taught about offers, in plain words. A few hundredths of a score are no difference that anybody would notice. */
function offers(view: View, voice: Voice) {
  const known = view.organisers?.offers ?? []
  if (known.length === 0) return []
  const changeOf = (from: number, usual: number) =>
    Math.abs(from - usual) < 0.025 ? 'usual' : from < usual ? 'earlier' : 'later'
  return known.slice(0, 10).map(({ channel: ref, wanted, answered, from, usual }) =>
    text(
      voice.say('community.offers', {
        channel: channel(view, voice, ref),
        wanted,
        n: answered,
        change: changeOf(from, usual),
        percent: Math.round(from * 100),
        usual: Math.round(usual * 100),
      }),
    ),
  )
}

/** What shadow mode counted: numbers and links, no text. */
function tallies(view: View, voice: Voice) {
  const counted = view.organisers?.tallies ?? []
  if (counted.length === 0) return []
  return [
    text(voice.say('community.tallies')),
    fields(
      ...counted.slice(0, 10).map(({ channel: ref, what, count, links }) => ({
        label: view.names?.get(ref) ?? voice.plain('channel.unnamed'),
        value: [
          ...voice.say('community.tally', { n: count, what }),
          ...links
            .slice(0, 3)
            .flatMap((message, i): Span[] => [
              i === 0 ? ': ' : ', ',
              { type: 'link', text: voice.plain('community.example', { n: i + 1 }), to: { message } },
            ]),
        ],
      })),
    ),
  ]
}

/** Posted in a channel: whoever presses gets the volunteer form. */
export const volunteerInvitation: CardOf = (_, voice) =>
  card(text(voice.say('invitation')), note(voice.say('invitation.promise')), buttons(volunteerButton(voice)))

export const unmetTopics: CardOf = (view, voice) => {
  const unmet = view.organisers?.unmet ?? []
  return card(
    text(voice.say('unmet', { n: unmet.length })),
    fields(
      ...unmet
        .slice(0, 15)
        .map(({ topic, count }) => ({ label: topic, value: voice.say('unmet.count', { n: count }) })),
    ),
    unmet.length > 0 && note(voice.say('unmet.how')),
  )
}
