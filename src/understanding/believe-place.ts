import type { Gazetteer } from './gazetteer.ts'
import type { Token } from './place-tokens.ts'

/** Words that could name a place, with the message that they stand in. */
export interface PossiblePlace {
  text: string
  tokens: Token[]
  /** The first word, and how many there are. */
  first: number
  length: number
  /** What they may mean, most people first. */
  meant: number[]
  /** Capital letters tell nothing in this message. */
  shouted: boolean
}

const VILLAGE = 1_000
const TOWN = 15_000
const BIG_TOWN = 50_000
const CITY = 100_000
const METROPOLIS = 500_000
const MILLION = 1_000_000
const BIG_AREA = 2_000_000

/** After these a name is a place. */
const STRONG = new Set('in near around from outside within downtown visiting'.split(' '))
/** After these it may be one. */
const WEAK = new Set(
  'at nearby to through towards toward into across of for by greater leaving via reach hit hits help'.split(' '),
)
/** After these it is somebody or something else. */
const NAMED_AFTER = new Set('mr mrs ms dr miss hurricane cyclone storm typhoon saint st uncle aunt'.split(' '))
/** Countries and regions whose names mean other things too. */
const OTHER_MEANING =
  /^(?:turkey|jordan|chad|georgia|guinea|mali|cuba|central|north|south|east|west|western|eastern|northern|southern|cent(?:re|er)|union|delta|plateau|victoria)$/iu
/** A name of so many letters is hardly anything else. */
const LONG_NAME = 6
/** "Palm Beach County", "the Miami area" are still the place. */
const SUFFIX = /^(?:area|county|district|region|province|metro)$/iu
const SMALL_WORD = /^(?:de|of|the|la|el|del|and|upon|am|an|sur|do|da|dos)$/u

export function isSuffix(word: string): boolean {
  return SUFFIX.test(word)
}

export function isPlacePreposition(word: string): boolean {
  return STRONG.has(word.toLowerCase()) || WEAK.has(word.toLowerCase())
}

/** Whether words that could name a place do: by how they are written, what stands around them and how many people live there. */
export function believePlace(possible: PossiblePlace, gazetteer: Gazetteer): boolean {
  const { text, tokens, first, length, meant, shouted } = possible
  const words = tokens.slice(first, first + length)
  const from = words[0]!.from
  const to = words.at(-1)!.to
  const name = text.slice(from, to)
  const previous = words[0]!.gap === ' ' ? (tokens[first - 1]?.word.toLowerCase() ?? '') : ''
  const letterBefore = text[from - 1] ?? ' '
  if (NAMED_AFTER.has(previous) || /[@/\p{L}]/u.test(letterBefore)) return false

  const hashtag = letterBefore === '#'
  if (hashtag && /[\p{L}\p{N}]/u.test(text[to] ?? ' ')) return false
  const best = meant[0]!
  const people = gazetteer.population(best)
  const area = gazetteer.isArea(best)
  const strong = STRONG.has(previous)
  const preposition = strong || WEAK.has(previous)
  const alone = hashtag || standsAlone(text, from, to)
  const capitals = !shouted && words.every((word) => word.capital || SMALL_WORD.test(word.word))

  // "US", "NYC", "WA": only in capitals, and not where all is in capitals, for "us" and "la" are words; but "in Fez".
  if (name.length <= 3 || /^(?:\p{L}\.)+/u.test(name)) {
    if (capitals && strong && people > METROPOLIS) return true
    if (name !== name.toUpperCase() || shouted) return false
    return alone || strong || (area && preposition) || people > 2 * METROPOLIS
  }
  if (area && (gazetteer.isEveryday(best) || OTHER_MEANING.test(name))) return capitals && (alone || strong)
  // "#nebraska", "kerala floods": a large area with a name of its own needs no capital.
  if (
    area &&
    length === 1 &&
    name.length > 4 &&
    !OTHER_MEANING.test(name) &&
    people > (hashtag ? 1 : shouted ? 2 : 10) * MILLION
  )
    return true
  if (area) {
    const country = !gazetteer.place(best).id.includes('.')
    return country || (capitals && (alone || preposition)) || (people > BIG_AREA && (capitals || preposition))
  }
  if (gazetteer.isEveryday(best))
    return capitals && ((alone && !hashtag && people > CITY) || (strong && people > BIG_TOWN))
  if (!capitals) return (strong || hashtag) && people > (length === 1 && name.length >= LONG_NAME ? TOWN : CITY)
  const partOfName = continuesName(tokens, first, length)
  if (partOfName && !strong) return length > 1 && people > METROPOLIS
  if (strong || alone) return length > 1 || people > VILLAGE
  if (length > 1) return people > TOWN
  if (startsSentence(text, from)) return people > METROPOLIS
  return people > (preposition ? TOWN : 2 * CITY)
}

/** "[Seattle]", "Texas, …", "Seattle: …": nothing but the name between two marks or edges. */
function standsAlone(text: string, from: number, to: number): boolean {
  const before = text.slice(0, from).trimEnd().at(-1)
  const after = text.slice(to).trimStart().at(0)
  const opened = before === undefined || /[[({\]),.!?:;\-–—|\n]/u.test(before)
  const closed = after === undefined || /[\])},.!?:;\-–—|\n]/u.test(after)
  return opened && closed
}

function startsSentence(text: string, from: number): boolean {
  const before = text.slice(0, from).trimEnd().at(-1)
  return before === undefined || /[.!?\n:\])]/u.test(before)
}

/** "Charlotte Smith", "Boston Consulting": another capitalised word beside it makes a person or a firm of it. */
function continuesName(tokens: Token[], first: number, length: number): boolean {
  const isName = (token: Token | undefined) => token?.capital === true && token.word !== 'I'
  const after = tokens[first + length]
  const before = tokens[first - 1]
  // The first word of a sentence is capitalised anyway: it has something other than a space before it.
  return (
    (after?.gap === ' ' && isName(after) && !isSuffix(after.word)) ||
    (tokens[first]!.gap === ' ' && isName(before) && before!.gap === ' ')
  )
}
