import type { Clock } from '../../shared/clock.ts'
import type { Logger } from '../../shared/logger.ts'
import type { Hooks, PlatformEvent } from '../platform.ts'

const firstWait = 1_000
const longestWait = 60_000

export type Delivery = ReturnType<typeof createDelivery>

/**
 * Hands events to the bot one after the other in each conversation. Words that were not taken are read again from Discord, see
 * catch-up.ts; everything else that was not taken is held here and told again.
 */
export function createDelivery(accept: Hooks['accept'], clock: Clock, logger: Logger) {
  const turns = new Map<string, Promise<unknown>>()
  const held: PlatformEvent[] = []
  let wait = firstWait
  let callOff: (() => void) | undefined
  let stopped = false

  /** Runs one thing after the other in a conversation. */
  function inTurn<T>(lane: string, work: () => Promise<T>): Promise<T> {
    const turn = (turns.get(lane) ?? Promise.resolve()).then(work, work)
    turns.set(lane, turn)
    const over = () => turns.get(lane) === turn && turns.delete(lane)
    turn.then(over, over)
    return turn
  }

  async function again(): Promise<void> {
    for (const event of held.splice(0)) await tell(event)
  }

  /** Tells the bot, and holds what it does not take until it does. */
  async function tell(event: PlatformEvent): Promise<void> {
    try {
      await accept(event)
      wait = firstWait
    } catch (error) {
      logger.warn({ err: error, event: event.id }, 'an event was not taken; it will be told again')
      held.push(event)
      if (callOff || stopped) return
      callOff = clock.wakeAt(clock.now() + wait, () => {
        callOff = undefined
        wait = Math.min(wait * 2, longestWait)
        return again()
      })
    }
  }

  return {
    inTurn,
    tell,
    /** Resolves once everything that was begun is over. */
    async settled(): Promise<void> {
      while (turns.size > 0) await Promise.allSettled([...turns.values()])
    },
    stop() {
      stopped = true
      callOff?.()
    },
  }
}
