import { believePlace, isPlacePreposition, isSuffix } from './believe-place.ts'
import { fold } from './fold.ts'
import type { Gazetteer } from './gazetteer.ts'
import { isShouted, readTokens, type Token } from './place-tokens.ts'

/** Words of a message that may be a place, before it is settled which. */
export interface PlaceSpan {
  /** Where the words begin and end in the message. */
  from: number
  to: number
  /** Places that the words may mean, most people first. */
  meant: number[]
}

const MOST_WORDS = 4
const QUALIFIERS =
  /^(?:Outside|(?:north|south|east|west|northern|southern|eastern|western|central|northwest|northeast|southwest|southeast|downtown|greater|upstate|rural))$/u

/** Finds the words that name places. Pure; a name is believed by how it is written, what stands around it and how many people live there. */
export function findPlaceSpans(text: string, gazetteer: Gazetteer): PlaceSpan[] {
  const tokens = readTokens(text)
  const shouted = isShouted(tokens)
  const areaNamed = rememberAreas(gazetteer)
  const spans: PlaceSpan[] = []
  for (let i = 0; i < tokens.length; ) {
    const found = longestAt(text, tokens, i, gazetteer, shouted, areaNamed)
    if (found) {
      spans.push(found.span)
      i = found.next
    } else i++
  }
  return spans
}

function longestAt(
  text: string,
  tokens: Token[],
  i: number,
  gazetteer: Gazetteer,
  shouted: boolean,
  areaNamed: Gazetteer['area'],
) {
  for (let length = Math.min(MOST_WORDS, tokens.length - i); length > 0; length--) {
    if (!joined(tokens, i, length)) continue
    const words = tokens.slice(i, i + length)
    const name = words.map((token) => token.word).join(' ')
    if (fold(name).length < 2) continue
    const inArea = withArea(tokens, i, length, name, gazetteer, areaNamed)
    if (inArea) return widen(text, tokens, i, inArea.next, inArea.meant, gazetteer)
    const meant = gazetteer.lookUp(name)
    if (meant.length && believePlace({ text, tokens, first: i, length, meant, shouted }, gazetteer)) {
      return widen(text, tokens, i, i + length, meant, gazetteer)
    }
  }
  return undefined
}

/** Every word is asked for several times: whether it is the area of the one, two or three words before it. */
function rememberAreas(gazetteer: Gazetteer): Gazetteer['area'] {
  const known = new Map<string, number | undefined>()
  return (name) => {
    if (!known.has(name)) known.set(name, gazetteer.area(name))
    return known.get(name)
  }
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
function withArea(
  tokens: Token[],
  i: number,
  length: number,
  name: string,
  gazetteer: Gazetteer,
  areaNamed: Gazetteer['area'],
) {
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
    const area = areaNamed(areaName)
    if (area === undefined || isElsewhere(name, area, gazetteer)) continue
    const id = gazetteer.place(area).id
    const meant = gazetteer.lookUp(name).filter((place) => gazetteer.isIn(place, id) && place !== area)
    const fromCapital = tokens[i]!.capital
    if (meant.length && (comma || fromCapital || !gazetteer.isEveryday(meant[0]!))) {
      if (!comma && !fromCapital && short) continue
      return { meant, next: i + length + areaLength }
    }
    // A town that nobody listed still has its state: "Lovepark, IL".
    const alone = i === 0 || /[^ ]/u.test(tokens[i]!.gap) || isPlacePreposition(tokens[i - 1]!.word)
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

/** In "UK, USA" the first is no town in the second but a country of its own. */
function isElsewhere(name: string, area: number, gazetteer: Gazetteer): boolean {
  const own = name.length <= 3 ? gazetteer.area(name) : undefined
  return own !== undefined && !gazetteer.isIn(own, gazetteer.place(area).id)
}

/** Takes "Northwest" before, and "area", "County", a second area ("Esparto, CA, USA") behind, into the words. */
function widen(text: string, tokens: Token[], i: number, next: number, meant: number[], gazetteer: Gazetteer) {
  let first = i
  const before = tokens[i - 1]
  if (before && (QUALIFIERS.test(before.word) || QUALIFIERS.test(before.word.toLowerCase())) && tokens[i]!.gap === ' ')
    first = i - 1
  let end = next
  const after = tokens[end]
  if (after?.gap === ' ' && isSuffix(after.word)) end++
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
