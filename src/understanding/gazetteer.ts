import { fold } from './fold.ts'
import { indexNames, type NameIndex } from './name-index.ts'
import type { Place } from './understanding.ts'

/** What stands at the beginning of the gazetteer file, as JSON after its length (32 bits, little-endian). */
export interface GazetteerHead {
  places: number
  aliases: number
  /** ISO 3166 codes, GeoNames region codes ("US.KY") and IANA zones; the columns hold indices into these lists. */
  countries: string[]
  regions: string[]
  zones: string[]
  countryNames: Record<string, string>
  regionNames: Record<string, string>
}

/** Some 200,000 places in typed arrays, about 15 MB. Places are numbers (`index`) in here, which costs no objects until one is needed. */
export interface Gazetteer {
  /** Indices of all places of that name, written in any case and with or without accents; areas and large towns first. */
  lookUp(name: string): number[]
  place(index: number): Place
  population(index: number): number
  /** How many names it has in all languages, 255 at most; 0 for countries and regions. */
  names(index: number): number
  /** True for countries and regions, whose ids are GeoNames codes: "US", "US.KY". */
  isArea(index: number): boolean
  /** True when the name is also an everyday word or a first name ("Reading", "Victoria"). */
  isEveryday(index: number): boolean
  /** True for the capital of a country. */
  isCapital(index: number): boolean
  /** Whether the place lies in the area with that code ("US" or "US.KY"). */
  isIn(index: number, areaId: string): boolean
  /** The index of the area that a code or short form means after a comma: "KY", "TX", "USA". */
  area(short: string): number | undefined
  placeById(id: string): Place | undefined
  /** For forms where people type a place: "Winnipeg", "Paris, Texas", "winni". Best first, at most 10. */
  findPlace(query: string): Place[]
}

const AREA = 1
const EVERYDAY = 2
const CAPITAL = 4
const CANADIAN_REGIONS: Record<string, string> = {
  '01': 'AB', '02': 'BC', '03': 'MB', '04': 'NB', '05': 'NL', '07': 'NS',
  '08': 'ON', '09': 'PE', '10': 'QC', '11': 'SK', '12': 'YT', '13': 'NT', '14': 'NU',
} // biome-ignore format: a table
const AUSTRALIAN_REGIONS: Record<string, string> = {
  '01': 'ACT', '02': 'NSW', '03': 'NT', '04': 'QLD', '05': 'SA', '06': 'TAS', '07': 'VIC', '08': 'WA',
} // biome-ignore format: a table
const MOST_FOUND = 10
const LARGE_TOWN = 100_000

/**
 * Opens the gazetteer that training/build-gazetteer.ts made. `file` is its unpacked content: the head, then the sections
 * keys, names, alias keys (text, a line each, keys sorted), and the columns alias place, id, latitude, longitude, population, country, region, zone, flags, number of names.
 */
export function createGazetteer(file: Uint8Array): Gazetteer {
  // The columns are read where they lie, which needs their beginnings at multiples of four bytes.
  const bytes = file.byteOffset % 4 ? Uint8Array.from(file) : file
  const headEnd = 4 + new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true)
  const head: GazetteerHead & { sections: number[] } = JSON.parse(new TextDecoder().decode(bytes.subarray(4, headEnd)))
  let at = headEnd
  const sections = head.sections.map((length) => {
    const section = bytes.subarray(at, at + length)
    at += Math.ceil(length / 4) * 4
    return section
  })
  const section = <T>(
    column: number,
    Type: new (buffer: ArrayBufferLike, from: number, length: number) => T,
    size: number,
  ) => new Type(sections[column]!.buffer, sections[column]!.byteOffset, sections[column]!.length / size)
  const [keys, names, aliasKeys] = [sections[0]!, sections[1]!, sections[2]!]
  const aliasPlace = section(3, Uint32Array, 4)
  const ids = section(4, Uint32Array, 4)
  const latitudes = section(5, Int16Array, 2)
  const longitudes = section(6, Int16Array, 2)
  const populations = section(7, Uint32Array, 4)
  const countries = sections[8]!
  const regions = section(9, Uint16Array, 2)
  const zones = section(10, Uint16Array, 2)
  const flags = sections[11]!
  const nameCounts = sections[12]!
  const byKey = indexNames(keys, head.places)
  const byAlias = indexNames(aliasKeys, head.aliases)
  const nameStarts = byKey.startsOf(names)
  const decoder = new TextDecoder()
  const isArea = (index: number) => (flags[index]! & AREA) !== 0

  const areaIds = new Map<string, number>()
  for (let i = 0; i < head.places; i++) if (isArea(i)) areaIds.set(idOf(i), i)
  const shortAreas = new Map<string, number>()
  for (const [id, index] of areaIds) {
    const short = shortForm(id)
    // In a chat "CA" is California and "WA" Washington: states of the USA win, then Canada's provinces, then countries.
    if (short && (id.startsWith('US.') || !shortAreas.has(short.toLowerCase())))
      shortAreas.set(short.toLowerCase(), index)
  }

  function idOf(index: number): string {
    if (!isArea(index)) return String(ids[index])
    return head.regions[regions[index]!] || head.countries[countries[index]!]!
  }

  function nameOf(index: number): string {
    return decoder.decode(names.subarray(nameStarts[index]!, nameStarts[index + 1]! - 1))
  }

  function labelOf(index: number): string {
    const country = head.countries[countries[index]!]!
    const region = head.regions[regions[index]!]!
    const name = nameOf(index)
    if (isArea(index)) return region ? `${name}, ${head.countryNames[country]}` : name
    const short = shortForm(region)
    if (short && country !== 'AU') return `${name}, ${short}`
    return `${name}, ${short ?? head.countryNames[country]}`
  }

  function place(index: number): Place {
    return {
      id: idOf(index),
      name: nameOf(index),
      label: labelOf(index),
      country: head.countries[countries[index]!]!,
      latitude: Math.round((latitudes[index]! / 32767) * 90e4) / 1e4,
      longitude: Math.round((longitudes[index]! / 32767) * 180e4) / 1e4,
      population: populations[index]!,
      timeZone: head.zones[zones[index]!]!,
    }
  }

  function lookUp(name: string): number[] {
    const key = fold(name)
    const found = new Set(rows(byKey, key))
    for (const row of rows(byAlias, key)) found.add(aliasPlace[row]!)
    const towns = [...found].filter((index) => !isArea(index) && populations[index]! >= LARGE_TOWN)
    // "New York" and "Zürich" are the town before they are the region around it.
    const rank = (index: number) => {
      const namesake = isArea(index) && regions[index] ? towns.find((town) => isIn(town, idOf(index))) : undefined
      return namesake === undefined ? populations[index]! : populations[namesake]! - 1
    }
    return [...found].sort((a, b) => rank(b) - rank(a))
  }

  function isIn(index: number, areaId: string): boolean {
    return head.countries[countries[index]!] === areaId || head.regions[regions[index]!] === areaId
  }

  function area(short: string): number | undefined {
    const key = fold(short)
    return shortAreas.get(key) ?? lookUp(key).find(isArea)
  }

  function placeById(id: string): Place | undefined {
    const index = /^\d+$/u.test(id) ? ids.indexOf(Number(id)) : (areaIds.get(id) ?? -1)
    return index < 0 || id === '0' ? undefined : place(index)
  }

  function findPlace(query: string): Place[] {
    const [name, ...within] = query.split(',')
    const areas = within.map(area)
    const fits = (index: number) => areas.every((a) => a === undefined || isIn(index, idOf(a)))
    const short = shortAreas.get(fold(query))
    const exact = (short === undefined ? lookUp(query) : [short, ...lookUp(query)]).concat(
      within.length ? lookUp(name!).filter(fits) : [],
    )
    const begun = byKey.beginningWith(fold(name!)).filter(fits)
    begun.sort((a, b) => populations[b]! - populations[a]!)
    return [...new Set([...exact, ...begun])].slice(0, MOST_FOUND).map(place)
  }

  return {
    lookUp,
    place,
    population: (index) => populations[index]!,
    names: (index) => nameCounts[index]!,
    isArea,
    isEveryday: (index) => (flags[index]! & EVERYDAY) !== 0,
    isCapital: (index) => (flags[index]! & CAPITAL) !== 0,
    isIn,
    area,
    placeById,
    findPlace,
  }
}

function rows(index: NameIndex, key: string): number[] {
  const found: number[] = []
  for (let row = index.first(key); row >= 0 && index.is(row, key); row++) found.push(row)
  return found
}

function shortForm(areaId: string): string | undefined {
  const [country, region] = areaId.split('.')
  const short =
    country === 'US'
      ? region
      : country === 'CA'
        ? CANADIAN_REGIONS[region!]
        : country === 'AU'
          ? AUSTRALIAN_REGIONS[region!]
          : undefined
  return short
}
