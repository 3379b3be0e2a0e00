import type { Member, Volunteer } from './member.ts'

const MINUTE = 60_000
const formats = new Map<string, Intl.DateTimeFormat>()

/** Minutes since midnight in an IANA zone at `at` (ms since 1970). */
export function localMinutes(at: number, timeZone: string): number {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    formats.set(timeZone, format)
  }
  const [hour, minute] = format.format(at).split(':')
  return Number(hour) * 60 + Number(minute)
}

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/** Whether `at` lies in the quiet hours, which may run over midnight. Equal ends mean none. */
export function isQuiet(quiet: Volunteer['quietHours'], at: number, timeZone: string): boolean {
  const from = minutesOf(quiet.from)
  const to = minutesOf(quiet.to)
  const now = localMinutes(at, timeZone)
  return from <= to ? now >= from && now < to : now >= from || now < to
}

/** When the quiet hours end next, ms since 1970 (on days when the clock changes, right to the hour after a second look). */
export function quietEnds(quiet: Volunteer['quietHours'], at: number, timeZone: string): number {
  const wait = (from: number) => (minutesOf(quiet.to) - localMinutes(from, timeZone) + 1440) % 1440
  const end = at - (at % MINUTE) + wait(at) * MINUTE
  return isQuiet(quiet, end, timeZone) ? end + wait(end) * MINUTE : end
}

/** Whether this member rests now, by own wish or after lapsed pings. */
export const isPaused = (volunteer: Volunteer, at: number) => (volunteer.pausedUntil ?? 0) > at

/** The zone to tell quiet hours in: the member's own, else the community's. */
export const zoneOf = (member: Member, communityZone: string) => member.timeZone ?? communityZone
