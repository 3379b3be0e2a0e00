import type { Platform } from '../../platforms/platform.ts'
import type { ShiftableClock } from '../../shared/clock.ts'
import type { Store } from '../../storage/store.ts'
import type { RunningBot } from '../start.ts'
import { sampleId } from './load-sample.ts'
import { tomorrowAt, travel } from './travel.ts'

const MINUTE = 60_000
/** Whose entry it is in the store's `keep`. */
export const owner = 'sandbox'
const key = 'ahead'

/** Whether anybody real has begun with the bot: a member of another community than the sample. They have the same clock. */
async function hasRealPeople(store: Store): Promise<boolean> {
  for await (const accounts of store.accounts()) {
    const members = await store.members([...new Set(accounts.map(({ memberId }) => memberId))])
    if (members.some(({ communityId }) => communityId !== sampleId)) return true
  }
  return false
}

/** How far ahead the sandbox's clock was when the last process ended, in ms; real people have the real time. */
export const readAhead = async (store: Store) =>
  (await hasRealPeople(store)) ? 0 : Number((await store.keepGet(owner, key)) ?? 0)

/** The sandbox's clock, kept across restarts. `running` is the bot, once it runs. */
export function openSandboxTime(store: Store, clock: ShiftableClock, running: () => RunningBot | undefined) {
  let last: Promise<void> = Promise.resolve()

  function inTurn(work: () => Promise<void>): Promise<void> {
    last = last.then(work, work)
    return last
  }

  async function setBack(): Promise<void> {
    await store.keepPut(owner, { [key]: undefined })
    clock.shift(0)
    running()?.bot.communities.forget()
    running()?.loop.wake()
  }

  const isReal = () => inTurn(setBack)

  return {
    /** Moves the clock on; one journey after the other. What is due on the way happens at its own time. Nothing moves while real people are here. */
    goTo: (time: number): Promise<void> =>
      inTurn(async () => {
        const bot = running()
        if (!bot || (await hasRealPeople(store))) return
        // Kept first: a process that dies on the way must not come back before what it stored.
        const ahead = clock.ahead() + Math.max(0, time - clock.now())
        await store.keepPut(owner, { [key]: String(ahead) })
        await travel(bot, clock, time)
      }),
    /** The clock shows the real time again. */
    isReal,
    /** Whether the clock may not be moved, because real people have the same. */
    stands: () => hasRealPeople(store),
    /** The same platform; before the first event of real people is taken, the clock shows the real time again. */
    over<P extends Platform>(platform: P, sampleSpace: string): P {
      const watched: Pick<Platform, 'start'> = {
        start: (hooks) =>
          platform.start({
            ...hooks,
            async accept(event) {
              if (clock.ahead() === 0 || event.space === sampleSpace) return hooks.accept(event)
              await isReal()
              return hooks.accept({ ...event, at: Math.min(event.at, clock.now()) })
            },
          }),
      }
      return Object.assign(Object.create(platform) as P, watched)
    },
  }
}

/** Where a leap from `now` leads, in ms since 1970. */
export function timeOf(leap: 'quarter-hour' | 'hour' | 'morning', now: number, timeZone: string): number {
  if (leap === 'morning') return tomorrowAt(8, now, timeZone)
  return now + (leap === 'hour' ? 60 : 15) * MINUTE
}
