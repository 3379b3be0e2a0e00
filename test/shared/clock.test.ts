import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSimulatedClock, systemClock } from '../../src/shared/clock.ts'

describe('a simulated clock', () => {
  it('stands still until it is moved, and never goes back', async () => {
    const clock = createSimulatedClock(1000)
    await clock.advanceTo(5000)
    await clock.advanceTo(2000)
    expect(clock.now()).toBe(5000)
  })

  it('runs what is due in order of time, at its own time, each ended before the next', async () => {
    const clock = createSimulatedClock(0)
    const seen: string[] = []
    clock.wakeAt(30, () => seen.push(`late ${clock.now()}`))
    clock.wakeAt(10, async () => {
      await Promise.resolve()
      seen.push(`early ${clock.now()}`)
      clock.wakeAt(20, () => seen.push(`added ${clock.now()}`))
    })
    clock.wakeAt(99, () => seen.push('not yet'))
    await clock.advanceTo(50)
    expect(seen).toEqual(['early 10', 'added 20', 'late 30'])
    expect(clock.next()).toBe(99)
  })

  it('forgets what is called off', async () => {
    const clock = createSimulatedClock(0)
    const run = vi.fn()
    clock.wakeAt(10, run)()
    await clock.advanceTo(20)
    expect(run).not.toHaveBeenCalled()
  })
})

describe('the system clock', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 0 }))
  afterEach(() => void vi.useRealTimers())

  it('wakes at the time, even weeks ahead, beyond what a timeout takes', () => {
    const run = vi.fn()
    const time = 60 * 24 * 3600_000
    systemClock.wakeAt(time, run)
    vi.advanceTimersByTime(time - 1)
    expect(run).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(run).toHaveBeenCalledOnce()
  })

  it('wakes at once when the time is past, and not when called off', () => {
    const past = vi.fn()
    const calledOff = vi.fn()
    systemClock.wakeAt(-5, past)
    systemClock.wakeAt(50 * 24 * 3600_000, calledOff)()
    vi.advanceTimersByTime(0)
    expect(past).toHaveBeenCalledOnce()
    vi.advanceTimersByTime(60 * 24 * 3600_000)
    expect(calledOff).not.toHaveBeenCalled()
  })
})
