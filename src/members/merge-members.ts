import { localMinutes, zoneOf } from './availability.ts'
import type { MemberSettings } from './change-member.ts'
import type { Member, Volunteer } from './member.ts'

/**
 * Two members who turn out to be one person. What either said no to stays no: the stricter consent, the longer pause and the
 * lower limit hold; what they offered adds up. Pure.
 * @param other whose accounts, requests and history go over to `member`
 * @param now ms since 1970, and the IANA zone of whoever has none: quiet hours of another zone are told in the one that stays
 * @returns the one member, with the id and version of `member`
 */
export function mergeMembers(
  member: Member,
  other: Member,
  settings: Pick<MemberSettings, 'declineLimit'>,
  { at: now, communityZone }: { at: number; communityZone: string },
): Member {
  const timeZone = member.timeZone ?? other.timeZone
  const inOneZone = ({ volunteer, ...rest }: Member) =>
    volunteer && {
      ...volunteer,
      quietHours: moved(
        volunteer.quietHours,
        localMinutes(now, timeZone ?? communityZone) - localMinutes(now, zoneOf(rest, communityZone)),
      ),
    }
  const volunteer = mergeVolunteers(inOneZone(member), inOneZone(other))
  const { leftAt: _, volunteer: __, ...own } = member
  const noOffersUntil = latest(member.noOffersUntil, other.noOffersUntil)
  const wrongCodesAt = [...(member.wrongCodesAt ?? []), ...(other.wrongCodesAt ?? [])]
  const declined = [...member.declinedOffersAt, ...other.declinedOffersAt].sort((a, b) => a - b)
  return {
    ...own,
    accounts: [...new Set([...member.accounts, ...other.accounts])],
    joinedAt: Math.min(member.joinedAt, other.joinedAt),
    declinedOffersAt: declined.slice(-settings.declineLimit),
    ...(timeZone ? { timeZone } : {}),
    ...(noOffersUntil ? { noOffersUntil } : {}),
    ...(wrongCodesAt.length > 0 ? { wrongCodesAt } : {}),
    ...(member.notRecallable || other.notRecallable ? { notRecallable: true } : {}),
    ...(volunteer ? { volunteer } : {}),
  }
}

function mergeVolunteers(a: Volunteer | undefined, b: Volunteer | undefined): Volunteer | undefined {
  if (!a || !b) return a ?? b
  const pausedUntil = latest(a.pausedUntil, b.pausedUntil)
  const { pausedUntil: _, ...awake } = a
  return {
    ...awake,
    since: Math.min(a.since, b.since),
    topics: [...new Set([...a.topics, ...b.topics])],
    places: [...a.places, ...b.places.filter(({ id }) => !a.places.some((place) => place.id === id))],
    languages: [...new Set([...a.languages, ...b.languages])],
    weeklyLimit: Math.min(a.weeklyLimit, b.weeklyLimit),
    quietHours: coverBoth(a.quietHours, b.quietHours),
    listens: a.listens && b.listens,
    learning: a.learning && b.learning,
    lapsedInARow: Math.max(a.lapsedInARow, b.lapsedInARow),
    asked: a.asked + b.asked,
    answered: a.answered + b.answered,
    ...(pausedUntil ? { pausedUntil } : {}),
  }
}

const latest = (a: number | undefined, b: number | undefined) =>
  a === undefined || b === undefined ? (a ?? b) : Math.max(a, b)

type Hours = Volunteer['quietHours']
const DAY = 1440
const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
const lengthOf = ({ from, to }: Hours) => (minutesOf(to) - minutesOf(from) + DAY) % DAY

/** The same hours on a clock that shows `minutes` more. */
function moved({ from, to }: Hours, minutes: number): Hours {
  const later = (clock: string) => {
    const then = (minutesOf(clock) + minutes + DAY) % DAY
    return `${String(Math.floor(then / 60)).padStart(2, '0')}:${String(then % 60).padStart(2, '0')}`
  }
  return { from: later(from), to: later(to) }
}

/** The shortest hours that hold both: 22:00–08:00 and 23:00–09:00 make 22:00–09:00. Equal ends mean none. */
function coverBoth(a: Hours, b: Hours): Hours {
  if (lengthOf(a) === 0) return b
  if (lengthOf(b) === 0) return a
  const candidates = [a, b, { from: a.from, to: b.to }, { from: b.from, to: a.to }].filter(
    (hours) => lengthOf(hours) > 0 && holds(hours, a) && holds(hours, b),
  )
  const [shortest] = candidates.sort((x, y) => lengthOf(x) - lengthOf(y))
  // Together they fill the day: the longer ones hold, for nobody can be asked at no hour.
  return shortest ?? (lengthOf(a) >= lengthOf(b) ? a : b)
}

/** Whether `inner` lies within `outer` altogether. */
function holds(outer: Hours, inner: Hours): boolean {
  const start = (minutesOf(inner.from) - minutesOf(outer.from) + DAY) % DAY
  return start + lengthOf(inner) <= lengthOf(outer)
}
