import type { Problem, TypedRequest } from '../commands/intent.ts'
import { parseTopics } from '../commands/parse-list.ts'
import { parsePlaces } from '../commands/parse-places.ts'
import { kinds } from '../requests/kinds.ts'
import type { Request, Words } from '../requests/request.ts'
import type { Bot } from './bot.ts'
import type { Actor } from './carry-intent.ts'
import { contextOf, wordsOf } from './fetch-words.ts'

/** What the asker typed into the edit form, as words of the request. What the form left out stays as it is. */
export async function editedWords(
  bot: Bot,
  request: Request,
  typed: TypedRequest,
  { at, mood }: Pick<Actor, 'at' | 'mood'>,
): Promise<{ words: Words } | { problem: Problem } | { crisis: true }> {
  const text = typed.text || request.words?.text
  const context = await contextOf(bot, request.communityId, request.askerId, at, text)
  const own = typed.timeZone ? { ...context, timeZone: typed.timeZone, timeZoneKnown: true } : context
  if (!text) return { problem: { key: 'problem.field-missing', values: { field: 'text' } } }
  const understanding = bot.understanding.understand(text, typed.text && mood ? { ...own, mood } : own)
  if (understanding.crisis) return { crisis: true }
  const understood = wordsOf(text, understanding)
  const words: Words =
    typed.text !== undefined && typed.text !== request.words?.text
      ? understood
      : { ...understood, ...request.words, text }
  if (typed.kind) words.kind = kinds.find((kind) => kind === typed.kind) ?? words.kind
  if (typed.topics !== undefined) words.topics = parseTopics(typed.topics)
  if (typed.places !== undefined) {
    const places = typedPlaces(bot, parsePlaces(typed.places), words)
    if ('problem' in places) return places
    words.places = places.found
  }
  if (typed.deadline !== undefined) {
    const deadline = typed.deadline ? bot.understanding.understand(typed.deadline, own).deadline : undefined
    if (typed.deadline && !deadline)
      return { problem: { key: 'problem.unknown-time', values: { time: typed.deadline } } }
    if (deadline) words.deadline = deadline
    else delete words.deadline
  } else if (typed.timeZone && understood.deadline) words.deadline = understood.deadline
  return { words }
}

function typedPlaces(bot: Bot, typed: string[], words: Words): { found: Words['places'] } | { problem: Problem } {
  const found: Words['places'] = []
  for (const name of typed) {
    const known = words.places.find(({ text, place }) => place && (place.label === name || text === name))
    const place = known?.place ?? bot.gazetteer.findPlace(name)[0]
    if (!place) return { problem: { key: 'problem.unknown-place', values: { place: name } } }
    found.push({ text: name, place, candidates: [] })
  }
  return { found }
}
