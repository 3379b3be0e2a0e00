import type { Evidence } from '../matching/evidence.ts'
import { profileFields, readerOf } from './about-member.ts'
import type { CardOf } from './blocks.ts'
import { button, buttons, card, fields, note, text } from './blocks.ts'
import type { Block, Span } from './card.ts'
import { commandForm } from './command-forms.ts'
import { list, moment, person } from './spans.ts'
import type { View } from './view.ts'
import type { Voice } from './voice.ts'

/** What is stored about the reader, in plain words, and what they can do about it. */
export const privacy: CardOf = (view, voice) => {
  const member = readerOf(view)
  const { volunteer, notRecallable } = member
  return card(
    text(voice.say('privacy')),
    fields(
      { label: voice.plain('field.since'), value: [moment(view, member.joinedAt)] },
      { label: voice.plain('field.accounts'), value: voice.say('privacy.accounts', { n: member.accounts.length }) },
      { label: voice.plain('field.time-zone'), value: list(member.timeZone ? [member.timeZone] : []) },
      ...counts(view, voice),
    ),
    volunteer ? profileFields(view, voice, member, volunteer) : text(voice.say('privacy.no-volunteer')),
    note(voice.say('privacy.how-long'), voice.say(notRecallable ? 'privacy.hidden' : 'privacy.recallable')),
    buttons(
      button(voice, 'privacy.export', 'me'),
      button(voice, notRecallable ? 'privacy.unhide' : 'privacy.hide', 'me'),
      button(voice, 'privacy.erase', 'me', { style: 'danger', form: commandForm(voice, 'privacy.erase') }),
    ),
  )
}

/** How many rows there are of each kind; the member's own row is told in full. */
const counts = (view: View, voice: Voice) =>
  Object.entries(view.records ?? {})
    .filter(([name, rows]) => name !== 'member' && rows.length > 0)
    .map(([name, rows]) => ({
      label: voice.label(`record.${name}`) ?? name,
      value: name === 'evidence' ? sayEvidence(voice, rows) : [String(rows.length)],
    }))

/** Signs of what the member knows, counted by kind: "2 topics you offered, 5 words of what you suggested". */
function sayEvidence(voice: Voice, rows: unknown[]): Span[] {
  const kinds = rows.map((row) => (row as Pick<Evidence, 'kind'>).kind)
  return list(
    [...new Set(kinds)].map((kind) => voice.say(`evidence.${kind}`, { n: kinds.filter((one) => one === kind).length })),
  )
}

/** All of it, as JSON. */
export const privacyExport: CardOf = (view, voice) => {
  const member = readerOf(view)
  return card(text(voice.say('privacy.export')), exportOf(view, voice, member.id))
}

function exportOf(view: View, voice: Voice, memberId: string): Block {
  return { type: 'quote', author: person(view, voice, memberId), text: JSON.stringify(view.records ?? {}, null, 2) }
}

export const privacyErased: CardOf = (_, voice) =>
  card(text(voice.say('privacy.erased')), note(voice.say('privacy.erased-note')))
