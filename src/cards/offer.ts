import type { Request, Words } from '../requests/request.ts'
import { button, buttons, card, fields, note, text } from './blocks.ts'
import type { Block, Card, Span } from './card.ts'
import { clock, editForm, labelOfPlace, unclearPlace } from './edit-form.ts'
import { requestOf } from './find.ts'
import { channel, duration, linkToRequest, list, moment, person, strong } from './spans.ts'
import type { View } from './view.ts'
import type { MessageKey, Voice } from './voice.ts'

/** "Shall I ask around?": what was understood, who may know, where it would be shown. Nobody is contacted before a yes. */
export function offer(view: View, voice: Voice): Card {
  const request = requestOf(view)
  if (!view.offer) throw new Error('The offer says what was understood: give view.offer.')
  const { text: words, understanding, mayKnow, mirrors, earlier } = view.offer
  const understood = { ...understanding, text: words }
  const first = mayKnow > 0 ? 'offer.accept' : 'offer.post'
  const anyway = earlier ? { label: `button.${first}.anyway` as const } : {}
  return card(
    earlier && text(sayEarlier(view, voice, earlier)),
    mayKnow > 0
      ? text(voice.say('offer.ask'), voice.say('offer.may-know', { n: mayKnow }))
      : text(voice.say('offer.nobody'), voice.say('offer.post-instead')),
    whatWasUnderstood(view, voice, understood),
    doubts(view, voice, understood),
    mirrors.length > 0 &&
      note(voice.say('offer.mirrors', { channels: list(mirrors.map((mirror) => channel(view, voice, mirror))) })),
    note(voice.say(request.words ? 'offer.promise-typed' : 'offer.promise')),
    buttons(
      button(voice, first, request.id, { style: 'primary', ...anyway }),
      mirrors.length > 0 && button(voice, `${first}-here`, request.id),
      button(voice, 'offer.edit', request.id, { form: editForm(view, voice, 'offer.edit', understood) }),
      button(voice, earlier ? 'offer.enough' : 'offer.decline', request.id),
    ),
  )
}

/** Whoever asks what was asked today may find it answered there. */
function sayEarlier(view: View, voice: Voice, earlier: Request): Span[] {
  const ago = duration(voice, view.now - (earlier.openedAt ?? view.now))
  const thread = linkToRequest(earlier, voice.plain('offer.see-thread')) ?? ''
  if (earlier.askerId === view.request?.askerId) return voice.say('offer.earlier-own', { ago, thread })
  const who = person(view, voice, earlier.askerId)
  return voice.say('offer.earlier', { who, ago, thread, solved: earlier.state === 'solved' ? 'yes' : 'no' })
}

type Understood = Pick<Words, 'text' | 'kind' | 'topics' | 'places' | 'deadline'>

/** Kind, topics, places and deadline as fields. */
function whatWasUnderstood(view: View, voice: Voice, words: Omit<Understood, 'text'>): Block {
  const { kind, topics, places, deadline } = words
  const label = (name: MessageKey) => voice.plain(name)
  return fields(
    { label: label('field.kind'), value: voice.say(`kind.${kind}`) },
    { label: label('field.topics'), value: list(topics.map(strong)) },
    { label: label('field.places'), value: list(places.map(labelOfPlace)) },
    deadline && { label: label('field.deadline'), value: [moment(view, deadline.at)] },
  )
}

/** What I am not sure of: said openly, and asked in the form behind Edit. */
function doubts(view: View, voice: Voice, { places, deadline }: Understood): Block | undefined {
  const unclear = unclearPlace(places)
  const zone: Span[] | false =
    deadline?.zoneGuessed === true &&
    voice.say('offer.zone-guessed', { clock: clock(view.now, view.timeZone), zone: view.timeZone })
  return text(
    unclear &&
      voice.say('offer.place-unclear', {
        place: unclear.text,
        choices: unclear.candidates
          .slice(0, 3)
          .map(({ label }) => label)
          .join(' · '),
      }),
    zone,
  )
}
