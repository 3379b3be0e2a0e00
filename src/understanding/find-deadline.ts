import type { ParsedResult } from 'chrono-node'
import { readDates } from './date-locales.ts'
import {
  AFTERNOON_BEHIND, BEFORE, BEFORE_BEHIND, BEHIND, BY, BY_BEHIND, CLOCK_BEHIND, EVENT, HOW_LONG, LEAD, MORNING, NIGHT, NOT_ASKED, NOT_DATES, PART,
  SINCE_BEHIND,
} from './deadline-words.ts' // biome-ignore format: a list
import { fromWallTime, toWallTime, type WallTime, zoneOffset } from './local-time.ts'
import type { Deadline, MessageContext } from './understanding.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** So much of the text before a time is looked at. */
const BEFORE_IT = 40
const BEHIND_IT = 30
/** "9 to 5" */
const WORKING_HOURS = /^\d{1,2} to \d{1,2}$/iu
/** "las 6 de la tarde" is one time. */
const DAY_PART = /^(?:mañana|tarde|noche|manhã|noite)$/iu
const BELONGS = 12
/** Hours that people write without am or pm and mean in the afternoon. */
const LAST_AFTERNOON_HOUR = 6
const TODAY = /^(?:today|this day|heute|aujourd'hui|hoy|hoje|oggi|vandaag|idag|сегодня|сьогодні|今日|今天)$/iu

/**
 * The earliest moment after now by which the message wants help, read with chrono-node in the language of the text, on the asker's clock;
 * nothing ever resolves to the past, and what broke, opened or was at some time is no deadline.
 * "by Friday" ends with Friday, "before Friday" with Thursday, "tonight" at 22:00, "today" at midnight, a morning at nine, a bare day at noon.
 * An hour without am or pm is the next that fits the day: 1 to 6 in the afternoon.
 */
export function findDeadline(
  text: string,
  context: MessageContext,
): (Deadline & { from: number; to: number }) | undefined {
  const zone = context.timeZone ?? 'UTC'
  const guessed = context.timeZone === undefined || context.timeZoneKnown === false
  const reference = { instant: new Date(context.now), timezone: zoneOffset(context.now, zone) }
  let earliest: (Deadline & { from: number; to: number }) | undefined
  let lastEnd = Number.NEGATIVE_INFINITY
  for (const result of readDates(text.replaceAll('’', "'"), reference)) {
    const words = result.text.trim()
    const before = text.slice(Math.max(0, result.index - BEFORE_IT), result.index).replaceAll('’', "'")
    const end = result.index + result.text.length
    const behind = text.slice(end, end + BEHIND_IT)
    if (NOT_DATES.test(words) || HOW_LONG.test(words) || isNumberOnly(result, text)) continue
    if (WORKING_HOURS.test(words) || (result.index - lastEnd <= BELONGS && DAY_PART.test(words))) continue
    lastEnd = end
    if (SINCE_BEHIND.test(behind) || (NOT_ASKED.test(before) && !EVENT.test(before))) continue
    const found = resolve(result, before, behind, zone, context.now)
    if (!found || found.at <= context.now || found.at > context.now + 400 * DAY) continue
    if (earliest && earliest.at <= found.at) continue
    const from = result.index - (LEAD.exec(before)?.[0].length ?? 0)
    earliest = { at: found.at, text: text.slice(from, end).trim(), zoneGuessed: guessed && found.byZone, from, to: end }
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
  behind: string,
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
  if (/midnight/iu.test(result.text)) wall.hour = 24
  const clock = CLOCK_BEHIND.exec(behind)
  if (wall.hour === 24) wall.minute = 0
  else if (!start.isCertain('hour') && clock)
    Object.assign(wall, { hour: Number(clock[1]), minute: Number(clock[2] ?? 0) })
  else if (!start.isCertain('hour')) setHour(wall, result, before, behind)
  else if (AFTERNOON_BEHIND.test(behind) && wall.hour < 12) wall.hour += 12
  else if (!start.isCertain('meridiem') && wall.hour <= LAST_AFTERNOON_HOUR && wall.hour > 0) wall.hour += 12
  else if (!start.isCertain('meridiem') && wall.hour < 12 && !dated) wall.hour = nextHour(wall, today)
  if (/^(?:this )?(?:week|weekend)$|\bweekend\b/iu.test(result.text) && !/\bnext\b/iu.test(result.text)) {
    return { at: fromWallTime(endOfWeekend(today), zone), byZone: true }
  }
  let at = fromWallTime(wall, zone)
  const isToday = dated && start.isCertain('day') && wall.month === today.month && wall.day === today.day
  if (at <= now && (isToday || /\b(?:tonight|today)\b/iu.test(result.text)))
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
function setHour(wall: WallTime, result: ParsedResult, before: string, behind: string): void {
  const words = result.text
  const part = BEHIND.find(([form]) => form.test(behind))
  const [hour, minute] = part
    ? [part[1], 0]
    : /\bend of\b/iu.test(words)
      ? [23, 59]
      : NIGHT.test(words)
        ? [22, 0]
        : MORNING.test(words)
          ? [9, 0]
          : PART.test(words)
            ? [wall.hour, wall.minute]
            : BEFORE.test(before) || BEFORE_BEHIND.test(behind)
              ? [0, 0]
              : BY.test(before) || BY_BEHIND.test(behind) || TODAY.test(words)
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
