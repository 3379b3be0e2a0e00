import type { Draft, Ping, Request, Suggestion, Update } from '../requests/request.ts'
import type { Block } from './card.ts'
import { person } from './spans.ts'
import type { View } from './view.ts'
import type { Voice } from './voice.ts'

/** The request of the view. @throws when the card was asked for without one */
export function requestOf(view: View): Request {
  if (!view.request) throw new Error('This card is about a request: give view.request.')
  return view.request
}

const find = <T extends { id: string }>(list: T[], view: View, what: string): T => {
  const found = list.find(({ id }) => id === view.about)
  if (!found)
    throw new Error(`This card is about a ${what}: view.about is "${view.about}", and the request has no such ${what}.`)
  return found
}

export const pingOf = (view: View): Ping => find(requestOf(view).pings, view, 'ping')
export const suggestionOf = (view: View): Suggestion => find(requestOf(view).suggestions, view, 'suggestion')
export const updateOf = (view: View): Update => find(requestOf(view).updates, view, 'update')
export const draftOf = (view: View): Draft => find(requestOf(view).drafts, view, 'draft')

/** Somebody's words, verbatim and attributed; a word on their absence once they are erased or their time is over. */
export function quote(view: View, voice: Voice, memberId: string, text: string | undefined, at?: number): Block {
  if (!text) return { type: 'note', spans: voice.say('words-gone') }
  return { type: 'quote', author: person(view, voice, memberId), text, ...(at === undefined ? {} : { at }) }
}

/** The asker's own words. */
export const quoteRequest = (view: View, voice: Voice, request: Request): Block =>
  quote(view, voice, request.askerId, request.words?.text)
