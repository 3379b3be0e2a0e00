import { expect, test } from 'vitest'
import { chooseFrom } from '../../src/matching/choose.ts'
import { createMatching } from '../../src/matching/matching.ts'
import { indexOf, NOON, row, someDemand, someLoad, weights } from './some.ts'

const matching = createMatching({ weights })
const many = Array.from({ length: 120 }, (_, i) => `m${String(i).padStart(3, '0')}`)
const index = indexOf(...many.map((id) => row(id, 'declared-topic', 'web 2.0')))
const common = { demand: someDemand(), index, matching, now: NOON, need: { target: 0.99, maxWave: 3, minFit: 0.05 } }

test('the loads of fifty are read when these can fill the wave', async () => {
  const asked: string[][] = []
  const { chosen } = await chooseFrom({
    ...common,
    loadsOf: (ids) => {
      asked.push(ids)
      return new Map(ids.map((id) => [id, someLoad(id)]))
    },
  })
  expect(asked.map(({ length }) => length)).toEqual([50])
  expect(chosen.map(({ memberId }) => memberId)).toEqual(['m000', 'm001', 'm002'])
})

test('when the first fifty have no room, the next are looked at', async () => {
  const { chosen, passedOver } = await chooseFrom({
    ...common,
    loadsOf: async (ids) => new Map(ids.map((id) => [id, someLoad(id, { paused: id < 'm060' })])),
  })
  expect(chosen.map(({ memberId }) => memberId)).toEqual(['m060', 'm061', 'm062'])
  expect(passedOver.filter(({ reason }) => reason === 'paused')).toHaveLength(60)
})

test('when nobody is left the wave is smaller, or empty', async () => {
  const { chosen, passedOver } = await chooseFrom({ ...common, loadsOf: () => new Map() })
  expect(chosen).toEqual([])
  expect(passedOver).toHaveLength(120)
  const nobody = await chooseFrom({ ...common, index: indexOf(), loadsOf: () => new Map() })
  expect(nobody).toEqual({ chosen: [], passedOver: [], order: [], chance: 0 })
})

test('only candidates are chosen when there are any', async () => {
  const { chosen } = await chooseFrom({
    ...common,
    candidates: ['joel', 'm100'],
    need: { ...common.need, minFit: 0 },
    loadsOf: (ids) => new Map(ids.map((id) => [id, someLoad(id)])),
  })
  expect(chosen.map(({ memberId }) => memberId)).toEqual(['m100', 'joel'])
})
