import { distanceKm } from './distance.ts'
import type { PlaceSpan } from './find-places.ts'
import { fold } from './fold.ts'
import type { Gazetteer } from './gazetteer.ts'
import type { Place, PlaceMention } from './understanding.ts'

const MOST_CANDIDATES = 4
/** A name belongs to its largest place when that has this many times the people of the next. */
const DOMINANT = 10
const FAMOUS = 1_000_000
const FAMOUS_DOMINANT = 4
const CAPITAL_DOMINANT = 3
const NEAR_KM = 150
/**
 * Or when it is spoken of that much more: people times the square of how many names it has in all languages. Below the least number
 * of names the table is too thin to tell.
 */
const SPOKEN_OF = 15
const LEAST_NAMES = 15
/** A region is named after its seat when at least one in so many of its people lives there. */
const SEAT_OF_REGION = 50

/**
 * Settles which places are meant: by the community's own places, by other places in the message, by how many live there.
 * What stays open keeps up to four candidates for the offer to ask about. The same words are told once.
 */
export function resolvePlaces(
  text: string,
  spans: PlaceSpan[],
  gazetteer: Gazetteer,
  communityPlaces: readonly string[] = [],
): PlaceMention[] {
  const own = communityPlaces.map((id) => gazetteer.placeById(id)).filter((place) => place !== undefined)
  const clear = spans
    .filter((span) => span.meant.length === 1 || gazetteer.isArea(span.meant[0]!))
    .map((span) => gazetteer.place(span.meant[0]!))
  const mentions = new Map<string, PlaceMention>()
  for (const span of spans) {
    const words = text.slice(span.from, span.to)
    if (mentions.has(words.toLowerCase())) continue
    const place = settle(words, span.meant, gazetteer, own, clear)
    mentions.set(words.toLowerCase(), {
      text: words,
      ...(place === undefined ? {} : { place: gazetteer.place(place) }),
      candidates:
        place === undefined ? span.meant.slice(0, MOST_CANDIDATES).map((index) => gazetteer.place(index)) : [],
    })
  }
  return [...mentions.values()]
}

function settle(
  words: string,
  named: number[],
  gazetteer: Gazetteer,
  own: Place[],
  clear: Place[],
): number | undefined {
  // Bare "Kyoto" is the town, not the region of that name around it.
  const meant = named.filter((area) => !named.some((town) => isAround(area, town, gazetteer)))
  if (meant.length === 1) return meant[0]
  const places = new Map(meant.map((index) => [index, gazetteer.place(index)]))
  const communitys = meant.filter((index) => own.some((place) => place.id === places.get(index)!.id))
  if (communitys.length === 1) return communitys[0]
  for (const around of [own, clear]) {
    const close = meant.filter((index) => around.some((place) => belongs(index, places.get(index)!, place, gazetteer)))
    if (close.length && close.length < meant.length)
      return dominant(words, close, gazetteer) ?? nearest(close, places, around)
  }
  return dominant(words, meant, gazetteer)
}

/** Whether `area` is a region named after `town`, its seat or the country's capital; a hamlet somewhere in the region is neither. */
function isAround(area: number, town: number, gazetteer: Gazetteer): boolean {
  const { id, country } = gazetteer.place(area)
  if (!id.includes('.') || gazetteer.isArea(town)) return false
  if (gazetteer.isCapital(town)) return gazetteer.isIn(town, country)
  return gazetteer.isIn(town, id) && gazetteer.population(town) * SEAT_OF_REGION >= gazetteer.population(area)
}

/** Whether a place lies in an area, or near a town. */
function belongs(index: number, place: Place, around: Place, gazetteer: Gazetteer): boolean {
  if (place.id === around.id) return false
  if (!/^\d/u.test(around.id)) return gazetteer.isIn(index, around.id)
  return distanceKm(place, around) <= NEAR_KM
}

function dominant(words: string, meant: number[], gazetteer: Gazetteer): number | undefined {
  const [first, ...others] = meant
  if (first === undefined || !others.length) return first
  const people = gazetteer.population(first)
  const times = gazetteer.isCapital(first) ? CAPITAL_DOMINANT : people >= FAMOUS ? FAMOUS_DOMINANT : DOMINANT
  if (people >= times * gazetteer.population(others[0]!)) return first
  if (gazetteer.isArea(first) || !beginsAlike(words, gazetteer.place(first).name)) return undefined
  const spokenOf = (index: number) => gazetteer.population(index) * Math.max(LEAST_NAMES, gazetteer.names(index)) ** 2
  const known = spokenOf(first)
  return others.every((other) => !gazetteer.isArea(other) && known >= SPOKEN_OF * spokenOf(other)) ? first : undefined
}

/** "Geneva" is Genève; that Austin was once called Waterloo does not make it that. */
function beginsAlike(words: string, name: string): boolean {
  return fold(words).slice(0, 3) === fold(name).slice(0, 3)
}

function nearest(meant: number[], places: Map<number, Place>, around: Place[]): number | undefined {
  const distance = (index: number) => Math.min(...around.map((place) => distanceKm(places.get(index)!, place)))
  const [first, second] = [...meant].sort((a, b) => distance(a) - distance(b))
  return second === undefined || distance(first!) * 3 < distance(second) ? first : undefined
}
