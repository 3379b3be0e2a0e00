import { expect, test } from 'vitest'
import { createMatching } from '../../src/matching/matching.ts'
import { Prices } from '../../src/matching/prices.ts'
import { DAY, NOON, someLoad, weights } from './some.ts'

const noted = (...chances: number[]) => {
  const prices = new Prices()
  chances.forEach((score, i) => {
    prices.note(`r${i}`, [{ memberId: 'ann', score }], NOON + i)
  })
  return prices
}

test('a ping is worth the least of those that a week had room for, had they gone where they were needed most', () => {
  expect(noted(0.2, 0.9, 0.1, 0.6).of('ann', 2, NOON + 9)).toBe(0.6)
})

test('while there are no more requests than pings, pings cost nothing', () => {
  expect(noted(0.9, 0.8).of('ann', 2, NOON + 9)).toBe(0)
  expect(noted(0.9, 0.8, 0.7).of('bob', 2, NOON + 9)).toBe(0)
})

test('demand of more than a week ago is forgotten', () => {
  expect(noted(0.9, 0.8, 0.7).of('ann', 2, NOON + 8 * DAY)).toBe(0)
})

test('a request is noted once, however many waves it has', () => {
  const prices = noted(0.9, 0.8)
  prices.note('r1', [{ memberId: 'ann', score: 0.8 }], NOON + 5)
  expect(prices.of('ann', 2, NOON + 9)).toBe(0)
})

test('at most the given part of waves give a new volunteer a chance', () => {
  const prices = new Prices()
  let explored = 0
  for (let i = 0; i < 100; i++) {
    const now = prices.explores(0.1)
    if (now) explored++
    prices.wave(now)
  }
  expect(explored).toBe(10)
  expect(new Prices().explores(0)).toBe(false)
})

const matching = createMatching({ weights })
const one = (memberId: string, score: number) => ({ memberId, score, fit: 1, reasons: [] })
const chosen = (asked: Parameters<typeof matching.allocate>) =>
  matching.allocate(...asked).chosen.map((who) => who.memberId)

test('who is needed more by other requests of the week is kept for them, as long as others may know', () => {
  const need = { target: 1, maxWave: 1, minFit: 0, priceOf: (id: string) => (id === 'expert' ? 0.8 : 0) }
  const loads = new Map(['expert', 'other'].map((id) => [id, someLoad(id)]))
  expect(chosen([[one('expert', 0.4), one('other', 0.3)], loads, need])).toEqual(['other'])
  expect(chosen([[one('expert', 0.85), one('other', 0.1)], loads, need])).toEqual(['expert'])
  expect(chosen([[one('expert', 0.4)], loads, need])).toEqual(['expert'])
})

test('who is kept for others stands right behind those who are asked, in the order of their scores', () => {
  const need = { target: 1, maxWave: 2, minFit: 0, priceOf: (id: string) => (id.startsWith('expert') ? 0.99 : 0) }
  const all = ['expert', 'expert too', 'full', 'c', 'd', 'e']
  const loads = new Map(all.map((id) => [id, someLoad(id, id === 'full' ? { pingsThisWeek: 2 } : {})]))
  const ranked = all.map((id, i) => one(id, 0.5 - i / 20))
  const { order } = matching.allocate(ranked, loads, need)
  expect(order.map(({ memberId }) => memberId)).toEqual(['full', 'c', 'd', 'expert', 'expert too', 'e'])
})

test('a wave that explores gives its last place to who was hardly ever asked, unless one such is in it', () => {
  const need = { target: 1, maxWave: 3, minFit: 0, explore: true }
  const old = (id: string) => someLoad(id, { asked: 9, answered: 5 })
  const ranked = ['a', 'b', 'c', 'd', 'new'].map((id, i) => one(id, 0.5 - i / 10))
  const loads = new Map([...['a', 'b', 'c', 'd'].map(old), someLoad('new')].map((load) => [load.memberId, load]))
  expect(chosen([ranked, loads, need])).toEqual(['a', 'b', 'new'])
  expect(chosen([ranked, loads, { ...need, explore: false }])).toEqual(['a', 'b', 'c'])
  loads.set('b', someLoad('b'))
  expect(chosen([ranked, loads, need])).toEqual(['a', 'b', 'c'])
})

test('exploring asks nobody who does not fit, and nobody who has no room', () => {
  const ranked = [one('a', 0.5), one('b', 0.3), { ...one('new', 0.1), fit: 0 }, one('full', 0.05)]
  const loads = new Map(
    [
      someLoad('a', { asked: 9 }),
      someLoad('b', { asked: 9 }),
      someLoad('new'),
      someLoad('full', { pingsThisWeek: 2 }),
    ].map((load) => [load.memberId, load]),
  )
  expect(chosen([ranked, loads, { target: 1, maxWave: 2, minFit: 0.5, explore: true }])).toEqual(['a', 'b'])
})
