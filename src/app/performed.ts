import type { Failure } from '../platforms/platform.ts'
import type { RequestEvent } from '../requests/events.ts'
import type { OwedEffect } from '../storage/store.ts'
import type { Bot } from './bot.ts'

/** What came of carrying out an effect. */
export type Performed =
  /** Done, pointless, or a failure that the request decides on; `event` is what it learns. */
  | { done: true; event?: RequestEvent }
  /** To be tried again at `at` (ms since 1970). `fault`: it counts towards giving up. */
  | { done: false; at: number; fault: boolean; error: string }

/** Doubling from the first wait to the longest. @returns ms */
export function backOff(bot: Pick<Bot, 'config'>, attempts: number): number {
  const { first_wait_seconds, longest_wait_minutes } = bot.config.retries
  return Math.min(first_wait_seconds * 1000 * 2 ** attempts, longest_wait_minutes * 60_000)
}

/** A failure that passes is tried again; on any other, `give` says what the request learns. */
export function onFailure(bot: Bot, owed: OwedEffect, failure: Failure, give: () => Performed): Performed {
  if (failure.type === 'rate-limited') return { done: false, at: failure.at, fault: false, error: failure.type }
  if (failure.type === 'unavailable') {
    return { done: false, at: bot.clock.now() + backOff(bot, owed.attempts), fault: true, error: failure.type }
  }
  return give()
}
