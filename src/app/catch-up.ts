import { type PlatformEvent, platformOf } from '../platforms/platform.ts'
import { processEvent } from './accept-event.ts'
import type { Bot } from './bot.ts'
import { backOff } from './performed.ts'

const OVERDUE = 15 * 60_000
const GIVE_UP_AFTER = 12
const DAY = 24 * 3_600_000

/** What must be seen to before a process takes part: what was owed long ago is held for an organiser. */
export async function holdWhatIsOverdue(bot: Bot): Promise<void> {
  const held = await bot.store.holdOverdue(bot.clock.now() - OVERDUE)
  if (held > 0)
    bot.logger.warn({ held }, 'messages owed for more than 15 minutes are held; /askaround held send or drop decides')
}

/**
 * Tries kept events again.
 * @returns how many were due
 */
export async function retryKeptEvents(bot: Bot): Promise<number> {
  const due = await bot.store.dueEvents(bot.clock.now(), 20)
  for (const { event, attempts } of due) {
    try {
      const whole = await withWords(bot, event)
      if (whole) await processEvent(bot, whole, (tx) => tx.finishEvent(event.id, 'done'))
      // Most posts come to nothing; what is left of such a one goes.
      await bot.store.finishEvent(event.id, 'done')
    } catch (error) {
      const now = bot.clock.now()
      const name = error instanceof Error ? error.name : 'unknown'
      bot.logger.error({ event: event.id, attempts, error }, 'a kept event failed again')
      if (attempts >= GIVE_UP_AFTER) await bot.store.finishEvent(event.id, 'dead')
      else await bot.store.keepEvent(event, now, now + backOff(bot, attempts), name)
    }
  }
  return due.length
}

/** A post is kept without its words. Undefined when it is gone. */
async function withWords(bot: Bot, event: PlatformEvent): Promise<PlatformEvent | undefined> {
  if (event.type !== 'message-posted' || event.where !== 'channel') return event
  const fetched = await bot.platforms.get(platformOf(event.message))?.fetchMessage(event.message)
  if (fetched?.ok) return { ...event, text: fetched.value.text }
  if (fetched?.failure.type === 'rate-limited' || fetched?.failure.type === 'unavailable')
    throw new Error('the message could not be read just now')
  return undefined
}

/**
 * Forgets ids of events that can no longer come a second time, now and once a day.
 * @returns a function that ends it
 */
export async function forgetEveryDay(bot: Bot): Promise<() => void> {
  let callOff = () => {}
  const forget = async () => {
    callOff = bot.clock.wakeAt(bot.clock.now() + DAY, () =>
      forget().catch((error) => bot.logger.error({ error }, 'old event ids could not be forgotten; tomorrow again')),
    )
    await bot.store.forgetEvents(bot.clock.now() - bot.config.retention.inbox_days * DAY)
  }
  await forget()
  return () => callOff()
}
