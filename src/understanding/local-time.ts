/** Time on the clock of a place. Months 1 to 12. */
export interface WallTime {
  year: number
  month: number
  day: number
  hour: number
  minute: number
}

const MINUTE = 60_000
const formats = new Map<string, Intl.DateTimeFormat>()

function format(zone: string): Intl.DateTimeFormat {
  let made = formats.get(zone)
  if (!made) {
    made = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
    formats.set(zone, made)
  }
  return made
}

/** What the clock shows at `at` (ms since 1970) in an IANA zone. Throws a RangeError for a zone that does not exist. */
export function toWallTime(at: number, zone: string): WallTime {
  const part: Record<string, number> = {}
  for (const { type, value } of format(zone).formatToParts(at)) part[type] = Number(value)
  return { year: part.year!, month: part.month!, day: part.day!, hour: part.hour!, minute: part.minute! }
}

/** Minutes that the clock in a zone is ahead of UTC at `at` (ms since 1970). */
export function zoneOffset(at: number, zone: string): number {
  return Math.round((utc(toWallTime(at, zone)) - Math.floor(at / MINUTE) * MINUTE) / MINUTE)
}

/**
 * The moment (ms since 1970) at which the clock in a zone shows `wall`; days beyond the month's end run on.
 * A time that the clock skips in spring is taken an hour later, of one that comes twice in autumn the first.
 */
export function fromWallTime(wall: WallTime, zone: string): number {
  const plain = utc(wall)
  const before = plain - zoneOffset(plain - 24 * 60 * MINUTE, zone) * MINUTE
  if (zoneOffset(before, zone) * MINUTE === plain - before) return before
  const after = plain - zoneOffset(plain + 24 * 60 * MINUTE, zone) * MINUTE
  return zoneOffset(after, zone) * MINUTE === plain - after ? after : before
}

function utc(wall: WallTime): number {
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute)
}
