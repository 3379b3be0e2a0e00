import { casual, type ParsedResult } from 'chrono-node/en'
import { fromWallTime, toWallTime, type WallTime, zoneOffset } from './local-time.ts'
import type { Deadline, MessageContext } from './understanding.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Words that chrono reads as dates and people mostly do not mean so. */
const NOT_DATES =
  /^(?:now|right now|sat|sun|may|mar|march|second|an? (?:second|minute|moment)|this (?:second|minute|moment)|last .*|yesterday.*|past .*|.* ago|the (?:day|week|weekend|month|year|morning|evening|afternoon|night)|(?:every|each) .*)$/iu
const BY = /\b(?:by|until|till|til|no later than)\s*$/iu
const BEFORE = /\bbefore\s*$/iu
const LEAD = /\b(?:by|before|until|till|til|no later than|at|on|for|is at|starts at)\s*$/iu
/** "two hours", "for a day" say how long, not until when; "in two hours" and "next week" do. */
const HOW_LONG =
  /^(?!in\b|within\b|next\b|this\b|coming\b).*\b(?:min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?|years?)$/iu
/** Hours that people write without am or pm and mean in the afternoon. */
const LAST_AFTERNOON_HOUR = 6

/**
 * The earliest moment after now by which the message wants help, read with chrono-node in the asker's zone; nothing ever resolves to the past.
 * "by Friday" ends with Friday, "before Friday" with Thursday, "tonight" at 22:00, "today" at midnight, a morning at nine, a bare day at noon.
 * An hour without am or pm is the next that fits the day: 1 to 6 in the afternoon.
 */
export function findDeadline(
  text: string,
  context: MessageContext,
): (Deadline & { from: number; to: number }) | undefined {
  if (
    !/\d|day\b|tomorrow|tonight|tmrw|tmr|week|month|hour|minute|noon|midnight|evening|morning|afternoon|night|\b(?:mon|tue|wed|thu|fri)\b/iu.test(
      text,
    )
  )
    return undefined
  const zone = context.timeZone ?? 'UTC'
  const guessed = context.timeZone === undefined || context.timeZoneKnown === false
  const reference = { instant: new Date(context.now), timezone: zoneOffset(context.now, zone) }
  let earliest: (Deadline & { from: number; to: number }) | undefined
  for (const result of casual.parse(text, reference, { forwardDate: true })) {
    if (NOT_DATES.test(result.text.trim()) || HOW_LONG.test(result.text.trim()) || isNumberOnly(result, text)) continue
    const before = text.slice(0, result.index)
    const found = resolve(result, before, zone, context.now)
    if (!found || found.at <= context.now || found.at > context.now + 400 * DAY) continue
    if (earliest && earliest.at <= found.at) continue
    const from = result.index - (LEAD.exec(before)?.[0].length ?? 0)
    const to = result.index + result.text.length
    earliest = { at: found.at, text: text.slice(from, to).trim(), zoneGuessed: guessed && found.byZone, from, to }
  }
  return earliest
}

/** "10.4", "2 of us", "24/7" and the like are no times; "at 5" and "by 5" are. */
function isNumberOnly(result: ParsedResult, text: string): boolean {
  if (/\b24\/7\b/u.test(text.slice(Math.max(0, result.index - 3), result.index + result.text.length + 3))) return true
  return (
    /^[\d.,/-]+$/u.test(result.text) &&
    !/^\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?$/u.test(result.text) &&
    !/^\d{4}-\d\d-\d\d$/u.test(result.text)
  )
}

function resolve(
  result: ParsedResult,
  before: string,
  zone: string,
  now: number,
): { at: number; byZone: boolean } | undefined {
  const { start } = result
  if (start.isCertain('timezoneOffset')) return { at: start.date().getTime(), byZone: false }
  const today = toWallTime(now, zone)
  const wall: WallTime = {
    year: start.get('year')!,
    month: start.get('month')!,
    day: start.get('day')!,
    hour: start.get('hour')!,
    minute: start.get('minute')!,
  }
  // chrono moves a bare hour that has passed to tomorrow before it is known which half of the day is meant.
  const dated = start.isCertain('day') || start.isCertain('weekday') || start.isCertain('month')
  if (!dated) Object.assign(wall, { year: today.year, month: today.month, day: today.day })
  if (!start.isCertain('hour')) setHour(wall, result, before)
  else if (!start.isCertain('meridiem') && wall.hour <= LAST_AFTERNOON_HOUR && wall.hour > 0) wall.hour += 12
  else if (!start.isCertain('meridiem') && wall.hour < 12 && !dated) wall.hour = nextHour(wall, today)
  if (/^(?:this )?(?:week|weekend)$|\bweekend\b/iu.test(result.text) && !/\bnext\b/iu.test(result.text)) {
    return { at: fromWallTime(endOfWeekend(today), zone), byZone: true }
  }
  let at = fromWallTime(wall, zone)
  if (at <= now && /\b(?:tonight|today)\b/iu.test(result.text))
    at = fromWallTime({ ...today, hour: 23, minute: 59 }, zone)
  // chrono passes over a weekday whose morning, at six by its clock, has begun; ours is at nine.
  const weekEarlier = fromWallTime({ ...wall, day: wall.day - 7 }, zone)
  if (start.isCertain('weekday') && !/\b(?:next|following)\b/iu.test(result.text) && weekEarlier > now) at = weekEarlier
  const step = start.isCertain('weekday') ? 7 : !dated ? 1 : 0
  for (let days = step; at <= now && days && days <= 2 * step; days += step) {
    at = fromWallTime({ ...wall, day: wall.day + days }, zone)
  }
  return { at, byZone: true }
}

/** Sunday's last minute; on a Saturday or Sunday, this very weekend's. */
function endOfWeekend(today: WallTime): WallTime {
  const weekday = new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay()
  return { ...today, day: today.day + ((7 - weekday) % 7), hour: 23, minute: 59 }
}

/** The hour and minute that stand for words without a clock time; chrono's own for noon, afternoon and evening. */
function setHour(wall: WallTime, result: ParsedResult, before: string): void {
  const words = result.text
  const [hour, minute] = /night\b/iu.test(words)
    ? [22, 0]
    : /morning\b/iu.test(words)
      ? [9, 0]
      : /afternoon|evening|noon|midnight/iu.test(words)
        ? [wall.hour, wall.minute]
        : BEFORE.test(before)
          ? [0, 0]
          : BY.test(before) || /^(?:today|this day)$/iu.test(words)
            ? [23, 59]
            : [12, 0]
  wall.hour = hour!
  wall.minute = minute!
}

/** "at 8" said at seven is eight o'clock in the morning, said at ten it is the evening. */
function nextHour(wall: WallTime, today: WallTime): number {
  const passed = wall.hour < today.hour || (wall.hour === today.hour && wall.minute <= today.minute)
  return passed && wall.hour + 12 > today.hour ? wall.hour + 12 : wall.hour
}
