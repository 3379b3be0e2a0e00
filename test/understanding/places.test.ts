import { describe, expect, it } from 'vitest'
import { distanceKm } from '../../src/understanding/distance.ts'
import { models, understand } from './reader.ts'

const written = (text: string) => understand(text).places.map((place) => place.text)
const meant = (text: string, communityPlaces?: string[]) =>
  understand(text, { ...(communityPlaces ? { communityPlaces } : {}) }).places.map((place) => place.place?.label)

describe('places are found as they are written', () => {
  it.each([
    ['any plumber in Ottawa?', ['Ottawa']],
    ['Louisville, KY: need a ride', ['Louisville, KY']],
    ['we are two students in mount pleasant, mi', ['mount pleasant, mi']],
    ['moving to the UK soon', ['UK']],
    ['anyone near São Paulo', ['São Paulo']],
    ['needs help in the Las Vegas area', ['Las Vegas area']],
    ['who delivers in Northwest Chicago, IL', ['Northwest Chicago, IL']],
    ['help for #PuertoRico', ['PuertoRico']],
    ['from California to Nova Scotia by train?', ['California', 'Nova Scotia']],
    ['Seattle. Would love a sofa', ['Seattle']],
    ['beds wanted after the #nebraska floods', ['nebraska']],
    ['blankets for the families in the Palm Beach County shelter', ['Palm Beach County']],
    ['we are in leominster and have no power', ['leominster']],
    ['KERALA NEEDS BOATS AND BLANKETS TONIGHT', ['KERALA']],
  ])('"%s"', (text, places) => {
    expect(written(text)).toEqual(places)
  })

  it.each([
    'Reading a nice book about mobile phones',
    'Of course, march on',
    'please help us',
    'Charlotte Smith can help',
    'I love orange and bath salt',
    'lost everything in hurricane Florence',
    'Good luck with the split',
    '@boston are you there',
    'la reunión es mañana',
    'a little garden near the river',
    'Nice work, and mobile too',
  ])('"%s" names none', (text) => {
    expect(written(text)).toEqual([])
  })

  it('an everyday word is a place after "in" or with its state', () => {
    expect(written('any vet in Reading')).toEqual(['Reading'])
    expect(written('flat to rent, Mobile, AL')).toEqual(['Mobile, AL'])
  })
})

describe('which place is meant', () => {
  it('the famous one, when it dwarfs the others', () => {
    expect(meant('a hotel in Paris')).toEqual(['Paris, France'])
  })

  it.each([
    ['Porto', 'Porto, Portugal'],
    ['Fez', 'Fès, Morocco'],
    ['Galway', 'Gaillimh, Ireland'],
    ['Florence', 'Florence, Italy'],
    ['Geneva', 'Genève, Switzerland'],
    ['Bruges', 'Brugge, Belgium'],
    ['Oxford', 'Oxford, United Kingdom'],
    ['Venice', 'Venice, Italy'],
    ['Barcelona', 'Barcelona, Spain'],
    ['Brighton', 'Brighton, United Kingdom'],
    ['Lisbon', 'Lisbon, Portugal'],
    ['Prague', 'Prague, Czechia'],
    ['Vienna', 'Vienna, Austria'],
    ['Athens', 'Athens, Greece'],
    ['Rome', 'Rome, Italy'],
    ['Turin', 'Turin, Italy'],
    ['Ghent', 'Gent, Belgium'],
    ['Ypres', 'Ieper, Belgium'],
    ['Utrecht', 'Utrecht, Netherlands'],
    ['Zurich', 'Zürich, Switzerland'],
    ['Lucerne', 'Luzern, Switzerland'],
    ['Salzburg', 'Salzburg, Austria'],
    ['Gothenburg', 'Göteborg, Sweden'],
    ['Krakow', 'Kraków, Poland'],
    ['Kiev', 'Kyiv, Ukraine'],
    ['Moscow', 'Moscow, Russia'],
    ['Istanbul', 'Istanbul, Türkiye'],
    ['Tel Aviv', 'Tel Aviv, Israel'],
    ['Cairo', 'Cairo, Egypt'],
    ['Lagos', 'Lagos, Nigeria'],
    ['Kigali', 'Kigali, Rwanda'],
    ['Dubai', 'Dubai, United Arab Emirates'],
    ['Delhi', 'Delhi, India'],
    ['Goa', 'Goa, India'],
    ['Saigon', 'Ho Chi Minh City, Vietnam'],
    ['Bangkok', 'Bangkok, Thailand'],
    ['Kyoto', 'Kyoto, Japan'],
    ['Seoul', 'Seoul, South Korea'],
    ['Beijing', 'Beijing, China'],
    ['Hull', 'Kingston upon Hull, United Kingdom'],
    ['Havana', 'Havana, Cuba'],
    ['Mexico City', 'Mexico City, Mexico'],
    ['Rio', 'Rio de Janeiro, Brazil'],
    ['Buenos Aires', 'Buenos Aires, Argentina'],
    ['Wellington', 'Wellington, New Zealand'],
  ])('a well-known town by its everyday name: %s is %s', (name, label) => {
    expect(meant(`anyone know a vet in ${name}?`)).toEqual([label])
  })

  it('the one in the state or country that the message names', () => {
    expect(meant('a hotel in Paris, Texas')).toEqual(['Paris, TX'])
    expect(meant('driving through Texas, is there a hotel in Paris')).toContain('Paris, TX')
  })

  it("the community's own, before all others", () => {
    const paris = models.gazetteer.findPlace('Paris, Texas')[0]!
    expect(meant('a hotel in Paris', [paris.id])).toEqual(['Paris, TX'])
  })

  it("the one near the community's own places", () => {
    const augusta = models.gazetteer.findPlace('Augusta, Maine')[0]!
    expect(meant('a guitar teacher in Portland', [augusta.id])).toEqual(['Portland, ME'])
  })

  it("a famous one far away gives way to the community's own and to what the message names", () => {
    const [huntsville] = models.gazetteer.findPlace('Huntsville, Alabama')
    expect(meant('a vet in Florence', [huntsville!.id])).toEqual(['Florence, AL'])
    expect(meant('any plumber in Oxford, Mississippi')).toEqual(['Oxford, MS'])
  })

  it.each(['Springfield', 'Arlington', 'Richmond', 'Valencia', 'Canton'])('%s may be several: it asks', (name) => {
    const [place] = understand(`anyone know a vet in ${name}?`).places
    expect(place?.place).toBeUndefined()
    expect(place?.candidates.length).toBeGreaterThan(1)
  })

  it('a former name makes no town famous: Waterloo is not Austin', () => {
    expect(understand('a dentist in Waterloo').places[0]?.place).toBeUndefined()
  })

  it('nobody can tell: up to four are offered to choose from', () => {
    const [portland] = understand('a guitar teacher in Portland').places
    expect(portland?.place).toBeUndefined()
    expect(portland?.candidates.map((place) => place.label)).toEqual(
      expect.arrayContaining(['Portland, OR', 'Portland, ME']),
    )
    expect(portland?.candidates.length).toBeLessThanOrEqual(4)
  })
})

describe('the gazetteer', () => {
  it('finds what people type, best first', () => {
    expect(models.gazetteer.findPlace('winnip')[0]).toMatchObject({
      id: '6183235',
      label: 'Winnipeg, MB',
      timeZone: 'America/Winnipeg',
    })
    expect(models.gazetteer.findPlace('new york')[0]?.name).toBe('New York City')
    expect(models.gazetteer.findPlace('köln')[0]?.name).toBe('Köln')
    expect(models.gazetteer.findPlace('Cologne')[0]?.name).toBe('Köln')
    expect(models.gazetteer.findPlace('KY')[0]?.id).toBe('US.KY')
    expect(models.gazetteer.findPlace('')).toEqual([])
    expect(models.gazetteer.findPlace('xqzzyv')).toEqual([])
  })

  it('knows places, countries and regions by their ids', () => {
    for (const id of ['6183235', 'US.KY', 'CA']) expect(models.gazetteer.placeById(id)?.id).toBe(id)
    for (const id of ['0', '99999999999', 'XX', 'US.XX', '']) expect(models.gazetteer.placeById(id)).toBeUndefined()
  })

  it('measures great circles: Winnipeg to Ottawa is some 1,680 km', () => {
    const [winnipeg, ottawa] = ['Winnipeg', 'Ottawa'].map((name) => models.gazetteer.findPlace(name)[0]!)
    expect(distanceKm(winnipeg!, ottawa!)).toBeGreaterThan(1_650)
    expect(distanceKm(winnipeg!, ottawa!)).toBeLessThan(1_710)
    expect(distanceKm({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 })).toBeCloseTo(20_015.1, 0)
  })
})
