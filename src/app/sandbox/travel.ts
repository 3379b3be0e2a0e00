import type { ShiftableClock } from '../../shared/clock.ts'
import { elsewhere } from '../elsewhere.ts'
import type { RunningBot } from '../start.ts'

/**
 * Moves the sandbox's clock on to `time` (ms since 1970). All that is due on the way happens at its own time, and is done before
 * the next. A time that is past changes nothing.
 */
export async function travel(
  { bot, loop }: Pick<RunningBot, 'bot' | 'loop'>,
  clock: ShiftableClock,
  time: number,
): Promise<void> {
  const goTo = (moment: number) => clock.shift(clock.ahead() + Math.max(0, moment - clock.now()))
  for (;;) {
    await loop.settle()
    const due = await bot.store.nextDue(elsewhere(bot))
    // What is owed and still not done waits for something else than the clock.
    if (due === undefined || due > time || due <= clock.now()) break
    goTo(due)
  }
  goTo(time)
  await loop.settle()
}

/** When it is next this hour in this zone: today, if it is still to come, or tomorrow. ms since 1970. */
export function nextAt(hour: number, now: number, timeZone: string): number {
  const today = tomorrowAt(hour, now, timeZone) - 24 * 3_600_000
  return today > now ? today : today + 24 * 3_600_000
}

/** When it is next this hour on another day's clock in this zone: 8 is "tomorrow at eight". ms since 1970. */
export function tomorrowAt(hour: number, now: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const [hours, minutes] = parts.format(now).split(':').map(Number) as [number, number]
  const midnight = now - (now % 60_000) - (hours * 60 + minutes) * 60_000
  return midnight + (24 + hour) * 3_600_000
}
