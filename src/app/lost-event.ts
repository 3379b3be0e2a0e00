import type { Effect } from '../requests/effects.ts'
import type { RequestEvent } from '../requests/events.ts'
import type { Bot } from './bot.ts'
import { backOff } from './performed.ts'

/** What a request learns when an effect of its will never be carried out: it must not wait for what will not come. */
export function lostEvent(bot: Pick<Bot, 'clock' | 'config'>, effect: Effect): RequestEvent | undefined {
  const at = bot.clock.now()
  if (effect.type === 'send') return { type: 'send-failed', slot: effect.slot, failure: 'given-up', at }
  if (effect.type === 'open-thread')
    return { type: 'thread-failed', failure: 'given-up', at, ...(effect.copy ? { copy: effect.copy } : {}) }
  if (effect.type === 'choose-helpers' && !effect.only) {
    return {
      type: 'helpers-chosen',
      at,
      wave: effect.wave,
      chosen: [],
      laterAt: at + backOff(bot, Number.MAX_SAFE_INTEGER),
    }
  }
  return effect.type === 'fetch-words' ? { type: 'words-gone', at } : undefined
}
