import type { Clock } from '../shared/clock.ts'
import type { Bot } from './bot.ts'
import { retryKeptEvents } from './catch-up.ts'
import { elsewhere } from './elsewhere.ts'
import { performOwed } from './perform.ts'
import { runTimers } from './timers.ts'

/** Effects carried out side by side. */
const AT_ONCE = 64

export interface Loop {
  /** Something is owed: look now. */
  wake(): void
  /** Resolves when nothing is left to do at this time. */
  settle(): Promise<void>
  /** Finishes what is under way and takes nothing new. */
  stop(): Promise<void>
}

/**
 * Does what is owed, as soon as it is owed, and sleeps until the next thing is due.
 * @param pollEvery how often to look for what other processes left, in ms
 */
export function startLoop(bot: Bot, clock: Clock, pollEvery: number): Loop {
  let running: Promise<void> | undefined
  let again = false
  let stopped = false
  let callOff = () => {}
  let wakeUp = () => {}
  const underWay = new Set<Promise<void>>()

  /** @returns how much was begun or done. Asking whether anything is due costs a tenth of looking for it. */
  async function lookAround(): Promise<number> {
    if (((await bot.store.nextDue(elsewhere(bot))) ?? Number.POSITIVE_INFINITY) > clock.now()) return 0
    const room = AT_ONCE - underWay.size
    const begun = room > 0 ? await performOwed(bot, room) : []
    for (const effect of begun) {
      underWay.add(effect)
      void effect.finally(() => {
        underWay.delete(effect)
        // What it left owed may have come after the last look.
        again = true
      })
    }
    return (await runTimers(bot)) + (await retryKeptEvents(bot)) + begun.length
  }

  async function run(): Promise<void> {
    do {
      again = false
      const done = await lookAround()
      if (done > 0) again = true
      // A slow lane holds up no other: whichever ends first, a wake, or what is due next makes the next look.
      else if (underWay.size > 0 && !again) {
        const woken = new Promise<void>((resolve) => (wakeUp = resolve))
        await sleepUntilDue(() => wakeUp())
        // What ended while the record was asked is no longer under way, and must not be waited for.
        if (!again) await Promise.race([...underWay, woken])
        again = true
      }
    } while (again && !stopped)
    if (!stopped) await sleepUntilDue(() => start())
  }

  async function sleepUntilDue(wake: () => unknown): Promise<void> {
    const due = (await bot.store.nextDue(elsewhere(bot))) ?? Number.POSITIVE_INFINITY
    callOff()
    callOff = clock.wakeAt(Math.max(clock.now() + 1, Math.min(due, clock.now() + pollEvery)), wake)
  }

  function start(): Promise<void> {
    again = true
    wakeUp()
    running ??= run()
      .catch((error) => {
        // The record could not be reached; nothing is lost, the next look finds it all.
        bot.logger.error({ error }, 'the loop stumbled and goes on in a moment')
        again = false
        if (!stopped) callOff = clock.wakeAt(clock.now() + 1000, () => start())
      })
      .finally(() => {
        running = undefined
        if (again && !stopped) void start()
      })
    return running
  }

  return {
    wake: () => void (stopped || start()),
    async settle() {
      await start()
      while (running) await running
    },
    async stop() {
      stopped = true
      callOff()
      wakeUp()
      await running
      await Promise.all(underWay)
    },
  }
}
