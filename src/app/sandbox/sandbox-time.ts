import type { ShiftableClock } from '../../shared/clock.ts'
import type { Store } from '../../storage/store.ts'
import type { RunningBot } from '../start.ts'
import { tomorrowAt, travel } from './travel.ts'

const MINUTE = 60_000
/** Whose entry it is in the store's `keep`. */
const owner = 'sandbox'
const key = 'ahead'

/** How far ahead the sandbox's clock was when the last process ended, in ms. */
export const readAhead = async (store: Store) => Number((await store.keepGet(owner, key)) ?? 0)

/** The sandbox's clock, kept across restarts. `running` is the bot, once it runs. */
export function openSandboxTime(store: Store, clock: ShiftableClock, running: () => RunningBot) {
  let last: Promise<void> = Promise.resolve()
  return {
    /** Moves the clock on; one journey after the other. What is due on the way happens at its own time. */
    goTo(time: number): Promise<void> {
      const go = async () => {
        // Kept first: a process that dies on the way must not come back before what it stored.
        const ahead = clock.ahead() + Math.max(0, time - clock.now())
        await store.keepPut(owner, { [key]: String(ahead) })
        await travel(running(), clock, time)
      }
      last = last.then(go, go)
      return last
    },
    /** The clock shows the real time again. */
    async isReal(): Promise<void> {
      await store.keepPut(owner, { [key]: undefined })
      clock.shift(0)
    },
  }
}

/** Where a leap from `now` leads, in ms since 1970. */
export function timeOf(leap: 'quarter-hour' | 'hour' | 'morning', now: number, timeZone: string): number {
  if (leap === 'morning') return tomorrowAt(8, now, timeZone)
  return now + (leap === 'hour' ? 60 : 15) * MINUTE
}
