import { describe, expect, test } from 'vitest'
import type { Request } from '../../src/requests/request.ts'
import { asking, DAY, helper, noticed, opened, Run, settings } from './played-request.ts'

const marker = (who: string) => `WORDS of ${who}`

/** Everybody said something, everywhere something can be said, and all of it arrived. */
function talkative(): Run {
  const run = opened({ text: marker('mitch') }, ['slack-help'])
    .arrives('copy:slack-help')
    .happens({ type: 'thread-opened', thread: 't-copy', copy: 'slack-help' })
    .wave('jonathan', 'ana', 'kim', 'lee')
  run.suggests('jonathan', marker('jonathan'))
  run.suggests('ana', marker('ana'), 'asker').happens({ type: 'sent', slot: 'for-asker:q1.s2', ref: 'dm-mitch-1' })
  run.happens({ type: 'dm-replied', byId: 'kim', text: marker('kim'), message: 'm-kim' }).arrives('draft:q1.d1')
  run.refers('lee', { memberId: 'joel', text: `${marker('lee')} about joel` }).named('joel')
  run.press({ type: 'referral-answered', byId: 'joel', pingId: 'q1.p5', yes: true })
  run.happens({ type: 'thread-message-posted', byId: 'mitch', message: 'm-1', text: marker('mitch') })
  run.happens({ type: 'thread-message-posted', byId: 'zoe', message: 'm-2', text: marker('zoe') })
  run.press({ type: 'helped', byId: 'mitch', suggestionId: 'q1.s1', thanks: `${marker('mitch')} to jonathan` })
  run.press({ type: 'helped', byId: 'mitch', suggestionId: 'q1.s3', thanks: `${marker('mitch')} to lee and joel` })
  for (const effect of run.all.flatMap((one) => (one.type === 'send' ? [one] : []))) {
    if (!run.it.sent[effect.slot]) run.arrives(effect.slot)
  }
  return run
}

/** Every string in the request, keys included. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [key, ...strings(inner)])
}
const mentions = (request: Request, name: string) => strings(request).filter((text) => text.includes(name))

test('the talkative request holds words and names of everybody', () => {
  const { it } = talkative()
  for (const who of ['mitch', 'jonathan', 'ana', 'kim', 'lee', 'joel', 'zoe']) {
    expect(mentions(it, who), who).not.toEqual([])
  }
})

describe('when the time of the text is over', () => {
  test('ids, times, kind, topics and outcome remain', () => {
    const run = talkative().press({ type: 'solved', byId: 'mitch' }).wait(settings.textLife)
    run.happens({ type: 'text-expired', recallAllowed: false })
    expect(mentions(run.it, 'WORDS')).toEqual([])
    // Where, by when, how urgent and in which language is of the words.
    expect(run.it.words).toEqual({ kind: 'referral', topics: ['web 2.0', 'speaker'], places: [] })
    expect(run.it.pings.every(({ reasons }) => reasons.length === 0)).toBe(true)
    expect(run.it).toMatchObject({ state: 'solved', askerId: 'mitch', recallable: false })
    expect(run.it.suggestions.map(({ id, memberId, helpedAt }) => [id, memberId, helpedAt !== undefined])).toEqual([
      ['q1.s1', 'jonathan', true],
      ['q1.s2', 'ana', false],
      ['q1.s3', 'lee', true],
      ['q1.s4', 'zoe', false],
    ])
  })

  test('a recallable thread keeps it while asker and suggesters allow it', () => {
    const run = talkative().press({ type: 'solved', byId: 'mitch' }).wait(settings.textLife)
    expect(run.try({ type: 'text-expired', recallAllowed: true })).toBe(false)
    run.wait(DAY).happens({ type: 'recall-refused' })
    expect(run.owed('set-timer')).toEqual([{ type: 'set-timer', name: 'text-expires', at: run.now }])
    run.happens({ type: 'text-expired', recallAllowed: true })
    expect(mentions(run.it, 'WORDS')).toEqual([])
  })

  test('only a solved thread is recalled', () => {
    const run = talkative().press({ type: 'withdrawn', byId: 'mitch' }).wait(settings.textLife)
    expect(run.try({ type: 'text-expired', recallAllowed: true })).toBe(true)
  })

  test('a refusal while the text has its time does not shorten it', () => {
    const run = talkative().press({ type: 'solved', byId: 'mitch' })
    const end = run.now + settings.textLife
    run.wait(DAY).happens({ type: 'recall-refused' })
    expect(run.owed('set-timer')).toEqual([{ type: 'set-timer', name: 'text-expires', at: end }])
    expect(talkative().happens({ type: 'recall-refused' }).effects).toEqual([])
  })

  test('an edit in the thread brings nothing back', () => {
    const run = talkative().press({ type: 'solved', byId: 'mitch' }).wait(settings.textLife)
    run.happens({ type: 'text-expired', recallAllowed: false })
    expect(run.try({ type: 'thread-message-edited', message: 'm-2', text: marker('zoe') })).toBe(false)
  })
})

describe('a member who is erased', () => {
  const everybody = ['mitch', 'jonathan', 'ana', 'kim', 'lee', 'joel', 'zoe']
  const endings: Record<string, (run: Run) => Run> = {
    open: (run) => run,
    solved: (run) => run.press({ type: 'solved', byId: 'mitch' }),
    withdrawn: (run) => run.press({ type: 'withdrawn', byId: 'mitch' }),
    'asked how it went': (run) => run.press({ type: 'solved', byId: 'mitch' }).happens({ type: 'follow-up-due' }),
    'told how it went': (run) =>
      run
        .press({ type: 'solved', byId: 'mitch' })
        .happens({ type: 'follow-up-due' })
        .press({ type: 'outcome-told', byId: 'mitch', outcome: 'yes' })
        .arrives('outcome:q1.s1')
        .arrives('outcome:q1.s3#named'),
  }
  const cases = everybody.flatMap((who) => Object.keys(endings).map((when) => [who, when] as const))

  test.each(cases)('%s leaves no word and no id in a request that is %s', (who, when) => {
    const run = endings[when]!(talkative()).happens({ type: 'member-erased', memberId: who })
    // References to messages stay until the messages are removed; they are ours and the platform's, not the member's.
    expect(
      mentions({ ...run.it, sent: Object.fromEntries(Object.keys(run.it.sent).map((slot) => [slot, 'ref'])) }, who),
    ).toEqual([])
    for (const other of everybody.filter((one) => one !== who)) {
      expect(mentions(run.it, other), other).not.toEqual([])
    }
  })

  test.each(everybody)("%s: what the bot sent of that member's words, or to that member, is taken back", (who) => {
    const run = talkative()
    const shown: Record<string, string[]> = {
      mitch: [
        'card',
        'copy:slack-help',
        'update:q1.u1@slack-help',
        'update:q1.u1#q1.s1',
        'update:q1.u1#q1.s2',
        'thanks:q1.s1',
        'thanks:q1.s3',
        'thanks:q1.s3#named',
        'offer',
        'for-asker:q1.s2',
        'for-asker:q1.s3',
      ],
      jonathan: ['suggestion:q1.s1', 'suggestion:q1.s1@slack-help', 'ping:q1.p1', 'thanks:q1.s1', 'update:q1.u1#q1.s1'],
      ana: ['for-asker:q1.s2', 'ping:q1.p2', 'update:q1.u1#q1.s2'],
      kim: ['ping:q1.p3', 'draft:q1.d1'],
      lee: ['suggestion:q1.s3', 'suggestion:q1.s3@slack-help', 'ping:q1.p4', 'thanks:q1.s3'],
      joel: ['suggestion:q1.s3', 'suggestion:q1.s3@slack-help', 'ping:q1.p5', 'thanks:q1.s3#named'],
      zoe: ['suggestion:q1.s4@slack-help'],
    }
    const sent = run.it.sent
    run.happens({ type: 'member-erased', memberId: who })
    const removed = run.owed('remove').map(({ slot }) => slot)
    expect(removed).toEqual(expect.arrayContaining(shown[who]!.filter((slot) => sent[slot])))
    expect(shown[who]!.filter((slot) => sent[slot]).length).toBeGreaterThan(0)
  })

  test('asked, and the ping on its way: it is taken back when it arrives, and nobody is left waiting', () => {
    const run = opened()
    run.happens({
      type: 'helpers-chosen',
      wave: 1,
      chosen: [helper('jonathan')],
    })
    run.happens({ type: 'member-erased', memberId: 'jonathan' })
    expect(run.it.pings[0]).toMatchObject({ memberId: 'erased', state: 'released', reasons: [] })
    expect(run.owed('remove')).toMatchObject([{ slot: 'ping:q1.p1' }])
  })

  test('numbers of what is gone are not given again', () => {
    const run = asking('jonathan', 'ana').happens({ type: 'member-erased', memberId: 'jonathan' })
    run.happens({
      type: 'helpers-chosen',
      wave: 2,
      chosen: [{ memberId: 'kim', reasons: [], ofWeek: { nth: 1, limit: 2 }, chanceOfYes: 0.3 }],
    })
    expect(run.it.pings.map(({ id }) => id)).toEqual(['q1.p1', 'q1.p2', 'q1.p3'])
  })

  test('the asker: an open request ends, an offer goes, and nothing is sent to nobody afterwards', () => {
    const offered = new Run().happens(noticed, { type: 'member-erased', memberId: 'mitch' })
    expect(offered.it).toMatchObject({ state: 'dismissed', askerId: 'erased' })

    const run = talkative().happens({ type: 'member-erased', memberId: 'mitch' })
    expect(run.it).toMatchObject({ state: 'withdrawn', askerId: 'erased' })
    expect(run.owed('set-timer')).toMatchObject([{ name: 'text-expires' }])
    expect(run.try({ type: 'follow-up-due' })).toBe(false)
    expect(run.suggests('kim', 'for nobody', 'asker').answers()).toEqual(['request-closed'])
    expect(run.try({ type: 'send-failed', slot: 'for-asker:q1.s2', failure: 'closed-dms' })).toBe(false)
    expect(run.press({ type: 'reopened', byId: 'olga', organiser: true }).it.state).toBe('withdrawn')
  })

  test('the asker of a solved request is not asked how it went', () => {
    const run = talkative()
      .press({ type: 'solved', byId: 'mitch' })
      .happens({ type: 'member-erased', memberId: 'mitch' })
    expect(run.owed('cancel-timer')).toContainEqual({ type: 'cancel-timer', name: 'follow-up' })
    expect(run.try({ type: 'follow-up-due' })).toBe(false)
  })

  test('the asker of a recalled thread: what others wrote gets its end as well', () => {
    const run = talkative().press({ type: 'solved', byId: 'mitch' }).wait(settings.textLife)
    run.try({ type: 'text-expired', recallAllowed: true })
    run.wait(DAY).happens({ type: 'member-erased', memberId: 'mitch' })
    expect(run.owed('set-timer')).toEqual([{ type: 'set-timer', name: 'text-expires', at: run.now }])
  })

  test('twice, or somebody else: nothing more happens to anybody', () => {
    const run = talkative().happens({ type: 'member-erased', memberId: 'jonathan' })
    const { version: _, ...before } = run.it
    run.happens({ type: 'member-erased', memberId: 'jonathan' }, { type: 'member-erased', memberId: 'stranger' })
    const { version: __, ...after } = run.it
    expect(after).toEqual(before)
    expect(run.owed('remove')).toEqual([])
  })
})

test('a card that was taken back is no longer known', () => {
  const run = opened().happens({ type: 'removed', slot: 'card' })
  expect(run.it.sent).toEqual({})
  expect(run.try({ type: 'removed', slot: 'card' })).toBe(false)
})

test('what tells greeters who asked is taken back with the asker, also when it arrives later', () => {
  const sent = (slot: string) => ({ type: 'sent', slot, ref: `dm-${slot}` }) as const
  const taken = (run: Run) => run.owed('remove').map(({ slot }) => slot)
  const run = opened().happens(sent('greeter:1'), { type: 'member-erased', memberId: 'mitch' })
  expect(taken(run)).toContain('greeter:1')
  expect(taken(run.happens(sent('greeter:2')))).toEqual(['greeter:2'])
  expect(taken(opened().happens(sent('greeter:1')))).toEqual([])
})
