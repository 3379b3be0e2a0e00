import { expect, test } from 'vitest'
import { Presence } from '../../src/matching/presence.ts'
import { DAY, NOON } from './some.ts'

const HOUR = DAY / 24
/** Ann answers at noon, Bob at midnight, ten days each. */
function usual() {
  const presence = new Presence()
  for (const slot of [0, 1, 2]) presence.clear(slot)
  for (let day = 0; day < 10; day++) {
    presence.answered(0, undefined, NOON - day * DAY)
    presence.answered(1, undefined, NOON - day * DAY + 12 * HOUR)
  }
  return presence
}

test('who answers around this time of the day stands out, hours near it count in part, and nobody is told from no answers', () => {
  const presence = usual()
  const at = (hours: number) => [0, 1, 2].map((slot) => presence.answersAtThisHour(NOON + hours * HOUR)(slot))
  const [ann, bob, cy] = at(0.5)
  expect(ann).toBeGreaterThan(0)
  expect(bob).toBeLessThan(0)
  expect(cy).toBe(0)
  // Between noon and midnight neither is likelier.
  const [annAtSix, bobAtSix] = at(6.5)
  expect(annAtSix).toBeCloseTo(bobAtSix!)
  expect(at(12.5)[1]).toBeCloseTo(ann!)
})

test('hours of who left count no more', () => {
  const presence = usual()
  presence.clear(1)
  expect(presence.answersAtThisHour(NOON)(0)).toBeCloseTo(0)
  expect(presence.answersAtThisHour(NOON)(1)).toBe(0)
})
