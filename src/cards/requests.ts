import type { Request } from '../requests/request.ts'
import type { CardOf } from './blocks.ts'
import { button, buttons, card, note, text } from './blocks.ts'
import type { Block } from './card.ts'
import { quoteRequest } from './find.ts'
import { suggestForm } from './help-forms.ts'
import { linkToRequest, moment } from './spans.ts'
import type { View } from './view.ts'
import type { Voice } from './voice.ts'

const MOST_SHOWN = 5

/** Open requests that fit the reader, and the reader's own. */
export const myRequests: CardOf = (view, voice) => {
  const { mine = [], matching = [] } = view.requests ?? {}
  return card(
    text(voice.say('requests.matching', { n: matching.length })),
    ...matching
      .slice(0, MOST_SHOWN)
      .flatMap((request) => [
        ...show(view, voice, request),
        buttons(button(voice, 'request.suggest', request.id, { form: suggestForm(voice) })),
      ]),
    text(voice.say('requests.mine', { n: mine.length })),
    ...mine
      .slice(0, MOST_SHOWN)
      .flatMap((request) => [
        ...show(view, voice, request),
        buttons(
          request.state === 'open' && button(voice, 'request.solved', request.id),
          request.state === 'open' && button(voice, 'request.withdraw', request.id),
        ),
      ]),
  )
}

/** Solved requests that fit the words searched for. */
export const recall: CardOf = (view, voice) => {
  const found = view.requests?.found ?? []
  return card(
    text(voice.say('recall', { n: found.length, words: view.query ?? '' })),
    ...found.slice(0, MOST_SHOWN).flatMap((request) => show(view, voice, request)),
  )
}

const show = (view: View, voice: Voice, request: Request): (Block | undefined)[] => {
  const link = linkToRequest(request, voice.plain('link.thread'))
  const { deadline } = request.words ?? {}
  const open = request.state === 'open'
  return [
    quoteRequest(view, voice, request),
    note(
      voice.say('requests.state', { state: request.state, suggestions: request.suggestions.length }),
      open && deadline && voice.say('status.needed-by', { time: moment(view, deadline.at) }),
      link && [link],
    ),
  ]
}
