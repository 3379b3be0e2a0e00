import { joinPlaces } from '../commands/parse-places.ts'
import { modes } from '../communities/community.ts'
import { settings, silentDesks, uninvited } from './about-community.ts'
import type { CardOf } from './blocks.ts'
import { button, buttons, card, note, text } from './blocks.ts'
import type { Button, Form } from './card.ts'
import { buildForm } from './forms.ts'
import { channel, strong } from './spans.ts'
import { greetersToTell } from './to-greeters.ts'
import type { View } from './view.ts'
import type { Voice } from './voice.ts'

/** To an organiser: what the bot is for, and the form that sets it up; later, to change it. */
export const setUp: CardOf = (view, voice) => {
  const isNew = view.community.channels.length === 0
  return card(
    text(voice.say(isNew ? 'set-up.new' : 'set-up.again', { name: strong(view.community.name) })),
    isNew && note(voice.say('set-up.promise')),
    buttons(setUpButton(view, voice), placesButton(view, voice)),
  )
}

export const setUpButton = (view: View, voice: Voice): Button =>
  button(voice, 'setup', view.community.id, { style: 'primary', form: setUpForm(view, voice) })

/** After the form: what it listens to now, what is still missing, and how to come by volunteers. */
export const setUpDone: CardOf = (view, voice) => {
  const { channels, id } = view.community
  const where = channels.find(({ channel: ref, mode }) => mode !== 'shadow' && isHere(view, ref))?.channel
  return card(
    text(voice.say('set-up.done')),
    settings(view, voice, view.community),
    greetersToTell(view, voice),
    uninvited(view, voice),
    silentDesks(view, voice),
    where && text(voice.say('set-up.next', { channel: channel(view, voice, where) })),
    view.community.places.length === 0 && text(voice.say('set-up.town')),
    note(voice.say('set-up.later')),
    buttons(
      where && button(voice, 'setup.invite', id, { style: 'primary' }),
      view.community.places.length === 0 && placesButton(view, voice),
    ),
  )
}

const isHere = ({ platform }: View, ref: string) => platform === undefined || ref.startsWith(`${platform}:`)

/** Filled with how it is now, so that what is left alone stays. A channel elsewhere goes by its platform's name and its own. */
export function setUpForm(view: View, voice: Voice): Form {
  const { channels, moderatorsChannel } = view.community
  const nameOf = (ref: string) => {
    const name = view.names?.get(ref) ?? ref
    return isHere(view, ref) ? name : `${ref.slice(0, ref.indexOf(':'))} ${name}`
  }
  const here = channels.filter(({ channel: ref }) => isHere(view, ref))
  const ways = here.length > 0 ? (['keep', ...modes] as const) : modes
  return buildForm(voice, 'setup', {
    channels: { value: here.map(({ channel: ref }) => nameOf(ref)).join(', ') },
    mode: {
      value: here.length > 0 ? 'keep' : 'offer',
      options: ways.map((way) => ({ value: way, label: voice.plain(`form.setup.mode.${way}`) })),
    },
    moderators: { value: moderatorsChannel && nameOf(moderatorsChannel) },
    greeter: {},
    link: {},
  })
}

const placesButton = (view: View, voice: Voice): Button => {
  const value = joinPlaces(view.community.places.map((id) => view.names?.get(id) ?? id))
  return button(voice, 'setup.places', view.community.id, {
    form: buildForm(voice, 'setup.places', { places: { value } }),
  })
}
