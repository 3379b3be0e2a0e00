import type { Clock } from '../../shared/clock.ts'
import type { Logger } from '../../shared/logger.ts'
import type { Hooks, PlatformEvent } from '../platform.ts'
import { eventId } from './ids.ts'
import { keys } from './rows.ts'
import type { State } from './state.ts'

const firstWait = 1_000
const longestWait = 60_000
const idleWait = 1_000

export type Delivery = Awaited<ReturnType<typeof openDelivery>>

/** An event that is stored with what caused it, in the same `put`, until it is accepted. */
export interface Owed {
  number: number
  event: PlatformEvent
  /** To be stored together with the change. */
  entries: Record<string, string>
}

type Distributive<E> = E extends unknown ? Omit<E, 'id'> : never
export type EventWithoutId = Distributive<PlatformEvent>

/**
 * Hands events to the bot, and again until it takes them: an event stands in `keep` from the moment that the page
 * shows what happened, so that a crash in between loses nothing.
 */
export async function openDelivery(state: State, accept: Hooks['accept'], clock: Clock, logger: Logger) {
  const owed = new Map<string, PlatformEvent>()
  for (const { key, value } of await state.keep.list('o/')) owed.set(key, JSON.parse(value) as PlatformEvent)
  let wait = firstWait
  let callOff: (() => void) | undefined
  let callOffClearing: (() => void) | undefined
  let stopped = false

  async function offer(key: string, event: PlatformEvent): Promise<void> {
    try {
      await accept(event)
      owed.delete(key)
      wait = firstWait
      state.clearLater(key)
      clearSoon()
    } catch (error) {
      owed.set(key, event)
      logger.warn({ err: error, event: event.id }, 'an event was not taken; it will be delivered again')
      tryLater()
    }
  }

  /** The next write takes the marks of taken events along; where none comes, they are cleared after a moment. */
  function clearSoon() {
    if (stopped) return
    callOffClearing ??= clock.wakeAt(clock.now() + idleWait, async () => {
      callOffClearing = undefined
      await state.flush().catch((error) => logger.warn({ err: error }, 'the marks of taken events stay for now'))
    })
  }

  function tryLater() {
    if (callOff || stopped) return
    callOff = clock.wakeAt(clock.now() + wait, () => {
      callOff = undefined
      wait = Math.min(wait * 2, longestWait)
      return redeliver()
    })
  }

  /** Delivers everything that was not taken yet, oldest first. */
  async function redeliver(): Promise<void> {
    for (const [key, event] of [...owed].sort(([a], [b]) => (a < b ? -1 : 1))) await offer(key, event)
  }

  return {
    redeliver,
    /** Prepares an event. It is delivered by `deliver` once its entries are stored. */
    owe(event: EventWithoutId): Owed {
      const number = state.nextNumber()
      const whole = { id: eventId(number), ...event } as PlatformEvent
      return { number, event: whole, entries: { [keys.owed(number)]: JSON.stringify(whole) } }
    },
    /** Resolves once the bot took the event or refused it for now. */
    deliver: ({ number, event }: Owed) => offer(keys.owed(number), event),
    async stop() {
      stopped = true
      callOff?.()
      callOffClearing?.()
      await state.flush()
    },
  }
}
