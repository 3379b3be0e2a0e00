import { describe, expect, it } from 'vitest'
import { simulate } from './simulate.ts'

// More seeds and more days: node bench/simulation.bench.ts --seeds 100 --days 10
describe('a town in which platforms fail and processes die', () => {
  it.each([1, 2, 3])(
    'keeps every promise, loses nothing and forgets no request (seed %i)',
    async (seed) => {
      const { happened, ...wrong } = await simulate(seed, { days: 2 })
      expect(wrong).toEqual({ broken: [], stuck: [], lost: [], stillOwed: [] })
      expect(happened.deaths).toBeGreaterThan(3)
      expect(happened.pings).toBeGreaterThan(3)
      expect(happened.suggestions).toBeGreaterThan(5)
    },
    60_000,
  )

  it('lives the same life twice', async () => {
    const once = await simulate(4, { days: 1 })
    expect(await simulate(4, { days: 1 })).toEqual(once)
  })
})
