import { expect, test } from 'vitest'
import { asking, HOUR, helper, MINUTE, opened, settings } from './played-request.ts'

const declined = { type: 'ping-declined', byId: 'jonathan', pingId: 'q1.p1', why: 'not-now' } as const
const claim = {
  type: 'suggestion-given',
  byId: 'jonathan',
  pingId: 'q1.p1',
  text: '',
  to: 'thread',
  claim: true,
} as const

/** Chosen, but the news that the ping arrived is not here yet. */
const owed = () => opened().happens({ type: 'helpers-chosen', wave: 1, chosen: [helper('jonathan')] })

test('a ping that arrived counts as asked; one that could not be delivered does not', () => {
  const arrived = owed().arrives('ping:q1.p1')
  expect(arrived.ping('jonathan').state).toBe('live')
  expect(arrived.owed('change-member')).toMatchObject([{ memberId: 'jonathan', event: { type: 'pinged' } }])

  const closed = owed().happens({ type: 'send-failed', slot: 'ping:q1.p1', failure: 'closed-dms' })
  expect(closed.ping('jonathan').state).toBe('undeliverable')
  expect(closed.owed('change-member')).toEqual([])
  expect(closed.owed('choose-helpers')).toEqual([{ type: 'choose-helpers', wave: 2 }])
})

test('"Not now" costs nothing', () => {
  const run = asking('jonathan').press(declined)
  expect(run.ping('jonathan').state).toBe('declined')
  expect(run.owed('change-member')).toMatchObject([{ event: { type: 'answered-ping' } }])
  expect(run.owed('record-evidence')).toEqual([])
  expect(run.answers()).toEqual(['not-now'])
})

test('"Not my topic" corrects the profile: the declared topics that led here, and nothing else', () => {
  const run = asking('jonathan').press({ ...declined, why: 'not-my-topic' })
  expect(run.owed('record-evidence')).toEqual([{ type: 'record-evidence', what: 'not-topic', memberId: 'jonathan' }])
  expect(run.owed('change-member').map(({ event }) => event)).toContainEqual({
    type: 'topic-disowned',
    topics: ['public speaking'],
    at: run.now,
  })
})

test('a press that comes before the news that the ping arrived counts, and the asked one is counted as asked', () => {
  const run = owed().press(declined)
  expect(run.ping('jonathan').state).toBe('declined')
  run.arrives('ping:q1.p1')
  expect(run.ping('jonathan').state).toBe('declined')
  expect(run.owed('edit')).toMatchObject([{ slot: 'ping:q1.p1' }])
  expect(run.owed('change-member')).toMatchObject([{ event: { type: 'pinged' } }])
  expect(run.owed('set-timer')).toEqual([])
})

test('only the one who was asked answers a ping, whatever the button carries', () => {
  const run = asking('jonathan', 'ana')
  const others = [
    declined,
    claim,
    { type: 'referral-made', pingId: 'q1.p1', text: 'Joel', public: true },
    { type: 'reported', pingId: 'q1.p1', block: false },
    { type: 'why-asked', pingId: 'q1.p1' },
  ] as const
  for (const event of others) {
    for (const byId of ['ana', 'mitch', 'eve']) {
      const { version: _, ...before } = run.it
      run.press({ ...event, byId })
      expect({ ...run.it, version: undefined }).toEqual({ ...before, version: undefined })
      expect(run.effects).toEqual([{ type: 'answer', interaction: 'i-press', card: 'only-the-one-asked' }])
    }
  }
})

test('"Why me?" is answered to the one who was asked', () => {
  const run = asking('jonathan').press({ type: 'why-asked', byId: 'jonathan', pingId: 'q1.p1' })
  expect(run.owed('answer')).toEqual([{ type: 'answer', interaction: 'i-press', card: 'why-me', about: 'q1.p1' }])
})

test('"I\'ll do it myself" is a claim that holds half an hour and keeps others from being disturbed', () => {
  const run = asking('jonathan').press(claim)
  expect(run.ping('jonathan')).toMatchObject({ state: 'claimed', claimEndsAt: run.now + 30 * MINUTE })
  expect(run.owed('set-timer')).toMatchObject([{ name: 'claim-lapses', about: 'q1.p1' }])
  expect(run.answers()).toEqual(['claimed'])
  run.wait(20 * MINUTE).happens({ type: 'wave-ended' })
  expect(run.owed('choose-helpers')).toEqual([])
})

test('a claim lapses: the asker must not wait for nothing, and the claimer is told', () => {
  const run = asking('jonathan').press(claim)
  expect(run.try({ type: 'claim-lapsed', pingId: 'q1.p1' })).toBe(false)
  run.wait(settings.claimLife).happens({ type: 'claim-lapsed', pingId: 'q1.p1' })
  expect(run.ping('jonathan').state).toBe('lapsed')
  expect(run.ping('jonathan').claimEndsAt).toBeUndefined()
  expect(run.sends()).toEqual(['claim-lapsed'])
  expect(run.owed('choose-helpers')).toHaveLength(1)
  expect(run.owed('change-member')).toEqual([])
})

test('who claimed may say "not now" after all, and nothing of the claim stays', () => {
  const run = asking('jonathan').press(claim).press(declined)
  expect(run.ping('jonathan').state).toBe('declined')
  expect(run.owed('edit')).toContainEqual(expect.objectContaining({ slot: 'card' }))
  run.wait(HOUR)
  expect(run.try({ type: 'claim-lapsed', pingId: 'q1.p1' })).toBe(false)
})

test('a suggestion settles a claim', () => {
  const run = asking('jonathan').press(claim).suggests('jonathan')
  expect(run.ping('jonathan').state).toBe('suggested')
  expect(run.owed('cancel-timer').map(({ name }) => name)).toContain('claim-lapses')
})

test('silence: the ping lapses after four hours and rests nobody by itself', () => {
  const run = asking('jonathan')
    .wait(4 * HOUR)
    .happens({ type: 'ping-lapsed', pingId: 'q1.p1' })
  expect(run.ping('jonathan').state).toBe('lapsed')
  expect(run.owed('change-member')).toMatchObject([{ event: { type: 'ping-lapsed' } }])
})

test('whose ping lapsed may still suggest, and that makes it good', () => {
  const run = asking('jonathan')
    .wait(4 * HOUR)
    .happens({ type: 'ping-lapsed', pingId: 'q1.p1' })
    .suggests('jonathan')
  expect(run.ping('jonathan').state).toBe('suggested')
  expect(run.owed('change-member')).toMatchObject([{ event: { type: 'answered-ping' } }])
})

test('helper leaves: the ping is taken back and the others go on', () => {
  const run = asking('jonathan', 'ana').happens({ type: 'helper-unavailable', memberId: 'jonathan' })
  expect(run.ping('jonathan').state).toBe('released')
  expect(run.owed('edit')).toContainEqual(expect.objectContaining({ slot: 'ping:q1.p1' }))
  expect(run.owed('choose-helpers')).toEqual([])
  run.happens({ type: 'helper-unavailable', memberId: 'ana' })
  expect(run.owed('choose-helpers')).toHaveLength(1)
})

test('blocking ends the ping; reporting tells the moderators as well, once', () => {
  const report = { type: 'reported', byId: 'jonathan', pingId: 'q1.p1', block: false } as const
  const blocked = asking('jonathan').press({ ...report, block: true })
  expect(blocked.ping('jonathan').state).toBe('declined')
  expect(blocked.owed('block')).toEqual([{ type: 'block', byId: 'jonathan', memberId: 'mitch' }])
  expect(blocked.sends()).toEqual([])

  const reported = asking('jonathan').press(report)
  expect(reported.owed('send')).toMatchObject([{ to: { to: 'moderators' }, card: 'report-for-moderators' }])
  reported.arrives('report:q1.p1').press(report)
  expect(reported.sends()).toEqual([])
  expect(reported.answers()).toEqual(['reported'])
})

test('a block after an answer takes the words off the card', () => {
  const run = asking('jonathan').suggests('jonathan')
  run.press({ type: 'reported', byId: 'jonathan', pingId: 'q1.p1', block: true })
  expect(run.ping('jonathan').state).toBe('suggested')
  expect(run.owed('block')).toHaveLength(1)
  expect(run.owed('edit')).toMatchObject([{ slot: 'ping:q1.p1' }])
})

test('a report ends a claim, and the card says so', () => {
  const run = asking('jonathan').press(claim)
  run.press({ type: 'reported', byId: 'jonathan', pingId: 'q1.p1', block: true })
  expect(run.ping('jonathan').claimEndsAt).toBeUndefined()
  expect(run.owed('edit')).toContainEqual(expect.objectContaining({ slot: 'card' }))
})
