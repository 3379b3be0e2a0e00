import { expect, test } from 'vitest'
import { FadingCounts, worthNow } from '../../src/matching/fading-counts.ts'
import { DAY, NOON } from './some.ts'

const HOUR = DAY / 24
const worth = (counts: FadingCounts, slot: number, now: number) => worthNow(counts.kept[slot]!, now, counts.halfLife)

test('a count halves again and again, and what is added later or earlier comes to the same', () => {
  const [forwards, backwards] = [new FadingCounts(HOUR), new FadingCounts(HOUR)]
  const times = [NOON - 400 * DAY, NOON - 2 * HOUR, NOON - HOUR, NOON]
  for (const at of times) forwards.add(0, 1, at)
  for (const at of times.toReversed()) backwards.add(0, 1, at)
  expect(worth(forwards, 0, NOON)).toBeCloseTo(1.75)
  expect(worth(backwards, 0, NOON)).toBeCloseTo(1.75)
  expect(worth(forwards, 0, NOON + HOUR)).toBeCloseTo(0.875)
})

test('who never counted, or was set to nothing, has nothing', () => {
  const counts = new FadingCounts(HOUR)
  counts.set(2, 5, NOON)
  counts.set(2, 0, NOON)
  expect([0, 1, 2].map((slot) => worth(counts, slot, NOON))).toEqual([0, 0, 0])
  expect(counts.most()).toEqual([])
})
