import { expect, test } from 'vitest'
import { Lessons } from '../../src/matching/lessons.ts'
import { DAY, NOON } from './some.ts'

const prior = Float64Array.from([1, 0])
const ids = ['ann', 'bob', 'cy']
/** Only Bob has the second of two features. */
const rows = Float32Array.from([1, 0, 0, 1, 0, 0])

/** So many requests, a day apart, that `who` answered, each learned from when it was over. */
function taught(times: number, who: string, asked?: string[]) {
  const lessons = new Lessons()
  for (let i = 0; i < times; i++) {
    lessons.open({ requestId: `r${i}`, at: NOON + i * DAY, memberIds: ids, rows }, asked)
    lessons.answered(`r${i}`, who)
  }
  for (let i = 0; i < times; i++) lessons.learn(prior, NOON + (times + 3) * DAY)
  return lessons
}

test('before the first lesson the weights that ship are used', () => {
  expect(new Lessons().weightsOver(prior)).toEqual(prior)
})

test('what those who answer have in common counts more, the more often they do', () => {
  const weightAfter = (times: number) => taught(times, 'bob').weightsOver(prior)[1]!
  expect(weightAfter(1)).toBeGreaterThan(0)
  expect(weightAfter(20)).toBeGreaterThan(weightAfter(5))
  expect(weightAfter(5)).toBeGreaterThan(weightAfter(1))
})

test('a request teaches only a day after it was asked', () => {
  const lessons = new Lessons()
  lessons.open({ requestId: 'r', at: NOON, memberIds: ids, rows })
  lessons.answered('r', 'bob')
  expect(lessons.learn(prior, NOON + DAY - 1)).toBe(false)
  expect(lessons.learn(prior, NOON + DAY)).toBe(true)
  expect(lessons.learn(prior, NOON + 2 * DAY)).toBe(false)
})

test('who was not asked is not held to have been silent: one alone who was asked and answered teaches nothing', () => {
  expect(taught(5, 'bob', ['bob']).weightsOver(prior)).toEqual(prior)
  expect(taught(5, 'bob', ['ann', 'bob']).weightsOver(prior)[1]).toBeGreaterThan(0)
})

test('a request that nobody answered teaches nothing', () => {
  expect(taught(5, 'nobody here').weightsOver(prior)).toEqual(prior)
})

test('at most four lessons are learned at once', () => {
  const lessons = new Lessons()
  for (let i = 0; i < 9; i++) {
    lessons.open({ requestId: `r${i}`, at: NOON, memberIds: ids, rows })
    lessons.answered(`r${i}`, 'bob')
  }
  lessons.learn(prior, NOON + 3 * DAY)
  expect(lessons.count).toBe(4)
})

test('what was learned is kept as numbers and taken up again; what does not fit is left', () => {
  const lessons = taught(5, 'bob')
  const kept = JSON.parse(JSON.stringify(lessons.export())) as NonNullable<ReturnType<Lessons['export']>>
  expect([...kept.weights, ...kept.precision].every((one) => typeof one === 'number')).toBe(true)
  const again = new Lessons()
  again.import(kept)
  again.weightsOver(prior).forEach((weight, k) => {
    expect(weight).toBeCloseTo(lessons.weightsOver(prior)[k]!, 4)
  })
  const other = new Lessons()
  other.import({ weights: [1], precision: [1, 2, 3] })
  expect(other.weightsOver(prior)).toEqual(prior)
})
