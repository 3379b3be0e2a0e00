import { parseList } from './parse-list.ts'

/**
 * Splits places as people type them. Semicolons and line ends part them; without any, commas do, except before what only says
 * where the place lies: "Winnipeg, MB, Brandon" and "Paris, France" are two places and one.
 */
export function parsePlaces(text: string): string[] {
  if (/[;\n]/u.test(text)) return parseList(text, /[;\n]/u)
  const places: string[] = []
  for (const part of parseList(text)) {
    if (places.length > 0 && saysWhere(part)) places.push(`${places.pop()}, ${part}`)
    else places.push(part)
  }
  return places
}

/** Writes places so that `parsePlaces` reads the same again. */
export function joinPlaces(places: readonly string[]): string {
  const joined = places.join('; ')
  const same = parsePlaces(joined)
  return same.length === places.length && same.every((place, i) => place === places[i]) ? joined : `${joined};`
}

const saysWhere = (part: string) => /^\p{Lu}{2,3}$/u.test(part) || countryNames().has(part.toLowerCase())

let known: Set<string> | undefined

/** Every country's English name, in lower case. */
function countryNames(): Set<string> {
  if (known) return known
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const codes = letters.flatMap((first) => letters.map((second) => first + second))
  known = new Set(codes.flatMap((code) => names.of(code)?.toLowerCase() ?? []))
  return known
}
