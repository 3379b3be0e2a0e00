import { expect, test } from 'vitest'
import { answerChance, chanceOfAny } from '../../src/matching/answer-chance.ts'
import { distanceKm } from '../../src/matching/proximity.ts'

const prior = { answered: 1, unanswered: 2 }

test('who was never asked has the prior chance, each answer raises it and each silence lowers it', () => {
  expect(answerChance({ answered: 0, asked: 0 }, prior)).toBeCloseTo(1 / 3)
  expect(answerChance({ answered: 1, asked: 1 }, prior)).toBeCloseTo(1 / 2)
  expect(answerChance({ answered: 0, asked: 3 }, prior)).toBeCloseTo(1 / 6)
  expect(answerChance({ answered: 80, asked: 100 }, prior)).toBeCloseTo(0.786, 3)
})

test('the chance of any answer is one less the chance of none', () => {
  expect(chanceOfAny([])).toBe(0)
  expect(chanceOfAny([0.5, 0.5])).toBeCloseTo(0.75)
})

test('distances are those of the globe, also across the date line', () => {
  const winnipeg = { latitude: 49.884, longitude: -97.147 }
  expect(distanceKm({ latitude: 90, longitude: 0 }, { latitude: 0, longitude: 50 })).toBeCloseTo(
    (6371 * Math.PI) / 2,
    6,
  )
  expect(distanceKm({ latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 })).toBeCloseTo(111.2, 0)
  expect(distanceKm(winnipeg, winnipeg)).toBe(0)
})
