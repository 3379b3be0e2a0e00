import { mayTryCodeAt } from '../members/codes.ts'
import type { Member } from '../members/member.ts'
import { readerOf } from './about-member.ts'
import type { CardOf } from './blocks.ts'
import { button, buttons, card, note, text } from './blocks.ts'
import { buildForm } from './forms.ts'
import { list, moment, sayPlatform, strong } from './spans.ts'
import type { View } from './view.ts'
import type { Voice } from './voice.ts'

/** A code to type on the other side; it is kept nowhere but in this answer. */
export const linkCode: CardOf = (view, voice) =>
  card(text(voice.say('link.code', { code: strong(`/link ${view.about ?? ''}`) })), note(voice.say('link.code-note')))

/** Two accounts are one person now. */
export const linked: CardOf = (view, voice) => {
  const member = readerOf(view)
  return card(
    text(voice.say('linked', { platforms: list(platformsOf(member).map((name) => sayPlatform(voice, name))) })),
    text(voice.say('linked.what')),
    ...whereToWrite(view, voice),
    note(voice.say('linked.undo')),
  )
}

export const unlinked: CardOf = (_, voice) => card(text(voice.say('unlinked')), note(voice.say('unlinked.note')))

/** Typed too often, it says from when it may be tried again. */
export const wrongCode: CardOf = (view, voice) => {
  const again = view.reader && mayTryCodeAt(view.reader, view.now)
  return card(
    text(again === undefined ? voice.say('wrong-code') : voice.say('wrong-code.wait', { time: moment(view, again) })),
  )
}

/** For organisers: a code to type in the other space. */
export const joinCode: CardOf = (view, voice) =>
  card(
    text(voice.say('join.code', { code: strong(`/askaround join ${view.about ?? ''}`) })),
    note(voice.say('join.code-note')),
  )

/** Where a member with several accounts is written to, with a button to change it. Nothing for all others. */
export function whereToWrite(view: View, voice: Voice) {
  const member = view.reader
  if (!member || member.accounts.length < 2) return []
  const platforms = platformsOf(member)
  const named = (name: string) => ({ value: name, label: sayPlatform(voice, name) })
  const lastUsed = { value: 'last', label: voice.plain('where.last') }
  return [
    note(
      member.prefers
        ? voice.say('where.chosen', { platform: sayPlatform(voice, member.prefers) })
        : voice.say('where.last-used'),
    ),
    buttons(
      button(voice, 'profile.where', 'me', {
        form: buildForm(voice, 'profile.where', {
          platform: { value: member.prefers || 'last', options: [lastUsed, ...platforms.toSorted().map(named)] },
        }),
      }),
    ),
  ]
}

const platformsOf = ({ accounts }: Member) => [
  ...new Set(accounts.map((account) => account.slice(0, account.indexOf(':')))),
]
