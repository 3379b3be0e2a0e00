import { expect, test } from 'vitest'
import { DAY, helper, MINUTE, noticed, Run, words } from './played-request.ts'

const posted = () => new Run().happens({ ...noticed, type: 'request-posted', mirrors: [] })
const waiting = () =>
  posted().happens({ type: 'words-fetched', words }, { type: 'thread-opened', thread: 't1' }).arrives('card')

test('a post is the yes: its author is told aside, and the words are fetched without an offer', () => {
  const run = posted()
  expect(run.it).toMatchObject({ state: 'offered', stoppable: true })
  expect(run.it.words).toBeUndefined()
  expect(run.effects.map(({ type }) => type)).toEqual(['send', 'fetch-words'])
  expect(run.owed('send')[0]).toMatchObject({ to: { to: 'aside', memberId: 'mitch' }, card: 'desk-begins' })
})

test('the thread opens with the card; nobody is chosen before the minute is over', () => {
  const run = posted().happens({ type: 'words-fetched', words }, { type: 'thread-opened', thread: 't1' })
  expect(run.sends()).toEqual(['status'])
  expect(run.owed('choose-helpers')).toEqual([])
  expect(run.owed('set-timer')).toContainEqual({ type: 'set-timer', name: 'wave-ends', at: run.now + MINUTE })
  expect(run.wait(MINUTE - 1).try({ type: 'wave-ended' })).toBe(false)
  run.wait(1).happens({ type: 'wave-ended' })
  expect(run.it.stoppable).toBeUndefined()
  expect(run.owed('choose-helpers')).toEqual([{ type: 'choose-helpers', wave: 1 }])
  expect(run.owed('remove').map(({ slot }) => slot)).toEqual(['aside'])
})

test('somebody new who may know does not cut the minute short', () => {
  const run = posted()
    .happens({ type: 'words-fetched', words: { ...words, kind: 'wish' } })
    .happens({ type: 'thread-opened', thread: 't1' })
  expect(run.try({ type: 'supply-changed' })).toBe(false)
})

const stops = {
  'Stop on the card': { type: 'withdrawn', byId: 'mitch', interaction: 'i' },
  'taking the post back': { type: 'asker-message-deleted' },
} as const

test.each(Object.entries(stops))('%s while nobody was asked: nothing of it is kept', (_, stop) => {
  const run = waiting().happens(
    { type: 'thread-message-posted', byId: 'ana', message: 'm-ana', text: 'ask the library' },
    { type: 'thread-message-posted', byId: 'mitch', message: 'm-mitch', text: 'still looking' },
  )
  run.arrives('first-suggestion').happens(stop)
  const { words: kept, suggestions, updates, ...rest } = run.it
  expect([kept, suggestions, updates]).toEqual([undefined, [], []])
  expect(JSON.stringify(rest)).not.toMatch(/ana|library|web 2.0/)
  expect(rest).toMatchObject({ state: 'dismissed' })
  expect(rest.thread).toBeUndefined()
  expect(run.owed('cancel-timer').map(({ name }) => name)).toEqual(['wave-ends', 'request-expires'])
  expect(run.owed('edit').map(({ slot }) => slot)).toEqual(['card'])
  expect(run.owed('remove').map(({ slot }) => slot)).toEqual(['first-suggestion', 'aside'])
  expect(run.all.some(({ type }) => type === 'choose-helpers' || type === 'record-evidence')).toBe(false)
  expect(run.try({ type: 'reopened', byId: 'mitch' })).toBe(false)
})

test('it can be stopped before the words are there and before the thread stands', () => {
  for (const run of [posted(), posted().happens({ type: 'words-fetched', words })]) {
    run.press({ type: 'withdrawn', byId: 'mitch' })
    expect(run.it).toMatchObject({ state: 'dismissed' })
    expect(run.answers()).toEqual(['desk-stopped'])
    expect(run.try({ type: 'words-fetched', words })).toBe(false)
    expect(run.try({ type: 'thread-opened', thread: 't1' })).toBe(false)
    expect(run.it.words).toBeUndefined()
  }
})

test('only its author, or an organiser, stops it', () => {
  const run = waiting().press({ type: 'withdrawn', byId: 'eve' })
  expect(run.answers()).toEqual(['only-the-asker'])
  expect(run.it).toMatchObject({ state: 'open', stoppable: true })
  expect(run.press({ type: 'withdrawn', byId: 'olive', organiser: true }).it.state).toBe('dismissed')
})

test('an offer that nobody answered yet cannot be withdrawn', () => {
  expect(new Run().happens(noticed).try({ type: 'withdrawn', byId: 'mitch' })).toBe(false)
})

test('once somebody was thanked, or it was settled, it is a request like any other', () => {
  const run = waiting().happens({ type: 'thread-message-posted', byId: 'ana', message: 'm-ana', text: 'the library' })
  run.happens({ type: 'helped', byId: 'mitch', suggestionId: 'q1.s1' })
  expect(run.it.stoppable).toBeUndefined()
  run.happens({ type: 'withdrawn', byId: 'mitch' })
  expect(run.it).toMatchObject({ state: 'withdrawn', suggestions: [{ text: 'the library' }] })
  const solved = waiting().happens({ type: 'solved', byId: 'mitch' })
  expect(solved.it.stoppable).toBeUndefined()
  expect(solved.happens({ type: 'reopened', byId: 'mitch' }).owed('choose-helpers')).toHaveLength(1)
})

test('an answer within the minute earns a wait before others are disturbed', () => {
  const run = waiting().happens({ type: 'thread-message-posted', byId: 'ana', message: 'm-ana', text: 'the library' })
  run.wait(MINUTE).happens({ type: 'wave-ended' })
  expect(run.it.stoppable).toBeUndefined()
  expect(run.owed('choose-helpers')).toEqual([])
  run.now = run.it.waveEndsAt!
  run.wait(DAY).happens({ type: 'wave-ended' })
  expect(run.owed('choose-helpers')).toEqual([{ type: 'choose-helpers', wave: 1 }])
})

test('a post that became a cry for company while it was fetched is not asked around', () => {
  const run = posted().happens({ type: 'words-fetched', words: { ...words, kind: 'support' } })
  expect(run.it.state).toBe('dismissed')
  expect(run.it.words).toBeUndefined()
})

test('a thread that cannot be opened, a post that cannot be read: its author is told, and nothing is kept', () => {
  const failed = posted().happens({ type: 'words-fetched', words }, { type: 'thread-failed', failure: 'forbidden' })
  expect(failed.it).toMatchObject({ state: 'dismissed' })
  expect(failed.it.words).toBeUndefined()
  expect(failed.sends()).toEqual(['thread-failed'])
  expect(posted().happens({ type: 'words-gone' }).sends()).toEqual(['offer-details-gone'])
})

test('a wave that was chosen before the minute was over is not sent', () => {
  const run = waiting().press({ type: 'withdrawn', byId: 'mitch' })
  expect(run.try({ type: 'helpers-chosen', wave: 1, chosen: [helper('ana')] })).toBe(false)
})
