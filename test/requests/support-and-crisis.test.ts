import { expect, test } from 'vitest'
import { noticed, Run, words } from './played-request.ts'

const support = () => new Run().happens({ ...noticed, care: 'support' })
const fetched = { type: 'words-fetched', words: { ...words, kind: 'support' } } as const

test('"Frustrated.": privately "company, advice, or nothing?", no fan-out', () => {
  const run = support()
  expect(run.sends()).toEqual(['support-question'])
  expect(run.owed('send')[0]?.to).toEqual({ to: 'privately', memberId: 'mitch' })
  expect(run.it.words).toBeUndefined()
})

test('company opens a request of the kind that only listeners are asked about', () => {
  const run = support().press({ type: 'support-answered', byId: 'mitch', answer: 'company' })
  expect(run.answers()).toEqual(['support-company'])
  run.happens(fetched)
  expect(run.it).toMatchObject({ state: 'open', care: 'support', words: { kind: 'support' } })
})

test('advice asks around like any request', () => {
  const run = support().press({ type: 'support-answered', byId: 'mitch', answer: 'advice' }).happens(fetched)
  expect(run.it.words?.kind).toBe('problem')
  expect(run.it.care).toBeUndefined()
})

test('nothing leaves nothing behind, and counts as no refusal of offers', () => {
  const run = support().press({ type: 'support-answered', byId: 'mitch', answer: 'nothing' })
  expect(run.it.state).toBe('dismissed')
  expect(run.owed('change-member')).toEqual([])
  expect(run.answers()).toEqual(['support-here'])
})

test('a plain yes is no answer to "company, advice, or nothing?"', () => {
  const run = support()
  expect(run.try({ type: 'offer-accepted', byId: 'mitch', reach: 'ask-around' })).toBe(false)
  expect(run.try({ type: 'request-edited', byId: 'mitch', changes: words })).toBe(false)
})

test('only the one concerned answers', () => {
  const run = support().press({ type: 'support-answered', byId: 'eve', answer: 'company' })
  expect(run.it.acceptedAt).toBeUndefined()
  expect(run.answers()).toEqual(['only-the-asker'])
})

test('Words of a life in danger are never fanned out: the author gets the lines, moderators a link without the text', () => {
  const run = new Run().happens({ ...noticed, care: 'crisis' })
  expect(run.it).toMatchObject({ state: 'dismissed' })
  expect(run.it.words).toBeUndefined()
  expect(run.effects).toMatchObject([
    { type: 'send', card: 'crisis-lines', to: { to: 'privately', memberId: 'mitch' } },
    { type: 'send', card: 'crisis-for-moderators', to: { to: 'moderators' } },
  ])
  expect(run.effects).toHaveLength(2)
  expect(run.try({ type: 'offer-accepted', byId: 'mitch', reach: 'ask-around' })).toBe(false)
  expect(run.try(fetched)).toBe(false)
})

test('the lines behind a note can be read by their author alone', () => {
  const run = new Run().happens({ ...noticed, care: 'crisis' })
  expect(run.press({ type: 'note-opened', byId: 'eve', slot: 'offer' }).answers()).toEqual(['only-the-asker'])
  expect(run.press({ type: 'note-opened', byId: 'mitch', slot: 'offer' }).answers()).toEqual(['crisis-lines'])
})
