import { describe, expect, it } from 'vitest'
import { createSeededChance, drawFraction } from '../../src/shared/chance.ts'

describe('seeded chance', () => {
  it('is the same for the same seed', () => {
    const draw = (seed: number) => {
      const chance = createSeededChance(seed)
      return Array.from({ length: 5 }, () => chance.draw())
    }
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
  })

  it('gives fractions evenly from 0 to 1', () => {
    const chance = createSeededChance(42)
    const tenths = Array<number>(10).fill(0)
    for (let i = 0; i < 100_000; i++) tenths[Math.floor(drawFraction(chance) * 10)]!++
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(500)
  })
})
