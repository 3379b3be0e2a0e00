import { fold } from './fold.ts'
import type { Gazetteer } from './gazetteer.ts'

/** Words of a message that may be a place, before it is settled which. */
export interface PlaceSpan {
  /** Where the words begin and end in the message. */
  from: number
  to: number
  /** Places that the words may mean, most people first. */
  meant: number[]
}

interface Token {
  from: number
  to: number
  word: string
  /** First letter upper case. */
  capital: boolean
  /** What stands between the word before and this one. */
  gap: string
}

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}'’-]|\.(?=\p{L}))*/gu
const MOST_WORDS = 4
const MOST_TOKENS = 400
const LARGE = 100_000
const TOWN = 15_000
const PLACE_PREPOSITIONS = new Set(
  'in at near nearby around from to outside within through towards toward into across of for by downtown greater visiting leaving via reach hits hit help'.split(
    ' ',
  ),
)
const STRONG_PREPOSITIONS = new Set('in near around from outside within downtown visiting'.split(' '))
const QUALIFIERS = new Set(
  'north south east west northern southern eastern western central northwest northeast southwest southeast downtown greater outside upstate rural'.split(
    ' ',
  ),
)
const SUFFIXES = new Set(['area', 'county', 'district', 'region', 'province', 'metro'])
const NOT_BEFORE = new Set([
  'mr',
  'mrs',
  'ms',
  'dr',
  'miss',
  'hurricane',
  'cyclone',
  'storm',
  'saint',
  'st',
  'uncle',
  'aunt',
])

/** Finds the words that name places. Pure; a name is believed by how it is written, what stands around it and how many people live there. */
export function findPlaceSpans(text: string, gazetteer: Gazetteer): PlaceSpan[] {
  const tokens = readTokens(text)
  const shouted = isShouted(tokens)
  const spans: PlaceSpan[] = []
  for (let i = 0; i < tokens.length; ) {
    const found = longestAt(text, tokens, i, gazetteer, shouted)
    if (found) {
      spans.push(found.span)
      i = found.next
    } else i++
  }
  return spans
}

function readTokens(text: string): Token[] {
  const tokens: Token[] = []
  let end = 0
  for (const match of text.matchAll(WORD)) {
    if (tokens.length >= MOST_TOKENS) break
    // "#PuertoRico" is two words.
    const pieces =
      text[match.index - 1] === '#' ? match[0].split(/(?<=\p{Ll})(?=\p{Lu})/u) : [match[0].replace(/['’]s$/u, '')]
    let from = match.index
    for (const piece of pieces) {
      tokens.push({
        from,
        to: from + piece.length,
        word: piece,
        capital: /^\p{Lu}/u.test(piece),
        gap: text.slice(end, from),
      })
      from += piece.length
      end = from
    }
  }
  return tokens
}

/** Capital letters tell nothing in a message written all in them, nor in a headline. */
function isShouted(tokens: Token[]): boolean {
  const long = tokens.filter((token) => token.word.length > 3)
  return long.length > 3 && long.filter((token) => token.word === token.word.toUpperCase()).length > long.length * 0.7
}

function longestAt(text: string, tokens: Token[], i: number, gazetteer: Gazetteer, shouted: boolean) {
  for (let length = Math.min(MOST_WORDS, tokens.length - i); length > 0; length--) {
    if (!joined(tokens, i, length)) continue
    const words = tokens.slice(i, i + length)
    const name = words.map((token) => token.word).join(' ')
    if (fold(name).length < 2) continue
    const inArea = withArea(tokens, i, length, name, gazetteer)
    if (inArea) return widen(text, tokens, i, inArea.next, inArea.meant, gazetteer)
    const meant = gazetteer.lookUp(name)
    if (meant.length && believe(text, tokens, i, length, meant, gazetteer, shouted)) {
      return widen(text, tokens, i, i + length, meant, gazetteer)
    }
  }
  return undefined
}

/** Whether the words stand in one line with nothing but a space, a hyphen or the dot of "St." between them. */
function joined(tokens: Token[], i: number, length: number): boolean {
  for (let k = i + 1; k < i + length; k++) {
    const gap = tokens[k]!.gap
    if (!/^(?:[ -]|\. |)$/u.test(gap)) return false
    if (gap === '. ' && !/^(?:st|ft|mt)$/iu.test(tokens[k - 1]!.word)) return false
  }
  return true
}

/** "Louisville, KY", "lovepark,il", "Lexington KY", "Paris, Texas": a name and the area that it lies in. */
function withArea(tokens: Token[], i: number, length: number, name: string, gazetteer: Gazetteer) {
  const next = tokens[i + length]
  if (!next || !/^,? ?$/u.test(next.gap)) return undefined
  const comma = next.gap.startsWith(',')
  for (const areaLength of [2, 1]) {
    if (i + length + areaLength > tokens.length || !joined(tokens, i + length, areaLength)) continue
    const areaName = tokens
      .slice(i + length, i + length + areaLength)
      .map((token) => token.word)
      .join(' ')
    const short = areaName.length <= 3
    const upper = areaName === areaName.toUpperCase()
    if (short && !upper && !comma) continue
    const area = gazetteer.area(areaName)
    if (area === undefined) continue
    const id = gazetteer.place(area).id
    const meant = gazetteer.lookUp(name).filter((place) => gazetteer.isIn(place, id) && place !== area)
    const fromCapital = tokens[i]!.capital
    if (meant.length && (comma || fromCapital || !gazetteer.isEveryday(meant[0]!))) {
      if (!comma && !fromCapital && short) continue
      return { meant, next: i + length + areaLength }
    }
    // A town that nobody listed still has its state: "Lovepark, IL".
    const alone = i === 0 || /[^ ]/u.test(tokens[i]!.gap) || PLACE_PREPOSITIONS.has(tokens[i - 1]!.word.toLowerCase())
    if (
      comma &&
      short &&
      upper &&
      fromCapital &&
      alone &&
      length <= 3 &&
      tokens.slice(i, i + length).every((token) => token.capital)
    ) {
      return { meant: [area], next: i + length + areaLength }
    }
  }
  return undefined
}

/** Takes "Northwest" before, and "area", "County", a second area ("Esparto, CA, USA") behind, into the words. */
function widen(text: string, tokens: Token[], i: number, next: number, meant: number[], gazetteer: Gazetteer) {
  let first = i
  const before = tokens[i - 1]
  if (before && QUALIFIERS.has(before.word.toLowerCase()) && tokens[i]!.gap === ' ') first = i - 1
  let end = next
  const after = tokens[end]
  if (after?.gap === ' ' && SUFFIXES.has(after.word.toLowerCase())) end++
  const wider = tokens[end]
  if (wider && /^(?:,? ?|,? \()$/u.test(wider.gap) && /^(?:us|usa|uk|canada)$/iu.test(wider.word)) {
    const country = gazetteer.area(wider.word)
    const upper = wider.word === wider.word.toUpperCase() || wider.word.length > 3
    if (
      country !== undefined &&
      upper &&
      meant.some((place) => place !== country && gazetteer.isIn(place, gazetteer.place(country).id))
    )
      end++
  }
  const to = tokens[end - 1]!.to
  return {
    span: {
      from: tokens[first]!.from,
      to: text[to] === ')' && text.slice(tokens[first]!.from, to).includes('(') ? to + 1 : to,
      meant,
    },
    next: end,
  }
}

function believe(
  text: string,
  tokens: Token[],
  i: number,
  length: number,
  meant: number[],
  gazetteer: Gazetteer,
  shouted: boolean,
): boolean {
  const first = tokens[i]!
  const last = tokens[i + length - 1]!
  const previous = tokens[i - 1]?.word.toLowerCase() ?? ''
  const name = text.slice(first.from, last.to)
  const best = meant[0]!
  const area = gazetteer.isArea(best)
  const people = gazetteer.population(best)
  if (NOT_BEFORE.has(previous) && first.gap === ' ') return false
  if (/^[@/]/u.test(text[first.from - 1] ?? '') || /\p{L}/u.test(text[first.from - 1] ?? ' ')) return false

  const preposition = PLACE_PREPOSITIONS.has(previous) && first.gap === ' '
  const strong = STRONG_PREPOSITIONS.has(previous) && first.gap === ' '
  const capitals = tokens
    .slice(i, i + length)
    .every((token) => token.capital || /^(?:de|of|the|la|el|del|and|upon|am|an|sur|do|da|dos)$/u.test(token.word))
  const alone = standsAlone(text, first.from, last.to)
  const everyday = gazetteer.isEveryday(best)
  if (name.length <= 3) {
    // "US", "UK", "NYC", "WA": only in capitals, and the words "us" and "la" not in a message that is all capitals.
    if (name !== name.toUpperCase() || shouted) return false
    return (
      alone ||
      strong ||
      (area && preposition) ||
      (people > LARGE * 10 && name.length === 3) ||
      name === 'USA' ||
      name === 'UK'
    )
  }
  if (area) {
    if (
      everyday ||
      /^(?:turkey|jordan|chad|georgia|guinea|mali|cuba|central|north|south|east|west|western|eastern|northern|southern|centre|center|union|delta|plateau|victoria)$/iu.test(
        name,
      )
    ) {
      return capitals && (alone || strong) && !shouted
    }
    const country = !gazetteer.place(best).id.includes('.')
    return (
      country || (capitals && (alone || preposition || people > LARGE * 20)) || (preposition && people > LARGE * 20)
    )
  }
  const hashtag = text[first.from - 1] === '#'
  if (everyday) return capitals && !shouted && ((alone && people > LARGE) || (strong && people > TOWN))
  if (shouted || !capitals) return strong && people > LARGE && length > 0 && name.length > 3
  if (startsSentence(text, first.from) && length === 1 && !alone)
    return people > LARGE * 5 && !continuesName(tokens, i, length)
  if (continuesName(tokens, i, length) && !strong) return people > LARGE * 5 && length > 1
  if (alone || strong) return people > 1_000 || length > 1
  if (hashtag) return people > LARGE || length > 1
  return preposition ? people > TOWN : people > LARGE * 2
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
function continuesName(tokens: Token[], i: number, length: number): boolean {
  const before = tokens[i - 1]
  const after = tokens[i + length]
  const beside = (token: Token | undefined, gap: string | undefined) =>
    Boolean(token?.capital && gap === ' ' && !/^I\b/u.test(token.word))
  return (
    beside(after, after?.gap) ||
    (beside(before, tokens[i]!.gap) && before!.gap !== '' && !/[.!?\])]/u.test(before!.gap))
  )
}
