import { describe, expect, test } from 'vitest'
import { asking, DAY, HOUR, MINUTE, opened, settings } from './played-request.ts'

const claim = { type: 'suggestion-given', text: '', to: 'thread', claim: true } as const

describe('closing', () => {
  const ways = [
    ['solved', { type: 'solved', byId: 'mitch' }],
    ['withdrawn', { type: 'withdrawn', byId: 'mitch' }],
    ['expired', { type: 'expired' }],
  ] as const

  test.each(ways)('%s: every outstanding ping is edited, so that nobody works in vain', (state, event) => {
    const run = asking('jonathan', 'ana', 'kim', 'bo')
    run.press({ ...claim, byId: 'ana', pingId: 'q1.p2' })
    run.press({ type: 'ping-declined', byId: 'kim', pingId: 'q1.p3', why: 'not-now' })
    run.happens({ type: 'helpers-chosen', wave: 2, chosen: [] }, event)
    expect(run.it.state).toBe(state)
    expect(run.it.pings.map((ping) => ping.state)).toEqual(['released', 'released', 'declined', 'released'])
    expect(run.owed('edit').map(({ slot }) => slot)).toEqual(['ping:q1.p1', 'ping:q1.p2', 'ping:q1.p4', 'card'])
    expect(run.owed('cancel-timer').map(({ name }) => name)).toEqual(['wave-ends', 'request-expires'])
    expect(run.it.waveEndsAt).toBeUndefined()
  })

  test('Only the asker or an organiser closes', () => {
    for (const type of ['solved', 'withdrawn'] as const) {
      const run = asking('jonathan')
      for (const byId of ['jonathan', 'eve']) {
        run.press({ type, byId })
        expect(run.it.state).toBe('open')
        expect(run.effects).toEqual([{ type: 'answer', interaction: 'i-press', card: 'only-the-asker' }])
      }
      expect(run.press({ type, byId: 'olga', organiser: true }).it.state).toBe(type)
    }
  })

  test('an organiser may close and reopen, but does not speak for the asker', () => {
    const run = asking('jonathan').suggests('jonathan')
    expect(run.press({ type: 'helped', byId: 'olga', suggestionId: 'q1.s1' }).answers()).toEqual(['only-the-asker'])
    run.press({ type: 'solved', byId: 'olga', organiser: true })
    expect(run.press({ type: 'reopened', byId: 'olga', organiser: true }).it.state).toBe('open')
  })

  test('no ping comes of a choice that was under way when the request was closed', () => {
    const run = asking('jonathan').wait(HOUR).happens({ type: 'wave-ended' }, { type: 'solved', byId: 'mitch' })
    expect(run.try({ type: 'helpers-chosen', wave: 2, chosen: [] })).toBe(false)
  })

  test('a ping that arrives after the end is told so, and stays no open question', () => {
    const run = opened()
    run.happens({
      type: 'helpers-chosen',
      wave: 1,
      chosen: [{ memberId: 'jonathan', reasons: [], ofWeek: { nth: 1, limit: 2 }, chanceOfYes: 0.3 }],
    })
    run.happens({ type: 'solved', byId: 'mitch' }).arrives('ping:q1.p1')
    expect(run.ping('jonathan').state).toBe('released')
    expect(run.effects).toMatchObject([{ type: 'edit', slot: 'ping:q1.p1' }])
  })

  test('past its time with help that was marked, it was solved', () => {
    const run = asking('jonathan').suggests('jonathan').press({ type: 'helped', byId: 'mitch', suggestionId: 'q1.s1' })
    expect(run.happens({ type: 'expired' }).it.state).toBe('solved')
  })

  test('an expired request may still turn out to be solved', () => {
    const run = asking('jonathan').happens({ type: 'expired' }).press({ type: 'solved', byId: 'mitch' })
    expect(run.it.state).toBe('solved')
    expect(run.answers()).toEqual(['solved'])
  })

  test('asker deletes the message: withdrawn, and the words are forgotten wherever they stand', () => {
    const run = asking('jonathan', 'ana').suggests('ana').happens({ type: 'asker-message-deleted' })
    expect(run.it.state).toBe('withdrawn')
    expect(run.it.words).toMatchObject({ kind: 'referral', topics: ['web 2.0', 'speaker'], places: [] })
    expect(run.it.words?.text).toBeUndefined()
    const edited = new Set(run.owed('edit').map(({ slot }) => slot))
    expect(edited).toEqual(new Set(['card', 'ping:q1.p1', 'ping:q1.p2']))
  })

  test('asker deletes the message later: the words go, the outcome and the time for the rest stay', () => {
    const run = asking('jonathan').suggests('jonathan').press({ type: 'solved', byId: 'mitch' })
    const end = run.now + settings.textLife
    run.wait(DAY).happens({ type: 'asker-message-deleted' })
    expect(run.it).toMatchObject({ state: 'solved', recallable: false })
    expect(run.owed('edit').map(({ slot }) => slot)).toEqual(['card', 'ping:q1.p1'])
    expect(run.owed('set-timer')).toEqual([{ type: 'set-timer', name: 'text-expires', at: end }])
    run.press({ type: 'helped', byId: 'mitch', suggestionId: 'q1.s1', thanks: 'Thank you' })
    expect(run.sends()).toEqual(['thanks'])
  })
})

describe('This helped', () => {
  test('a line of thanks reaches its people as he wrote it', () => {
    const run = asking('jonathan').refers('jonathan', { memberId: 'joel' }).named('joel')
    run.press({ type: 'referral-answered', byId: 'joel', pingId: 'q1.p2', yes: true }).arrives('suggestion:q1.s1')
    run.press({ type: 'helped', byId: 'mitch', suggestionId: 'q1.s1', thanks: ' You saved my day ' })
    expect(run.it.suggestions[0]).toMatchObject({ helpedAt: run.now, thanks: 'You saved my day' })
    expect(run.owed('send')).toMatchObject([
      { card: 'thanks', to: { to: 'dm', memberId: 'jonathan' }, about: 'q1.s1' },
      { card: 'thanks', to: { to: 'dm', memberId: 'joel' }, about: 'q1.s1' },
    ])
    expect(run.owed('record-evidence').map(({ what, memberId }) => [what, memberId])).toEqual([
      ['helped', 'jonathan'],
      ['helped', 'joel'],
    ])
    expect(run.owed('edit')).toMatchObject([{ slot: 'suggestion:q1.s1', card: 'introduction' }, { slot: 'card' }])
  })

  test('is said once for one suggestion', () => {
    const run = asking('jonathan').suggests('jonathan').press({ type: 'helped', byId: 'mitch', suggestionId: 'q1.s1' })
    expect(run.try({ type: 'helped', byId: 'mitch', suggestionId: 'q1.s1' })).toBe(false)
    expect(run.try({ type: 'helped', byId: 'mitch', suggestionId: 'q1.s9' })).toBe(false)
  })

  test('does not close the request, and may be said after the end', () => {
    const run = asking('jonathan').suggests('jonathan')
    expect(run.press({ type: 'helped', byId: 'mitch', suggestionId: 'q1.s1' }).it.state).toBe('open')
    const late = asking('jonathan').suggests('jonathan').happens({ type: 'expired' })
    expect(late.press({ type: 'helped', byId: 'mitch', suggestionId: 'q1.s1' }).sends()).toEqual(['thanks'])
  })
})

describe('reopened', () => {
  test('the request lives again, and others who may know are asked', () => {
    const run = asking('jonathan').suggests('jonathan').press({ type: 'helped', byId: 'mitch', suggestionId: 'q1.s1' })
    run.press({ type: 'solved', byId: 'mitch' }).wait(DAY).press({ type: 'reopened', byId: 'mitch' })
    expect(run.it).toMatchObject({ state: 'open', nobodyLeft: false })
    expect(run.it.closedAt).toBeUndefined()
    expect(run.owed('choose-helpers')).toEqual([{ type: 'choose-helpers', wave: 2 }])
    expect(run.owed('cancel-timer').map(({ name }) => name)).toEqual(['follow-up', 'text-expires', 'wave-ends'])
    expect(run.owed('set-timer')).toMatchObject([{ name: 'request-expires' }])
  })

  test('an unanswered "Did it work out?" is taken back, and asked again after the next end', () => {
    const run = asking('jonathan').suggests('jonathan').press({ type: 'solved', byId: 'mitch' })
    run
      .wait(2 * DAY)
      .happens({ type: 'follow-up-due' })
      .press({ type: 'reopened', byId: 'mitch' })
    expect(run.owed('remove')).toMatchObject([{ slot: 'follow-up' }])
    expect(run.it.notes['follow-up']).toBeUndefined()
    expect(run.try({ type: 'outcome-told', byId: 'mitch', outcome: 'yes' })).toBe(false)
    expect(run.try({ type: 'follow-up-due' })).toBe(false)
    run.press({ type: 'solved', byId: 'mitch' })
    expect(run.owed('set-timer').map(({ name }) => name)).toEqual(['follow-up', 'text-expires'])
  })

  test('not without words, and its asker is told', () => {
    const run = asking('jonathan').happens({ type: 'asker-message-deleted' }).press({ type: 'reopened', byId: 'mitch' })
    expect(run.it.state).toBe('withdrawn')
    expect(run.answers()).toEqual(['request-closed'])
  })

  test('what was released stays released: a late timer or consent of the first round changes nothing', () => {
    const run = asking('jonathan').refers('jonathan', { memberId: 'joel' }).named('joel')
    run
      .press({ type: 'withdrawn', byId: 'mitch' })
      .press({ type: 'reopened', byId: 'mitch' })
      .wait(5 * HOUR)
    expect(run.try({ type: 'ping-lapsed', pingId: 'q1.p2' })).toBe(false)
    expect(run.try({ type: 'referral-answered', byId: 'joel', pingId: 'q1.p2', yes: true })).toBe(false)
  })
})

describe('"Did it work out?"', () => {
  const ended = (way: 'solved' | 'expired' | 'withdrawn') =>
    asking('jonathan', 'ana')
      .suggests('jonathan')
      .happens(way === 'expired' ? { type: 'expired' } : { type: way, byId: 'mitch' })

  test('is asked later, where something was suggested, and never of a request that was withdrawn', () => {
    expect(ended('solved').owed('set-timer')).toMatchObject([{ name: 'follow-up' }, { name: 'text-expires' }])
    expect(ended('expired').owed('set-timer')).toMatchObject([{ name: 'follow-up' }, { name: 'text-expires' }])
    expect(ended('withdrawn').owed('set-timer')).toMatchObject([{ name: 'text-expires' }])
    expect(ended('withdrawn').try({ type: 'follow-up-due' })).toBe(false)
    expect(asking('ana').happens({ type: 'expired' }).owed('set-timer')).toMatchObject([{ name: 'text-expires' }])
  })

  test('not where organisers switched it off', () => {
    const run = asking('jonathan').suggests('jonathan')
    Object.assign(run, { settings: { ...settings, followUp: false } })
    run.press({ type: 'solved', byId: 'mitch' })
    expect(run.owed('set-timer')).toMatchObject([{ name: 'text-expires' }])
  })

  test('is asked once, privately, and only the asker answers', () => {
    const run = ended('solved')
      .wait(2 * DAY)
      .happens({ type: 'follow-up-due' })
    expect(run.owed('send')).toMatchObject([{ card: 'follow-up', to: { to: 'privately', memberId: 'mitch' } }])
    expect(run.try({ type: 'follow-up-due' })).toBe(false)
    expect(run.press({ type: 'outcome-told', byId: 'jonathan', outcome: 'yes' }).answers()).toEqual(['only-the-asker'])
    expect(run.it.followUp).toBe('asked')
  })

  test('the outcome goes to those who helped, and teaches only what is sure', () => {
    const run = ended('solved').happens({ type: 'follow-up-due' })
    run.press({ type: 'outcome-told', byId: 'mitch', outcome: 'yes' })
    expect(run.owed('send')).toMatchObject([{ card: 'outcome', to: { to: 'dm', memberId: 'jonathan' } }])
    expect(run.owed('record-evidence')).toMatchObject([{ what: 'helped', memberId: 'jonathan' }])
    expect(run.try({ type: 'outcome-told', byId: 'mitch', outcome: 'no' })).toBe(false)

    const two = asking('jonathan', 'ana').suggests('jonathan').suggests('ana').suggests('ana', 'and another')
    two.press({ type: 'solved', byId: 'mitch' }).happens({ type: 'follow-up-due' })
    two.press({ type: 'outcome-told', byId: 'mitch', outcome: 'yes' })
    expect(two.sends()).toEqual(['outcome', 'outcome'])
    expect(two.owed('record-evidence')).toEqual([])
  })

  test('where help was marked, it goes to those whose help it was', () => {
    const run = asking('jonathan', 'ana').suggests('jonathan').suggests('ana').wait(MINUTE)
    run.press({ type: 'helped', byId: 'mitch', suggestionId: 'q1.s2' }).press({ type: 'solved', byId: 'mitch' })
    run.happens({ type: 'follow-up-due' }).press({ type: 'outcome-told', byId: 'mitch', outcome: 'partly' })
    expect(run.owed('send')).toMatchObject([{ to: { to: 'dm', memberId: 'ana' } }])
    expect(run.owed('record-evidence')).toEqual([])
  })
})
