import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Need } from '../../src/matching/allocate.ts'
import type { Load, PassedOverReason, Ranked } from '../../src/matching/evidence.ts'
import { createMatching } from '../../src/matching/matching.ts'
import { someLoad, weights } from './some.ts'

const matching = createMatching({ weights: { ...weights, prior: { answered: 1, unanswered: 1 } } })
const need: Need = { target: 1, maxWave: 5, minFit: 0 }
const one = (memberId: string, score: number, fit = score): Ranked => ({
  memberId,
  score,
  fit,
  reasons: [{ code: 'writes-about', detail: ['speaker'], share: 1 }],
})
const loadsOf = (...loads: Load[]) => new Map(loads.map((load) => [load.memberId, load]))
const ids = (members: { memberId: string }[]) => members.map(({ memberId }) => memberId)

test.each<[PassedOverReason, Partial<Load>]>([
  ['weekly-limit', { pingsThisWeek: 2, weeklyLimit: 2 }],
  ['live-ping', { livePing: true }],
  ['paused', { paused: true }],
  ['quiet-hours', { quietHours: true }],
  ['outside-audience', { inAudience: false }],
  ['dms-closed', { dmsClosed: true }],
  ['blocked', { blocked: true }],
  ['already-asked', { alreadyAsked: true }],
])('a member is passed over with the reason: %s', (reason, limits) => {
  const loads = loadsOf(someLoad('ann', limits), someLoad('bob'))
  const { chosen, passedOver } = matching.allocate([one('ann', 0.9), one('bob', 0.5)], loads, need)
  expect(ids(chosen)).toEqual(['bob'])
  expect(passedOver).toEqual([{ memberId: 'ann', score: 0.9, reason }])
})

test('who has no load is no volunteer and is passed over', () => {
  const { chosen, passedOver } = matching.allocate([one('ann', 1)], new Map(), need)
  expect(chosen).toEqual([])
  expect(passedOver[0]!.reason).toBe('not-a-volunteer')
})

test('the wave stops growing when the chance is reached', () => {
  const ranked = ['a', 'b', 'c', 'd'].map((id, i) => one(id, 1 - i / 10))
  const loads = loadsOf(...['a', 'b', 'c', 'd'].map((id) => someLoad(id)))
  const allocation = matching.allocate(ranked, loads, { ...need, target: 0.7 })
  expect(ids(allocation.chosen)).toEqual(['a', 'b'])
  expect(allocation.chance).toBeCloseTo(0.75)
  expect(allocation.passedOver.map(({ reason }) => reason)).toEqual(['not-needed-now', 'not-needed-now'])
})

test('helpers who seldom answer make a larger wave, never beyond its bound', () => {
  const members = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  const loads = loadsOf(...members.map((id) => someLoad(id, { asked: 8, answered: 0 })))
  const allocation = matching.allocate(
    members.map((id) => one(id, 0.5)),
    loads,
    { ...need, target: 0.7 },
  )
  expect(allocation.chosen).toHaveLength(5)
  expect(allocation.chance).toBeLessThan(0.7)
})

test('among near-equals the one who was not pinged this week goes first; a far better one goes first all the same', () => {
  const loads = loadsOf(someLoad('expert', { pingsThisWeek: 1 }), someLoad('fresh'))
  expect(ids(matching.allocate([one('expert', 0.5), one('fresh', 0.48)], loads, need).chosen)).toEqual([
    'fresh',
    'expert',
  ])
  expect(ids(matching.allocate([one('expert', 0.9), one('fresh', 0.48)], loads, need).chosen)).toEqual([
    'expert',
    'fresh',
  ])
})

test('a helper with an open DM goes before an equal without, and no more DMs are opened than the budget allows', () => {
  const ranked = [one('new1', 0.5), one('new2', 0.5), one('known', 0.49)]
  const loads = loadsOf(
    someLoad('new1', { reachable: false }),
    someLoad('new2', { reachable: false }),
    someLoad('known'),
  )
  const { chosen, passedOver } = matching.allocate(ranked, loads, { ...need, newDms: 1 })
  expect(ids(chosen)).toEqual(['known', 'new1'])
  expect(passedOver).toEqual([{ memberId: 'new2', score: 0.5, reason: 'dm-budget' }])
})

test('who hardly fits is not asked', () => {
  const { chosen, passedOver } = matching.allocate([one('ann', 0.4, 0.01)], loadsOf(someLoad('ann')), {
    ...need,
    minFit: 0.05,
  })
  expect(chosen).toEqual([])
  expect(passedOver[0]!.reason).toBe('too-unlikely')
})

test('company is asked of listeners only, whatever they know, and that is the reason', () => {
  const loads = loadsOf(someLoad('ann', { listens: true }), someLoad('bob'))
  const { chosen, passedOver } = matching.allocate([one('bob', 0.9), { ...one('ann', 0), reasons: [] }], loads, {
    ...need,
    minFit: 0.1,
    listenersOnly: true,
  })
  expect(ids(chosen)).toEqual(['ann'])
  expect(chosen[0]!.reasons).toEqual([{ code: 'listens', detail: [], share: 1 }])
  expect(passedOver[0]!.reason).toBe('not-listening')
})

const someMembers = fc.uniqueArray(
  fc.record({
    load: fc.record({
      memberId: fc.stringMatching(/^[a-z]{1,3}$/),
      pingsThisWeek: fc.integer({ min: 0, max: 4 }),
      weeklyLimit: fc.integer({ min: 0, max: 3 }),
      livePing: fc.boolean(),
      paused: fc.boolean(),
      quietHours: fc.boolean(),
      inAudience: fc.boolean(),
      reachable: fc.boolean(),
      dmsClosed: fc.boolean(),
      blocked: fc.boolean(),
      listens: fc.boolean(),
      alreadyAsked: fc.boolean(),
      answered: fc.integer({ min: 0, max: 5 }),
      asked: fc.integer({ min: 0, max: 9 }),
    }),
    score: fc.double({ min: 0, max: 1, noNaN: true }),
    known: fc.boolean(),
  }),
  { selector: ({ load }) => load.memberId, maxLength: 30 },
)
const someNeed = fc.record({
  target: fc.double({ min: 0, max: 1, noNaN: true }),
  maxWave: fc.integer({ min: 0, max: 8 }),
  minFit: fc.double({ min: 0, max: 0.5, noNaN: true }),
  listenersOnly: fc.boolean(),
  newDms: fc.integer({ min: 0, max: 4 }),
})

test('nobody is ever chosen who is paused, blocked, resting, over the limit, asked already or outside the audience; everybody is accounted for', () => {
  fc.assert(
    fc.property(someMembers, someNeed, (members, wanted) => {
      const ranked = members.map(({ load, score }) => one(load.memberId, score)).sort((a, b) => b.score - a.score)
      const loads = loadsOf(...members.filter(({ known }) => known).map(({ load }) => load))
      const { chosen, passedOver, order, chance } = matching.allocate(ranked, loads, wanted)
      for (const { memberId, reasons, chanceOfYes } of chosen) {
        const load = loads.get(memberId)!
        expect(load).toMatchObject({ livePing: false, paused: false, quietHours: false, inAudience: true })
        expect(load).toMatchObject({ dmsClosed: false, blocked: false, alreadyAsked: false })
        expect(load.pingsThisWeek).toBeLessThan(load.weeklyLimit)
        if (wanted.listenersOnly) expect(load.listens).toBe(true)
        expect(reasons.length).toBeGreaterThan(0)
        expect(chanceOfYes).toBeGreaterThan(0)
        expect(chanceOfYes).toBeLessThan(1)
      }
      expect(chosen.length).toBeLessThanOrEqual(wanted.maxWave)
      expect(chosen.filter(({ memberId }) => !loads.get(memberId)!.reachable).length).toBeLessThanOrEqual(wanted.newDms)
      expect([...ids(chosen), ...ids(passedOver)].sort()).toEqual(ids(ranked).sort())
      expect(ids(order).sort()).toEqual(ids(ranked).sort())
      expect(chance).toBeLessThanOrEqual(1)
      expect(matching.allocate(ranked, loads, wanted)).toEqual({ chosen, passedOver, order, chance })
    }),
  )
})
