import { describe, expect, it } from 'vitest'
import { understand } from './reader.ts'

it.each([
  ['Does anyone know a good dentist in Ottawa?', ['dentist']],
  ['looking for a used sewing machine by Friday', ['sewing machine']],
  ['Can someone recommend a podcast about bees?', ['bees', 'podcast']],
  ['thanks all', []],
])('"%s" is about %j: no place, no time, no asking words', (text, topics) => {
  expect(understand(text).topics).toEqual(expect.arrayContaining(topics))
  expect(understand(text).topics.length).toBe(topics.length)
})

it('gives at most five topics, each once', () => {
  const { topics } = understand('bees, honey, wax, hives, queens, smoke, bees, pollen and clover')
  expect(topics.length).toBe(5)
  expect(new Set(topics).size).toBe(5)
})

it.each([
  ['¿Alguien sabe dónde está el hospital?', 'es'],
  ['Kann mir jemand mit dem Umzug helfen? Ich brauche zwei Leute', 'de'],
  ["Bonjour, je cherche un plombier pour demain, est-ce que quelqu'un connaît", 'fr'],
  ['Где найти врача?', 'ru'],
  ['does anyone know the way', 'en'],
  ['ok', 'en'],
])('"%s" is written in %s', (text, language) => {
  expect(understand(text).language).toBe(language)
})

describe("the community's own words come first", () => {
  const topics = (text: string, communityTopics: string[]) => understand(text, { communityTopics }).topics

  it.each([
    ['anyone who could look at my bikes? both chains need repairing', ['Bike repair'], 'bike repair'],
    ['need somebody for translations into French', ['French translation'], 'french translation'],
    ['who teaches public speaking to shy people', ['public speaking'], 'public speaking'],
    ['my sewing machine eats the thread', ['machines', 'sewing machines'], 'sewing machines'],
    ['吉他弦断了怎么换', ['吉他'], '吉他'],
  ])('"%s" with %j is first of all about %s', (text, own, first) => {
    expect(topics(text, own)[0]).toBe(first)
  })

  it('in the form that was given first, and what it covers is not told twice', () => {
    expect(topics('my sewing machine eats the thread', ['sewing machines', 'sewing machine'])).toEqual([
      'sewing machines',
      expect.stringContaining('thread'),
    ])
  })

  it('but only where the text has every word of them, close together, outside places and times', () => {
    const plain = understand('the bike is at the shop whose owner hates cats. who does laptop repair').topics
    expect(topics('the bike is at the shop whose owner hates cats. who does laptop repair', ['bike repair'])).toEqual(
      plain,
    )
    expect(topics('who knows a vet in Bath', ['bath'])).not.toContain('bath')
    expect(topics('can somebody help me with this', ['help'])).toEqual([])
  })

  it('still at most five', () => {
    const own = ['bees', 'honey', 'wax', 'hives', 'queens', 'smoke']
    expect(topics('bees, honey, wax, hives, queens, smoke and clover', own).length).toBe(5)
  })
})
