import type { MemberSettings } from '../../src/members/change-member.ts'
import type { Member, Volunteer } from '../../src/members/member.ts'

export const DAY = 24 * 3_600_000
export const now = Date.UTC(2026, 2, 2, 12)

export const settings: MemberSettings = {
  weeklyLimit: 2,
  quietHours: { from: '22:00', to: '08:00' },
  language: 'en',
  restAfterLapsed: 2,
  restFor: 14 * DAY,
  declineLimit: 2,
  declineFor: 30 * DAY,
}

export const volunteer: Volunteer = {
  since: now,
  topics: ['public speaking'],
  places: [{ id: '6183235', label: 'Winnipeg, MB', latitude: 49.88, longitude: -97.15 }],
  languages: ['en'],
  weeklyLimit: 2,
  quietHours: { from: '22:00', to: '08:00' },
  listens: false,
  learning: false,
  lapsedInARow: 0,
  asked: 0,
  answered: 0,
}

export const member: Member = {
  id: 'jonathan',
  communityId: 'c1',
  version: 3,
  accounts: ['discord:1'],
  joinedAt: now,
  declinedOffersAt: [],
}

export const helping: Member = { ...member, volunteer }
