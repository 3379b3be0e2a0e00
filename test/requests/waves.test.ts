import { describe, expect, test } from 'vitest'
import { type Kind, kindRules, kinds } from '../../src/requests/kinds.ts'
import type { Request, Words } from '../../src/requests/request.ts'
import { endOfLife, waveWait } from '../../src/requests/waves.ts'
import { asking, DAY, HOUR, helper, MINUTE, morning, opened, settings, type Timeless } from './played-request.ts'

const requestOf = (given: Partial<Words>, usual?: Request['usual']): Request => ({
  ...opened(given).it,
  ...(usual ? { usual } : {}),
})

describe('how long a wave may take', () => {
  test.each([
    ['now', 10],
    ['today', 20],
    ['soon', 30],
    ['whenever', 40],
  ] as const)('by its urgency "%s": %i minutes for a thing', (urgency, minutes) => {
    expect(waveWait(requestOf({ kind: 'thing', urgency }), morning)).toBe(minutes * MINUTE)
  })

  test("the community's own median counts once it is known of five requests", () => {
    const wait = (n: number) => waveWait(requestOf({ kind: 'thing' }, { median: 6 * MINUTE, n }), morning)
    expect(wait(4)).toBe(20 * MINUTE)
    expect(wait(5)).toBe(6 * MINUTE)
  })

  test('a wish keeps its own pace, whatever is usual', () => {
    expect(waveWait(requestOf({ kind: 'wish', urgency: 'whenever' }, { median: MINUTE, n: 50 }), morning)).toBe(DAY)
  })

  test('a slow community does not make anybody wait for more than four hours', () => {
    expect(waveWait(requestOf({ kind: 'info' }, { median: 3 * DAY, n: 9 }), morning)).toBe(4 * HOUR)
  })

  test.each([
    ['leaves room for four more waves before the deadline', 50, 10],
    ['but is never shorter than three minutes', 4, 3],
    ['also when the deadline is past', -5, 3],
  ])('%s', (_, left, minutes) => {
    const deadline = { at: morning + left * MINUTE, text: 'soon', zoneGuessed: false }
    expect(waveWait(requestOf({ kind: 'thing', deadline }), morning)).toBe(minutes * MINUTE)
  })

  test.each([...kinds])('the table of kinds is sane for %s', (kind: Kind) => {
    const rules = kindRules[kind]
    expect(rules.wait).toBeGreaterThanOrEqual(3 * MINUTE)
    expect(rules.life).toBeGreaterThan(4 * rules.wait)
    expect(rules.followUpAfter).toBeGreaterThanOrEqual(DAY)
    expect(rules.pings).toBe(kind === 'support' ? 'listeners' : 'volunteers')
    expect(rules.standing).toBe(kind === 'wish')
  })

  test('a request ends at its deadline, else after the life of its kind', () => {
    const deadline = { at: morning + HOUR, text: 'by nine', zoneGuessed: false }
    expect(endOfLife(requestOf({ deadline }), morning)).toBe(morning + HOUR)
    expect(endOfLife(requestOf({ kind: 'info' }), morning)).toBe(morning + DAY)
    expect(endOfLife(requestOf({ kind: 'wish' }), morning)).toBe(morning + 42 * DAY)
    expect(endOfLife(requestOf({ kind: 'info', deadline }), morning + 2 * HOUR)).toBe(morning + 2 * HOUR + DAY)
  })
})

test('a wave pings each helper once, says when the next one goes, and brings the card up to date', () => {
  const chosen = [helper('jonathan'), helper('mitch'), helper('ana'), helper('ana')]
  const run = opened().happens({ type: 'helpers-chosen', wave: 1, chosen })
  expect(run.it.pings.map(({ memberId }) => memberId)).toEqual(['jonathan', 'ana'])
  expect(run.owed('send')).toMatchObject([
    { slot: 'ping:q1.p1', card: 'ping', to: { to: 'dm', memberId: 'jonathan' }, expiresAt: morning + 4 * HOUR },
    { slot: 'ping:q1.p2' },
  ])
  expect(run.owed('set-timer')).toEqual([{ type: 'set-timer', name: 'wave-ends', at: run.it.waveEndsAt }])
  expect(run.owed('edit')).toMatchObject([{ slot: 'card', card: 'status' }])
})

test('nobody is asked twice about one request', () => {
  const run = asking('jonathan').wait(HOUR).happens({ type: 'wave-ended' })
  run.happens({ type: 'helpers-chosen', wave: 2, chosen: [helper('jonathan'), helper('ana')] })
  expect(run.it.pings.map(({ memberId }) => memberId)).toEqual(['jonathan', 'ana'])
})

test('a choice that comes late, or twice, is not carried out', () => {
  const run = asking('jonathan')
  for (const wave of [0, 1, 3]) {
    expect(run.try({ type: 'helpers-chosen', wave, chosen: [helper('ana')] })).toBe(false)
  }
})

test('a ping is live until the end of the next wave', () => {
  const run = asking('jonathan').wait(HOUR).happens({ type: 'wave-ended' })
  expect(run.ping('jonathan').state).toBe('live')
  run.wave('ana').wait(HOUR).happens({ type: 'wave-ended' })
  expect(run.ping('jonathan').state).toBe('lapsed')
  expect(run.ping('ana').state).toBe('live')
  expect(run.owed('change-member')).toMatchObject([{ memberId: 'jonathan', event: { type: 'ping-lapsed' } }])
})

test('or four hours, whichever is first; a wish three days', () => {
  const run = asking('jonathan')
  expect(run.owed('set-timer')).toEqual([
    { type: 'set-timer', name: 'ping-lapses', about: 'q1.p1', at: morning + settings.pingLife },
  ])
  expect(opened({ kind: 'wish' }).wave('jonathan').ping('jonathan').endsAt).toBe(morning + 3 * DAY)
})

test('a timer that rings early ends nothing', () => {
  const run = asking('jonathan').wait(MINUTE)
  expect(run.try({ type: 'wave-ended' })).toBe(false)
  expect(run.try({ type: 'ping-lapsed', pingId: 'q1.p1' })).toBe(false)
})

test('No suggestion yet at the end of a wave: the next wave', () => {
  const run = asking('jonathan').wait(HOUR).happens({ type: 'wave-ended' })
  expect(run.owed('choose-helpers')).toEqual([{ type: 'choose-helpers', wave: 2 }])
  expect(run.it.waveEndsAt).toBeUndefined()
})

test('a suggestion during the wave earns one more wait, and the card says until when', () => {
  const run = asking('jonathan', 'ana')
    .wait(10 * MINUTE)
    .suggests('jonathan')
    .wait(5 * MINUTE)
  run.happens({ type: 'wave-ended' })
  expect(run.owed('choose-helpers')).toEqual([])
  expect(run.it.waveEndsAt).toBe(run.now + 15 * MINUTE)
  expect(run.owed('edit')).toMatchObject([{ slot: 'card' }])
  run.wait(15 * MINUTE).happens({ type: 'wave-ended' })
  expect(run.owed('choose-helpers')).toHaveLength(1)
})

test('everyone declines: the next wave goes at once', () => {
  const run = asking('jonathan', 'ana')
  run.press({ type: 'ping-declined', byId: 'jonathan', pingId: 'q1.p1', why: 'not-now' })
  expect(run.owed('choose-helpers')).toEqual([])
  run.press({ type: 'ping-declined', byId: 'ana', pingId: 'q1.p2', why: 'not-now' })
  expect(run.owed('choose-helpers')).toEqual([{ type: 'choose-helpers', wave: 2 }])
  expect(run.owed('cancel-timer')).toContainEqual({ type: 'cancel-timer', name: 'wave-ends' })
})

test('where somebody suggested and the others declined, the wave still takes its time', () => {
  const run = asking('jonathan', 'ana').suggests('jonathan')
  run.press({ type: 'ping-declined', byId: 'ana', pingId: 'q1.p2', why: 'not-now' })
  expect(run.owed('choose-helpers')).toEqual([])
  expect(run.it.waveEndsAt).toBeDefined()
})

test('nobody suitable: it is said honestly, once', () => {
  const run = opened().nobody()
  expect(run.it).toMatchObject({ nobodyLeft: true })
  expect(run.it.waveEndsAt).toBeUndefined()
  expect(run.sends()).toEqual(['nobody-may-know'])
  run.arrives('nobody').happens({ type: 'supply-changed' }).nobody()
  expect(run.sends()).toEqual([])
  run
    .happens({ type: 'supply-changed' })
    .nobody(run.now + HOUR)
    .wait(HOUR)
    .happens({ type: 'wave-ended' })
    .nobody()
  expect(run.sends()).toEqual([])
})

test('all who may know are busy or asleep: it waits for the first of them', () => {
  const run = opened().nobody(morning + 2 * HOUR)
  expect(run.it).toMatchObject({ waveEndsAt: morning + 2 * HOUR, nobodyLeft: false })
  expect(run.owed('set-timer')).toEqual([{ type: 'set-timer', name: 'wave-ends', at: morning + 2 * HOUR }])
  expect(run.sends()).toEqual([])
  run.wait(2 * HOUR).happens({ type: 'wave-ended' })
  expect(run.owed('choose-helpers')).toEqual([{ type: 'choose-helpers', wave: 1 }])
})

test('"nobody is left" is no longer said once somebody may be asked later', () => {
  const run = opened()
    .nobody()
    .happens({ type: 'supply-changed' })
    .nobody(morning + HOUR)
  expect(run.it.nobodyLeft).toBe(false)
})

test('a time to ask again that is past makes no haste', () => {
  const run = opened().nobody(morning - HOUR)
  expect(run.it.waveEndsAt).toBeGreaterThan(morning)
})

test('a new volunteer wakes a standing wish, and whoever had nobody left', () => {
  const wish = opened({ kind: 'wish' })
    .nobody()
    .wait(9 * DAY)
    .happens({ type: 'supply-changed' })
  expect(wish.owed('choose-helpers')).toEqual([{ type: 'choose-helpers', wave: 1 }])
  expect(opened().nobody().happens({ type: 'supply-changed' }).owed('choose-helpers')).toHaveLength(1)
  expect(asking('jonathan').try({ type: 'supply-changed' })).toBe(false)
})

test('the waves stop at a helpful suggestion', () => {
  const run = asking('jonathan', 'ana').suggests('jonathan')
  run.press({ type: 'helped', byId: 'mitch', suggestionId: 'q1.s1' })
  expect(run.it.waveEndsAt).toBeUndefined()
  expect(run.owed('cancel-timer')).toEqual([{ type: 'cancel-timer', name: 'wave-ends' }])
  expect(run.try({ type: 'helpers-chosen', wave: 2, chosen: [helper('kim')] })).toBe(false)
  run.press({ type: 'ping-declined', byId: 'ana', pingId: 'q1.p2', why: 'not-now' })
  expect(run.owed('choose-helpers')).toEqual([])
})

test('a corrected request that had nobody left looks again', () => {
  const run = opened()
    .nobody()
    .press({ type: 'request-edited', byId: 'mitch', changes: { topics: ['blogs'] } })
  expect(run.owed('choose-helpers')).toEqual([{ type: 'choose-helpers', wave: 1 }])
})

describe('after as many waves as the settings say', () => {
  /** Waves go on, each with somebody new, until no other may go by itself. */
  const worn = (kind: Kind = 'hands') => {
    const run = opened({ kind })
    for (let i = 0; i < settings.mostWaves; i++) {
      run.wave(`helper-${i}`)
      run.wait(run.it.waveEndsAt! - run.now).happens({ type: 'wave-ended' })
    }
    return run
  }
  const goesOn = (run: ReturnType<typeof opened>) => run.owed('choose-helpers').map(({ wave }) => wave)
  const next = (who: string): Timeless => ({
    type: 'helpers-chosen',
    wave: settings.mostWaves + 1,
    chosen: [helper(who)],
  })

  test('nobody else is disturbed, and the card says so', () => {
    const run = worn().happens(next('one-too-many'))
    expect(run.it).toMatchObject({ wave: settings.mostWaves, enoughAsked: true, state: 'open' })
    expect(run.it.pings).toHaveLength(settings.mostWaves)
    expect(run.owed('edit')).toMatchObject([{ slot: 'card' }])
    expect(run.owed('set-timer')).toEqual([])
    expect(run.try({ type: 'supply-changed' })).toBe(false)
  })

  test('nor is anybody waited for who is busy or asleep', () => {
    const run = worn().nobody(morning + 100 * DAY)
    expect(run.it.enoughAsked).toBe(true)
    expect(run.it.waveEndsAt).toBeUndefined()
  })

  test('that nobody is left is said where it is so', () => {
    expect(worn().nobody().it).toMatchObject({ nobodyLeft: true })
    expect(worn().nobody().it.enoughAsked).not.toBe(true)
  })

  test('an edit lets it go on, and so does reopening', () => {
    const run = worn().happens(next('one-too-many'))
    run.press({ type: 'request-edited', byId: 'mitch', changes: { topics: ['speaker'] } })
    expect(goesOn(run)).toEqual([settings.mostWaves + 1])
    run.wave('somebody-new')
    expect(run.it).toMatchObject({ wave: settings.mostWaves + 1, enoughAsked: false })

    const again = worn().happens(next('one-too-many')).press({ type: 'withdrawn', byId: 'mitch' })
    again.press({ type: 'reopened', byId: 'mitch' })
    expect(goesOn(again)).toEqual([settings.mostWaves + 1])
    expect(again.wave('somebody-new').it.enoughAsked).toBe(false)
  })

  test('of a wish, a new volunteer gets one more wave each time', () => {
    const run = worn('wish').happens(next('one-too-many'))
    run.happens({ type: 'supply-changed' }).wave('new')
    run.wait(run.it.waveEndsAt! - run.now).happens({ type: 'wave-ended' })
    run.happens({ type: 'helpers-chosen', wave: settings.mostWaves + 2, chosen: [helper('one-too-many')] })
    expect(run.it).toMatchObject({ wave: settings.mostWaves + 1, enoughAsked: true })
    expect(run.try({ type: 'supply-changed' })).toBe(true)
  })
})
