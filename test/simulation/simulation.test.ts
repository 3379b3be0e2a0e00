import { describe, expect, it } from 'vitest'
import { simulate } from './simulate.ts'

describe('a town in which platforms fail and processes die', () => {
  it.each([1, 2, 3, 4, 5])('keeps every promise, loses nothing and forgets no request (seed %i)', async (seed) => {
    const { happened, ...wrong } = await simulate(seed, { days: 4 })
    expect(wrong).toEqual({ broken: [], stuck: [], lost: [], stillOwed: [] })
    expect(happened.deaths).toBeGreaterThan(3)
    expect(happened.pings).toBeGreaterThan(5)
    expect(happened.suggestions).toBeGreaterThan(5)
  })

  it('lives the same life twice', async () => {
    const once = await simulate(6, { days: 1 })
    expect(await simulate(6, { days: 1 })).toEqual(once)
  })
})
