import { expect, it } from 'vitest'
import { firstKnown, namesInText, wordsOf } from '../../src/matching/names-in-text.ts'

const known = new Map([
  ['ann', 1],
  ['ann lee', 2],
  ['bob_', 3],
  ['zoë', 4],
])

it.each([
  ['@Ann Lee knows this', 2],
  ['@ann try the other socket', 1],
  ['bob_: try the other socket', 3],
  ['Bob_, try the other socket', 3],
  ['@Zoë.', 4],
  ['I would ask @Ann', undefined],
  ['note: nobody is called note', undefined],
])('whom "%s" speaks to', (text, member) => {
  expect(firstKnown(namesInText(text).addressed, known)).toBe(member)
})

it('a text calls those with an @, whole names first, wherever they stand', () => {
  const { called } = namesInText('Could @Ann Lee or @bob_ help? Write to me@home.example')
  expect(called.map((names) => firstKnown(names, known))).toEqual([2, 3, undefined])
})

it('words are names as they stand, in lower case, each once', () => {
  expect(wordsOf('Ann, ask Bob_ or ann')).toEqual(['ann', 'ask', 'bob_', 'or'])
})

it.each([
  ['Stuck with my gearbox, I would ask Mitch but he is away', ['mitch']],
  ['Mitch would know, is he around?', ['mitch']],
  ['maybe Ann Lee or Bob can help with the choir', ['ann lee', 'bob']],
  ['Does Zoë know a good vet?', ['zoë']],
  ['Anyone? Perhaps Mitch?', ['mitch']],
  ["I asked Ann's neighbour", ['ann']],
  ['Will would know, or ask Mark', ['mark', 'will']],
  ['Can Grace help me move on Sunday?', ['grace']],
  ['Will anyone know where to find a Rose garden?', []],
  ['can you mark this as solved? rose petals wanted', []],
  ['Please ask around. You would know. Nobody knows. Who could help?', []],
  ['Grace period of the loan is over, Mark the date', []],
  ['ask mitch', []],
  ['A speaker from Winnipeg helps us on Monday', []],
])('whom "%s" names plainly', (text, names) => {
  expect(namesInText(text).plain.toSorted()).toEqual(names)
})
