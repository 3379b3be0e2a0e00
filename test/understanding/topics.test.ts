import { expect, it } from 'vitest'
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
