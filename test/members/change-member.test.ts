import { describe, expect, test } from 'vitest'
import { changeMember } from '../../src/members/change-member.ts'
import type { Member, MemberEvent } from '../../src/members/member.ts'
import { freeze } from '../requests/played-request.ts'
import { DAY, helping, member, now, settings, volunteer } from './a-member.ts'

/** What these events, in order, make of a member; each must mean something. */
function after(start: Member, ...events: MemberEvent[]): Member {
  return events.reduce((current, event) => {
    const change = changeMember(freeze(current), freeze(event), settings)
    if (!change) throw new Error(`${event.type} means nothing`)
    expect(change.member.version).toBe(current.version + 1)
    return change.member
  }, start)
}
const answers = (start: Member, event: MemberEvent) =>
  changeMember(start, { ...event, interaction: 'i' }, settings)?.effects

describe('volunteering', () => {
  const event: Extract<MemberEvent, { type: 'volunteered' }> = {
    type: 'volunteered',
    topics: ['vets'],
    places: [],
    at: now,
  }

  test('asks two things, and the rest has defaults', () => {
    expect(after(member, event).volunteer).toEqual({
      ...volunteer,
      topics: ['vets'],
      places: [],
    })
  })

  test('again adds to what was said before, says nothing twice, and wakes who paused', () => {
    const paused = { ...helping, volunteer: { ...volunteer, pausedUntil: now + DAY, weeklyLimit: 5 } }
    const again = after(paused, { ...event, topics: ['vets', 'public speaking'], places: volunteer.places })
    expect(again.volunteer).toEqual({ ...volunteer, weeklyLimit: 5, topics: ['public speaking', 'vets'] })
  })

  test('is welcomed', () => {
    expect(answers(member, event)).toEqual([{ type: 'answer', interaction: 'i', card: 'welcome-volunteer' }])
  })
})

describe('the profile', () => {
  test('changes what is given and nothing else', () => {
    const changed = after(helping, { type: 'profile-changed', changes: { weeklyLimit: 5, listens: true }, at: now })
    expect(changed.volunteer).toEqual({ ...volunteer, weeklyLimit: 5, listens: true })
  })

  test('time zone and recall are for everybody, the rest for volunteers', () => {
    const changes = { timeZone: 'America/Winnipeg', notRecallable: true }
    expect(after(member, { type: 'profile-changed', changes, at: now })).toMatchObject(changes)
    expect(
      changeMember(member, { type: 'profile-changed', changes: { listens: true }, at: now }, settings),
    ).toBeUndefined()
  })

  test('"not my topic" takes the topic out', () => {
    const changed = after(helping, { type: 'topic-disowned', topics: ['public speaking'], at: now })
    expect(changed.volunteer?.topics).toEqual([])
  })
})

describe('one tap stops it', () => {
  test('pause until, and resume', () => {
    const paused = after(helping, { type: 'paused', until: now + DAY, at: now })
    expect(paused.volunteer?.pausedUntil).toBe(now + DAY)
    const resumed = after(paused, { type: 'resumed', at: now })
    expect(resumed.volunteer).toEqual(volunteer)
    expect(answers(helping, { type: 'paused', until: now, at: now })).toMatchObject([{ card: 'paused' }])
    expect(answers(helping, { type: 'resumed', at: now })).toMatchObject([{ card: 'resumed' }])
  })

  test('stop: no volunteer any more, and nothing of the profile is kept', () => {
    const stopped = after(helping, { type: 'stopped', at: now })
    expect(stopped).toEqual({ ...member, version: helping.version + 1 })
    expect(answers(member, { type: 'stopped', at: now })).toMatchObject([{ card: 'stopped' }])
  })
})

describe('silence is never punished', () => {
  const lapsed = (at: number) => ({ type: 'ping-lapsed', at }) as const

  test('two lapsed pings in a row rest a helper for 14 days', () => {
    const once = after(helping, lapsed(now))
    expect(once.volunteer?.pausedUntil).toBeUndefined()
    const twice = after(once, lapsed(now + DAY))
    expect(twice.volunteer).toMatchObject({ pausedUntil: now + 15 * DAY, lapsedInARow: 0 })
  })

  test('an answer in between starts the count anew', () => {
    const calm = after(helping, lapsed(now), { type: 'answered-ping', at: now }, lapsed(now + DAY))
    expect(calm.volunteer?.pausedUntil).toBeUndefined()
    expect(calm.volunteer?.lapsedInARow).toBe(1)
  })

  test('a rest never shortens a pause that the helper chose', () => {
    const long = { ...helping, volunteer: { ...volunteer, pausedUntil: now + 90 * DAY } }
    expect(after(long, lapsed(now), lapsed(now)).volunteer?.pausedUntil).toBe(now + 90 * DAY)
  })

  test('asked and answered are counted for the chance of a yes', () => {
    const counted = after(
      helping,
      { type: 'pinged', at: now },
      { type: 'pinged', at: now },
      { type: 'answered-ping', at: now },
    )
    expect(counted.volunteer).toMatchObject({ asked: 2, answered: 1 })
  })
})

describe('offers', () => {
  const declined = (at: number) => ({ type: 'offer-declined', at }) as const

  test('after "No thanks" twice a member gets no offers for 30 days', () => {
    const once = after(member, declined(now))
    expect(once).toMatchObject({ declinedOffersAt: [now] })
    expect(once.noOffersUntil).toBeUndefined()
    expect(after(once, declined(now + DAY))).toMatchObject({ declinedOffersAt: [], noOffersUntil: now + 31 * DAY })
  })

  test('and after that it takes two again', () => {
    const rested = after(member, declined(now), declined(now), declined(now + 40 * DAY))
    expect(rested.noOffersUntil).toBe(now + 30 * DAY)
  })
})

describe('coming and going', () => {
  test('one account of several leaves: the member is still here', () => {
    const two = after(member, { type: 'joined', account: 'slack:9', at: now })
    expect(two.accounts).toEqual(['discord:1', 'slack:9'])
    const one = after(two, { type: 'left', account: 'discord:1', at: now })
    expect(one.accounts).toEqual(['slack:9'])
    expect(one.leftAt).toBeUndefined()
  })

  test('the last account leaves, and comes back', () => {
    const gone = after(helping, { type: 'left', account: 'discord:1', at: now })
    expect(gone.leftAt).toBe(now)
    const back = after(gone, { type: 'joined', account: 'discord:1', at: now + DAY })
    expect(back.leftAt).toBeUndefined()
    expect(back.accounts).toEqual(['discord:1'])
  })
})

test('what is only for volunteers means nothing for others, and erasing is not a change', () => {
  const events: MemberEvent[] = [
    { type: 'topic-disowned', topics: ['vets'], at: now },
    { type: 'paused', until: now + DAY, at: now },
    { type: 'resumed', at: now },
    { type: 'pinged', at: now },
    { type: 'answered-ping', at: now },
    { type: 'ping-lapsed', at: now },
    { type: 'erased', at: now },
  ]
  for (const event of events) expect(changeMember(member, event, settings), event.type).toBeUndefined()
})
