import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { TopicLookup } from '../../src/matching/match-topics.ts'
import { createMatching } from '../../src/matching/matching.ts'
import { indexOf, NOON, place, placeOf, row, someDemand, topicWords, weights } from './some.ts'

const matching = createMatching({ weights, placeOf, topicWords })

/** Of our own: a request, who should be asked about it, and who only seems to fit. */
const pairs = readFileSync(new URL('topic-pairs.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split('\t') as [string, string, string])

const everyOffer = indexOf(
  ...pairs.flatMap(([, right, wrong], i) => [
    row(`right${i}`, 'declared-topic', right),
    row(`wrong${i}`, 'declared-topic', wrong),
  ]),
)
const ranked = (text: string, index = everyOffer) => matching.rank(someDemand({ text }), index, { now: NOON })
const names = (text: string, ...topics: string[]) =>
  ranked(text, indexOf(...topics.map((topic) => row(topic, 'declared-topic', topic)))).map(({ memberId }) => memberId)

test('of requests that share no telling word with the right offer, a good part finds it first among 210 offers and near misses, most among the first five', () => {
  const places = pairs.map(([text], i) => ranked(text).findIndex(({ memberId }) => memberId === `right${i}`))
  const within = (place: number) => places.filter((at) => at >= 0 && at < place).length / pairs.length
  expect(within(1)).toBeGreaterThanOrEqual(0.35)
  expect(within(5)).toBeGreaterThanOrEqual(0.6)
})

test('the reason names what was offered, though the request says it in other words', () => {
  const index = indexOf(row('ann', 'declared-topic', 'plumbing'), row('bob', 'declared-topic', 'tap dancing'))
  const [first] = ranked('The kitchen tap keeps dripping', index)
  expect(first).toMatchObject({ memberId: 'ann', reasons: [{ code: 'declared-topic', detail: ['plumbing'] }] })
})

test('who offers just what is named comes before who offers what it is about', () => {
  expect(names('Does anyone have a tall ladder that I could borrow?', 'workshops', 'ladders')[0]).toBe('ladders')
})

test('who just says what they need is sent to who offers a sort of it', () => {
  const offers = ['keynote speaker', 'extension ladder', 'emergency plumber', 'party tents', 'web design']
  expect(names('looking for a speaker for Thursday', ...offers)[0]).toBe('keynote speaker')
  expect(names('Need a speaker for our event tonight', ...offers)).toContain('keynote speaker')
  expect(names('can anybody lend me a ladder', ...offers)[0]).toBe('extension ladder')
  expect(names('Need a plumber who comes on Sundays', ...offers)[0]).toBe('emergency plumber')
})

test('a request in one language finds an offer in another', () => {
  const offers = ['plumber', 'guitar lessons', 'cours de français', 'fahrradreparatur', 'babysitting']
  expect(names('Mein Wasserhahn tropft, wer kennt sich aus?', ...offers)[0]).toBe('plumber')
  expect(names('Quelqu’un pour garder les enfants vendredi soir ?', ...offers)[0]).toBe('babysitting')
  expect(names('My bike has a flat tyre and the chain jumps', ...offers)[0]).toBe('fahrradreparatur')
})

test('what is asked in another language, and put into English, is told by its meaning: that no list knows its words is not held against an offer', () => {
  const lookup = new TopicLookup()
  for (const topic of ['plumbing', 'babysitting']) lookup.add(topic)
  const of = new Map([
    ['plumbing', 0.5],
    ['babysitting', 0.05],
  ])
  const fitting = (glossed: boolean) => lookup.fitting(['cieknie', 'kran'], topicWords, weights.topics, { of, glossed })
  expect(fitting(true).map(({ topic }) => topic)).toEqual(['plumbing'])
  expect(fitting(false)).toEqual(fitting(true))
})

test('words of another language that look like English ones do not tell', () => {
  const lookup = new TopicLookup()
  lookup.add('plumbing')
  const of = new Map([['plumbing', 0.2]])
  const fitting = (glossed: boolean) => lookup.fitting(['tap', 'dripping'], topicWords, weights.topics, { of, glossed })
  expect(fitting(false)).toHaveLength(1)
  expect(fitting(true)).toEqual([])
})

test('who offers what is only near is not asked beside who offers just that, but is asked where nobody does', () => {
  const request = 'help me clear the gutters on my roof'
  expect(names(request, 'gutters', 'tiles')).toEqual(['gutters'])
  expect(names(request, 'tiles')).toEqual(['tiles'])
})

test('nobody fits a request about something that nobody offered', () => {
  expect(names('My violin needs a new string', 'plumber', 'tax advice', 'sourdough baking')).toEqual([])
})

test('what no list has still fits when the very word is said', () => {
  const index = indexOf(row('ann', 'declared-topic', 'zorblaxing'), row('bob', 'declared-topic', 'quuxery'))
  expect(ranked('Anybody here into zorblaxing?', index).map(({ memberId }) => memberId)).toEqual(['ann'])
})

test('to be from the place is not to know: who offered something else there, or helped with something else there, does not fit', () => {
  const index = indexOf(
    row('offers', 'declared-topic', 'winnipeg hockey'),
    row('offers', 'declared-place', 'winnipeg'),
    row('answered', 'suggested', 'winnipeg'),
    row('answered', 'declared-place', 'winnipeg'),
    row('knows', 'declared-topic', 'public speaking'),
  )
  const found = matching.rank(
    someDemand({ text: 'need help with public speaking in Winnipeg', places: [place('winnipeg')] }),
    index,
    {
      now: NOON,
    },
  )
  const fit = (id: string) => found.find(({ memberId }) => memberId === id)?.fit
  expect(fit('knows')).toBeGreaterThan(0.08)
  expect(fit('offers')).toBe(0)
  expect(fit('answered')).toBe(0)
})

test('a request about nothing but a place is about the place', () => {
  const index = indexOf(row('ann', 'declared-topic', 'winnipeg'))
  const [ann] = matching.rank(someDemand({ text: 'Winnipeg?', places: [place('winnipeg')] }), index, { now: NOON })
  expect(ann!.fit).toBeGreaterThan(0.08)
})
