import { processEvent } from './accept-event.ts'
import type { Bot } from './bot.ts'
import { elsewhere } from './elsewhere.ts'
import { forgetFaded } from './forget-faded.ts'
import { withWords } from './kept-words.ts'
import { backOff } from './performed.ts'

const OVERDUE = 15 * 60_000
const GIVE_UP_AFTER = 12
const DAY = 24 * 3_600_000
const DEAD_LETTER_DAYS = 30
const TALLY_DAYS = 90
/** Where nobody wrote for a year there is nothing to catch up on, or nothing there any more. */
const CURSOR_DAYS = 365

/** Before a process takes part on a record that may be a restored backup: what was owed long ago is held for an organiser, for it may have gone out since. */
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
  const due = await bot.store.dueEvents(bot.clock.now(), 20, elsewhere(bot))
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

/**
 * Forgets what nobody needs any more, now and once a day: ids of events that can no longer come a second time, what could not be
 * delivered, questions that came to nothing. How long what is kept stands in docs/privacy.md.
 * @returns a function that ends it
 */
export async function forgetEveryDay(bot: Bot): Promise<() => void> {
  let callOff = () => {}
  const forget = async () => {
    callOff = bot.clock.wakeAt(bot.clock.now() + DAY, () =>
      forget().catch((error) => bot.logger.error({ error }, 'what is old could not be forgotten; tomorrow again')),
    )
    const ago = (days: number) => bot.clock.now() - days * DAY
    const { inbox_days, closed_text_days } = bot.config.retention
    await bot.store.forgetEvents(ago(inbox_days))
    await bot.store.forgetOld({
      leases: ago(1),
      deadLetters: ago(DEAD_LETTER_DAYS),
      tallies: ago(TALLY_DAYS),
      cursors: ago(CURSOR_DAYS),
    })
    while ((await bot.store.forgetDismissed(ago(closed_text_days))) > 0);
    await forgetFaded(bot)
  }
  await forget()
  return () => callOff()
}
