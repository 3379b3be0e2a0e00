import { expect, test } from 'vitest'
import { findSameNeed } from '../../src/requests/same-need.ts'
import { aRequest } from '../storage/samples.ts'
import { understand } from '../understanding/reader.ts'

const needOf = (text: string) => ({ ...understand(text), text })
const isSame = (first: string, second: string) =>
  findSameNeed(needOf(second), [aRequest('first', { words: needOf(first) })]).length === 1

const same: [string, string][] = [
  ['Does anyone know a good plumber in Winnipeg?', 'can somebody recommend a plumber?'],
  ['Does anyone know a good plumber in Winnipeg?', 'Need a plumber in Winnipeg today'],
  ['Could I borrow a projector tonight?', 'Has anybody got a projector that I could borrow for this evening?'],
  ['Could I borrow a projector tonight?', 'could i borrow a projector with hdmi tonight??'],
  ['Our dog is limping. Which vet would you trust in Winnipeg?', 'Which vet do you trust with a limping dog?'],
  ['Is the library open on Mondays?', 'does anyone know whether the library is open on monday'],
  ['My printer shows error 50 and stops', 'printer stops with error 50, what does that mean?'],
  ['Looking for somebody who can fix a bicycle wheel', 'who fixes bicycle wheels here?'],
  ['Where can I get sourdough starter?', 'Anybody with sourdough starter to share?'],
  ['I need two people to help me move a sofa on Sunday', 'Help wanted on Sunday: moving a sofa, two people'],
  ['Is there a bus to the airport before six?', 'which bus goes to the airport before six in the morning?'],
  ['How do I reset the router in the club room?', 'router in the club room: how is it reset?'],
]
const different: [string, string][] = [
  ['Does anybody speak Icelandic? I need two sentences translated', 'How does one say good morning in Icelandic?'],
  ['Does anyone know a good plumber in Winnipeg?', 'Does anyone know a good dentist in Winnipeg?'],
  ['Does anyone know a good plumber in Winnipeg?', 'Does anyone know a good plumber in Toronto?'],
  ['Could I borrow a projector tonight?', 'Could I borrow a ladder tonight?'],
  ['Could I borrow a projector tonight?', 'The projector in the hall is broken, who repairs such things?'],
  ['Our dog is limping. Which vet would you trust in Winnipeg?', 'Who could walk our dog on Sunday in Winnipeg?'],
  ['Is the library open on Mondays?', 'Is the swimming pool open on Mondays?'],
  ['My printer shows error 50 and stops', 'My washing machine shows error 50 and stops'],
  ['Looking for somebody who can fix a bicycle wheel', 'Looking for a bicycle for my son'],
  ['Where can I get sourdough starter?', 'Where can I get my knives sharpened?'],
  ['I need two people to help me move a sofa on Sunday', 'I need a lift to the station on Sunday'],
  ['Is there a bus to the airport before six?', 'Is there a shop at the airport before the gates?'],
  ['How do I reset the router in the club room?', 'Who has the key to the club room?'],
  ['need help: anyone know a speaker on web 2.0?', 'need help: anyone know a caterer?'],
]

test.each(same)('one need: %s | %s', (first, second) => {
  expect(isSame(first, second)).toBe(true)
  expect(isSame(second, first)).toBe(true)
})

test.each(different)('two needs: %s | %s', (first, second) => {
  expect(isSame(first, second)).toBe(false)
  expect(isSame(second, first)).toBe(false)
})

test('of several the one that is most alike', () => {
  const [far, near] = ['Does anyone know a plumber for a new kitchen?', 'Does anyone know a plumber?']
  const requests = [aRequest('far', { words: needOf(far!) }), aRequest('near', { words: needOf(near!) })]
  expect(findSameNeed(needOf('looking for a plumber'), requests)[0]?.id).toBe('near')
})

test('nothing to compare with is not the same', () => {
  const { text: _, ...forgotten } = needOf('Does anyone know a plumber?')
  expect(findSameNeed(needOf('Does anyone know a plumber?'), [aRequest('old', { words: forgotten })])).toEqual([])
  expect(findSameNeed(needOf('help please'), [aRequest('bare', { words: needOf('help please') })])).toEqual([])
})
