import { describe, expect, it } from 'vitest'
import { mayTryCodeAt } from '../../src/members/codes.ts'
import type { Member, Volunteer } from '../../src/members/member.ts'
import { mergeMembers } from '../../src/members/merge-members.ts'
import { partAccount } from '../../src/members/part-account.ts'
import { freeze } from '../requests/played-request.ts'
import { DAY, helping, member, now, settings, volunteer } from './a-member.ts'

const there: Member = { ...member, id: 'jon', accounts: ['slack:1'], joinedAt: now + DAY }
const merged = (here: Partial<Member>, other: Partial<Member>) =>
  mergeMembers(freeze({ ...member, ...here }), freeze({ ...there, ...other }), settings, {
    at: now,
    communityZone: 'America/Winnipeg',
  })
const both = (here: Partial<Volunteer>, other: Partial<Volunteer>) =>
  merged({ volunteer: { ...volunteer, ...here } }, { volunteer: { ...volunteer, ...other } }).volunteer!
const quiet = (from: string, to: string) => ({ quietHours: { from, to } })

describe('two members who are one person', () => {
  it('have the accounts of both, and were known since the first came', () => {
    expect(merged({}, {})).toEqual({ ...member, accounts: ['discord:1', 'slack:1'], joinedAt: now })
    expect(merged({ joinedAt: now + 2 * DAY }, {}).joinedAt).toBe(now + DAY)
  })

  it('are asked about what either offered, and asked at all when one volunteers', () => {
    const here = { topics: ['vets'], languages: ['en'], since: now, asked: 3, answered: 1 }
    const other = { topics: ['vets', 'bikes'], languages: ['fr'], places: [], since: now - DAY, asked: 2, answered: 2 }
    expect(both(here, other)).toEqual({
      ...volunteer,
      topics: ['vets', 'bikes'],
      languages: ['en', 'fr'],
      since: now - DAY,
      asked: 5,
      answered: 3,
    })
    expect(merged({}, { volunteer }).volunteer).toEqual(volunteer)
    expect(merged({ volunteer }, {}).volunteer).toEqual(volunteer)
    expect(merged({}, {})).not.toHaveProperty('volunteer')
  })

  it('keep every no: the lower limit, the longer pause, the stricter consent', () => {
    expect(both({ weeklyLimit: 5 }, { weeklyLimit: 1 }).weeklyLimit).toBe(1)
    expect(both({ pausedUntil: now }, { pausedUntil: now + DAY }).pausedUntil).toBe(now + DAY)
    expect(both({}, { pausedUntil: now + DAY }).pausedUntil).toBe(now + DAY)
    expect(both({ listens: true, learning: true }, { listens: true })).toMatchObject({ listens: true, learning: false })
    expect(both({ lapsedInARow: 1 }, {}).lapsedInARow).toBe(1)
    expect(merged({ notRecallable: true }, {}).notRecallable).toBe(true)
    expect(merged({ noOffersUntil: now }, { noOffersUntil: now + DAY }).noOffersUntil).toBe(now + DAY)
    expect(merged({ declinedOffersAt: [now] }, { declinedOffersAt: [now - DAY] }).declinedOffersAt).toEqual([
      now - DAY,
      now,
    ])
  })

  it.each([
    ['22:00', '08:00', '23:00', '09:00', '22:00', '09:00'],
    ['23:00', '09:00', '22:00', '08:00', '22:00', '09:00'],
    ['22:00', '08:00', '22:00', '08:00', '22:00', '08:00'],
    ['22:00', '08:00', '00:00', '06:00', '22:00', '08:00'],
    ['12:00', '14:00', '22:00', '08:00', '22:00', '14:00'],
    ['00:00', '00:00', '22:00', '08:00', '22:00', '08:00'],
    ['22:00', '08:00', '05:00', '05:00', '22:00', '08:00'],
    // Together they leave no hour: the longer ones hold.
    ['08:00', '20:00', '19:00', '09:00', '19:00', '09:00'],
  ])('rest in all quiet hours of both: %s to %s and %s to %s make %s to %s', (a, b, c, d, from, to) => {
    expect(both(quiet(a, b), quiet(c, d)).quietHours).toEqual({ from, to })
    expect(both(quiet(c, d), quiet(a, b)).quietHours).toEqual({ from, to })
  })

  it('keep the same hours of the night, told in the one zone that stays', () => {
    const night = { volunteer: { ...volunteer, ...quiet('22:00', '08:00') } }
    const noHours = { volunteer: { ...volunteer, ...quiet('00:00', '00:00') } }
    // 22:00 in Berlin is 15:00 in Winnipeg.
    const inBerlin = { ...night, timeZone: 'Europe/Berlin' }
    const inWinnipeg = { ...noHours, timeZone: 'America/Winnipeg' }
    expect(merged(inWinnipeg, inBerlin).volunteer!.quietHours).toEqual({ from: '15:00', to: '01:00' })
    expect(merged(noHours, inBerlin)).toMatchObject({
      timeZone: 'Europe/Berlin',
      volunteer: { quietHours: { from: '22:00', to: '08:00' } },
    })
    expect(merged(night, { timeZone: 'Europe/Berlin' })).toMatchObject({
      timeZone: 'Europe/Berlin',
      volunteer: { quietHours: { from: '05:00', to: '15:00' } },
    })
  })
})

describe('an account that goes its own way', () => {
  it('keeps what was declared and refused, and none of the counts', () => {
    const one: Member = { ...helping, accounts: ['discord:1', 'slack:1'], prefers: 'slack', notRecallable: true }
    const awake = { ...volunteer, asked: 9, answered: 4, pausedUntil: now + DAY }
    expect(partAccount(freeze({ ...one, volunteer: awake }), 'slack:1', 'new', now + 1)).toEqual({
      ...member,
      id: 'new',
      version: 1,
      accounts: ['slack:1'],
      joinedAt: now + 1,
      notRecallable: true,
      volunteer: { ...volunteer, since: now + 1, pausedUntil: now + DAY },
    })
  })
})

describe('codes', () => {
  const minute = 60_000
  it('may be typed wrong five times in ten minutes', () => {
    const wrong = [1, 2, 3, 4].map((n) => now + n * minute)
    expect(mayTryCodeAt({ ...member, wrongCodesAt: wrong }, now + 5 * minute)).toBeUndefined()
    const five = { ...member, wrongCodesAt: [...wrong, now + 5 * minute] }
    expect(mayTryCodeAt(five, now + 6 * minute)).toBe(now + 11 * minute)
    expect(mayTryCodeAt(five, now + 11 * minute)).toBeUndefined()
    expect(mayTryCodeAt(member, now)).toBeUndefined()
  })
})
