import { greets } from '../communities/community.ts'
import { readerOf } from './about-member.ts'
import type { CardOf } from './blocks.ts'
import { button, buttons, card, note, text } from './blocks.ts'
import type { Block } from './card.ts'
import { requestOf } from './find.ts'
import { channel, linkToRequest, list, person, strong } from './spans.ts'
import type { View } from './view.ts'
import type { Voice } from './voice.ts'

/** With the reader's profile: whether they would like to greet newcomers, if organisers thought of them, or that they do. */
export function greeting(view: View, voice: Voice): Block[] {
  const { community } = view
  const agreed = greets(community, readerOf(view).id)
  if (agreed === undefined) return []
  if (agreed) return card(text(voice.say('greeter.on')), buttons(button(voice, 'greeter.stop', community.id))).blocks
  return card(
    text(voice.say('greeter.question', { name: strong(community.name) })),
    note(voice.say('greeter.promise')),
    buttons(
      button(voice, 'greeter.yes', community.id, { style: 'primary' }),
      button(voice, 'greeter.no', community.id),
    ),
  ).blocks
}

/** For organisers: the bot writes to nobody who asked for nothing, so they pass it on. */
export function greetersToTell(view: View, voice: Voice) {
  const asked = (view.community.greeters ?? []).filter(({ agreed }) => !agreed)
  if (asked.length === 0) return undefined
  const names = list(asked.map(({ memberId }) => person(view, voice, memberId)))
  return text(voice.say('community.greeters-to-tell', { names }))
}

/** Somebody's first request: who and where, and nothing of what was written. */
export const newcomerAsks: CardOf = (view, voice) => {
  const request = requestOf(view)
  const asker = person(view, voice, request.askerId)
  const link = linkToRequest(request, voice.plain('link.request')) ?? channel(view, voice, request.channel)
  return card(
    text(voice.say('greeter.newcomer', { asker, request: link })),
    buttons(button(voice, 'greeter.stop', view.community.id)),
  )
}
