import { describe, expect, test } from 'vitest'
import { asking, freeze, HOUR, morning, type Run } from './played-request.ts'

const answerOf = (yes: boolean) => ({ type: 'referral-answered', byId: 'joel', pingId: 'q1.p2', yes }) as const
/** Jonathan named Joel, who volunteers here. */
const named = () => asking('jonathan').refers('jonathan', { memberId: 'joel' })
const askedJoel = () => named().named('joel')

test('a member here who is named gets a ping like any other: limits and quiet hours decide', () => {
  const run = named()
  expect(run.owed('choose-helpers')).toEqual([
    { type: 'choose-helpers', wave: 1, only: { memberId: 'joel', referralId: 'q1.r1' } },
  ])
  expect(run.answers()).toEqual(['referral-asked'])
  expect(run.ping('jonathan').state).toBe('referred')
  run.named('joel')
  expect(run.ping('joel')).toMatchObject({ state: 'live', consent: 'asked', referralId: 'q1.r1' })
})

test('Yes: introduced in the thread, the referrer credited', () => {
  const run = askedJoel().press(answerOf(true))
  expect(run.it.suggestions).toMatchObject([{ memberId: 'jonathan', referralId: 'q1.r1', to: 'thread' }])
  expect(run.owed('send')).toMatchObject([{ to: { to: 'thread' }, card: 'introduction' }])
  expect(run.owed('record-evidence')).toContainEqual({ type: 'record-evidence', what: 'referred', memberId: 'joel' })
  expect(run.it.referrals[0]?.state).toBe('introduced')
  expect(run.answers()).toEqual(['introduced'])
})

test('who agreed has answered: the ping is settled, and no silence is counted afterwards', () => {
  const run = askedJoel().press(answerOf(true))
  expect(run.ping('joel')).toMatchObject({ state: 'referred', consent: 'yes' })
  expect(run.owed('cancel-timer')).toContainEqual({ type: 'cancel-timer', name: 'ping-lapses', about: 'q1.p2' })
  expect(run.wait(5 * HOUR).try({ type: 'ping-lapsed', pingId: 'q1.p2' })).toBe(false)
})

test('a late yes still introduces; a second one does not', () => {
  const run = askedJoel()
    .wait(4 * HOUR)
    .happens({ type: 'ping-lapsed', pingId: 'q1.p2' })
    .press(answerOf(true))
  expect(run.it.suggestions).toHaveLength(1)
  expect(run.try({ ...answerOf(true), interaction: 'i' })).toBe(false)
})

test('nobody else says yes for the one named', () => {
  const run = askedJoel()
  for (const byId of ['jonathan', 'mitch', 'eve']) {
    run.press({ ...answerOf(true), byId })
    expect(run.it.suggestions).toEqual([])
    expect(run.answers()).toEqual(['only-the-one-asked'])
  }
})

describe('nobody learns that he was asked', () => {
  /** What is stored that the referrer, the asker or the thread may be shown: all but the named one's own ping. */
  const visible = (run: Run) => {
    const { version: _, pings, sent, ...rest } = run.it
    const { 'ping:q1.p2': __, ...others } = sent
    return { ...rest, sent: others, pings: pings.filter(({ memberId }) => memberId !== 'joel') }
  }
  /** What goes out to anybody but the named one, or shows on the card. */
  const told = (run: Run, since: number) =>
    run.all.slice(since).filter((effect) => {
      if (effect.type === 'change-member' || effect.type === 'record-evidence') return effect.memberId !== 'joel'
      if (effect.type === 'send' || effect.type === 'edit' || effect.type === 'remove')
        return !(effect.to.to === 'dm' && effect.to.memberId === 'joel')
      if (effect.type === 'set-timer' || effect.type === 'cancel-timer') return effect.about !== 'q1.p2'
      if (effect.type === 'block') return effect.byId !== 'joel'
      return !(effect.type === 'answer' && effect.interaction === 'i-joel')
    })
  const endings: Record<string, (run: Run) => unknown> = {
    'he says no': (run) => run.named('joel').happens({ ...answerOf(false), interaction: 'i-joel' }),
    'he cannot be asked': (run) => run.named('joel', false),
    'he stays silent': (run) =>
      run
        .named('joel')
        .wait(4 * HOUR)
        .try({ type: 'ping-lapsed', pingId: 'q1.p2' }),
    'he has not answered yet': (run) => run.named('joel'),
    'he presses not my topic': (run) =>
      run.named('joel').happens({
        type: 'ping-declined',
        byId: 'joel',
        pingId: 'q1.p2',
        why: 'not-my-topic',
        interaction: 'i-joel',
      }),
    'he blocks the asker': (run) =>
      run
        .named('joel')
        .happens({ type: 'reported', byId: 'joel', pingId: 'q1.p2', block: true, interaction: 'i-joel' }),
    'he stops volunteering': (run) => run.named('joel').happens({ type: 'helper-unavailable', memberId: 'joel' }),
    'his DMs are closed': (run) => {
      run.happens({
        type: 'helpers-chosen',
        wave: 1,
        referralId: 'q1.r1',
        chosen: [{ memberId: 'joel', reasons: [], ofWeek: { nth: 1, limit: 2 }, chanceOfYes: 0.3 }],
      })
      run.happens({ type: 'send-failed', slot: 'ping:q1.p2', failure: 'closed-dms' })
    },
  }

  test.each(Object.entries(endings))('when %s, all that others can see is the same', (_, ending) => {
    // Ana is asked as well and still waits, so that a wave is running; in a second request nobody else is left.
    for (const others of [['ana'], []]) {
      const run = () => {
        const begun = asking('jonathan', ...others)
        // Joel's ping has the same id in both.
        if (others.length > 0)
          begun.request = freeze({ ...begun.it, pings: begun.it.pings.filter((p) => p.memberId !== 'ana') })
        return begun.refers('jonathan', { memberId: 'joel' })
      }
      const silent = run()
      const ended = run()
      const since = ended.all.length
      ending(ended)
      expect(visible(ended)).toEqual(visible(silent))
      expect(told(ended, since)).toEqual([])
    }
  })

  test('a ping of a referral holds up no wave and hurries none', () => {
    const run = asking('jonathan', 'ana').refers('jonathan', { memberId: 'joel' })
    run.named('joel').press({ type: 'ping-declined', byId: 'ana', pingId: 'q1.p2', why: 'not-now' })
    expect(run.owed('choose-helpers')).toEqual([{ type: 'choose-helpers', wave: 2 }])
    run.nobody(run.now + HOUR)
    run.press({ type: 'referral-answered', byId: 'joel', pingId: 'q1.p3', yes: false })
    expect(run.owed('choose-helpers')).toEqual([])
  })
})

describe('who is named and cannot be asked now', () => {
  const cannot = (laterAt?: number) => {
    const run = named()
    const later = laterAt === undefined ? {} : { laterAt }
    run.try({ type: 'helpers-chosen', wave: 1, chosen: [], referralId: 'q1.r1', ...later })
    return run
  }

  test('is asked when they can be, and nobody learns of the wait', () => {
    const run = cannot(morning + 3 * HOUR)
    expect(run.effects).toEqual([{ type: 'set-timer', name: 'referral-waits', about: 'q1.r1', at: morning + 3 * HOUR }])
    run.wait(3 * HOUR).happens({ type: 'referral-due', referralId: 'q1.r1' })
    expect(run.effects).toEqual([{ type: 'choose-helpers', wave: 1, only: { memberId: 'joel', referralId: 'q1.r1' } }])
    expect(run.named('joel').ping('joel')).toMatchObject({ consent: 'asked', referralId: 'q1.r1' })
    expect(run.try({ type: 'referral-due', referralId: 'q1.r1' })).toBe(false)
  })

  test('is left alone where no time will come', () => {
    expect(cannot().effects).toEqual([])
  })

  test('is not asked any more once the request is over, or they are erased', () => {
    const over = cannot(morning + 3 * HOUR).press({ type: 'solved', byId: 'mitch' })
    expect(over.try({ type: 'referral-due', referralId: 'q1.r1' })).toBe(false)
    const gone = cannot(morning + 3 * HOUR).happens({ type: 'member-erased', memberId: 'joel' })
    gone.try({ type: 'referral-due', referralId: 'q1.r1' })
    expect(gone.owed('choose-helpers')).toEqual([])
  })
})

test('who was already asked about this request is not asked again because of a referral', () => {
  const run = asking('jonathan', 'joel').refers('jonathan', { memberId: 'joel' })
  run.named('joel', false)
  const chosen = [{ memberId: 'joel', reasons: [], ofWeek: { nth: 2, limit: 2 }, chanceOfYes: 0.5 }]
  expect(run.try({ type: 'helpers-chosen', wave: 1, chosen, referralId: 'q1.r1' })).toBe(false)
  expect(run.it.pings.filter(({ memberId }) => memberId === 'joel')).toHaveLength(1)
})

test('a choice for a referral asks nobody but the one named', () => {
  const run = named()
  const chosen = [{ memberId: 'zoe', reasons: [], ofWeek: { nth: 1, limit: 2 }, chanceOfYes: 0.5 }]
  expect(run.try({ type: 'helpers-chosen', wave: 1, chosen, referralId: 'q1.r1' })).toBe(false)
})

describe('anyone else than a member is never contacted', () => {
  test('the referrer gets a line to forward, the asker alone the name and contact', () => {
    const run = asking('jonathan').refers('jonathan', { text: 'Joel, joel@example.org' })
    expect(run.owed('choose-helpers')).toEqual([])
    expect(run.owed('send')).toMatchObject([
      { card: 'suggestion-for-asker', to: { to: 'dm', memberId: 'mitch' } },
      { card: 'forward-line', to: { to: 'dm', memberId: 'jonathan' } },
    ])
    expect(run.it.pings).toHaveLength(1)
    expect(run.it.suggestions).toMatchObject([{ memberId: 'jonathan', to: 'asker' }])
  })

  test('a shop, a firm, a public page stands in the thread in the words of who named it', () => {
    const run = asking('jonathan').refers('jonathan', { text: 'the speakers bureau', public: true })
    expect(run.it.suggestions).toMatchObject([{ memberId: 'jonathan', text: 'the speakers bureau', to: 'thread' }])
    expect(run.sends()).toEqual(['suggestion', 'forward-line'])
  })

  test('when the asker takes no DMs, it waits for him behind a note, and he reads that very referral', () => {
    const run = asking('jonathan').refers('jonathan', { text: 'Joel, joel@example.org' })
    run.happens({ type: 'send-failed', slot: 'for-asker:q1.s1', failure: 'closed-dms' })
    expect(run.owed('send')).toMatchObject([
      { card: 'suggestion-for-asker', to: { to: 'privately', memberId: 'mitch' }, about: 'q1.s1' },
    ])
    run.press({ type: 'note-opened', byId: 'mitch', slot: 'asker-here:q1.s1' })
    expect(run.owed('answer')).toMatchObject([{ card: 'suggestion-for-asker', about: 'q1.s1' }])
  })
})

test('nobody can name the asker, or themselves', () => {
  for (const memberId of ['mitch', 'jonathan']) {
    const run = asking('jonathan')
    expect(
      run.try({ type: 'referral-made', byId: 'jonathan', pingId: 'q1.p1', text: 'x', public: false, memberId }),
    ).toBe(false)
  }
})
