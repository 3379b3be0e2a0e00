import { distanceKm } from './distance.ts'
import type { PlaceSpan } from './find-places.ts'
import type { Gazetteer } from './gazetteer.ts'
import type { Place, PlaceMention } from './understanding.ts'

const MOST_CANDIDATES = 4
/** A name belongs to its largest place when that has this many times the people of the next. */
const DOMINANT = 10
const FAMOUS = 1_000_000
const FAMOUS_DOMINANT = 4
const CAPITAL_DOMINANT = 3
const NEAR_KM = 150
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
    const place = settle(span.meant, gazetteer, own, clear)
    mentions.set(words.toLowerCase(), {
      text: words,
      ...(place === undefined ? {} : { place: gazetteer.place(place) }),
      candidates:
        place === undefined ? span.meant.slice(0, MOST_CANDIDATES).map((index) => gazetteer.place(index)) : [],
    })
  }
  return [...mentions.values()]
}

function settle(named: number[], gazetteer: Gazetteer, own: Place[], clear: Place[]): number | undefined {
  // Bare "Kyoto" is the town, not the region of that name around it.
  const meant = named.filter((area) => !named.some((town) => isAround(area, town, gazetteer)))
  if (meant.length === 1) return meant[0]
  const places = new Map(meant.map((index) => [index, gazetteer.place(index)]))
  const communitys = meant.filter((index) => own.some((place) => place.id === places.get(index)!.id))
  if (communitys.length === 1) return communitys[0]
  for (const around of [own, clear]) {
    const close = meant.filter((index) => around.some((place) => belongs(index, places.get(index)!, place, gazetteer)))
    if (close.length && close.length < meant.length) return dominant(close, gazetteer) ?? nearest(close, places, around)
  }
  return dominant(meant, gazetteer)
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

function dominant(meant: number[], gazetteer: Gazetteer): number | undefined {
  const [first, second] = meant.map((index) => gazetteer.population(index))
  if (second === undefined) return meant[0]
  const times = gazetteer.isCapital(meant[0]!) ? CAPITAL_DOMINANT : first! >= FAMOUS ? FAMOUS_DOMINANT : DOMINANT
  return first! >= times * second ? meant[0] : undefined
}

function nearest(meant: number[], places: Map<number, Place>, around: Place[]): number | undefined {
  const distance = (index: number) => Math.min(...around.map((place) => distanceKm(places.get(index)!, place)))
  const [first, second] = [...meant].sort((a, b) => distance(a) - distance(b))
  return second === undefined || distance(first!) * 3 < distance(second) ? first : undefined
}
