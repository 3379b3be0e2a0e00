import type { Community } from '../../src/communities/community.ts'
import type { Evidence } from '../../src/matching/evidence.ts'
import type { Member, Volunteer } from '../../src/members/member.ts'
import type { PlatformEvent } from '../../src/platforms/platform.ts'
import type { Ping, Request } from '../../src/requests/request.ts'
import type { OwedEffect } from '../../src/storage/store.ts'

/** A day in 2026; nothing here reads the clock. */
export const NOON = Date.UTC(2026, 2, 4, 12)
export const MINUTE = 60_000

export const aRequest = (id: string, over: Partial<Request> = {}): Request => ({
  id,
  communityId: 'c1',
  version: 0,
  state: 'open',
  askerId: 'mitch',
  channel: 'web:c:marketing',
  score: 0.9,
  noticedAt: NOON,
  openedAt: NOON,
  words: {
    text: 'anyone know anyone who talks on Web 2.0 in Winnipeg?',
    kind: 'referral',
    topics: ['web 2.0', 'speaker'],
    places: [],
    urgency: 'today',
    language: 'en',
  },
  reach: 'ask-around',
  copies: [],
  wave: 1,
  pings: [],
  suggestions: [],
  updates: [],
  referrals: [],
  drafts: [],
  recalled: [],
  sent: {},
  notes: {},
  recallable: false,
  ...over,
})

export const aPing = (id: string, memberId: string, over: Partial<Ping> = {}): Ping => ({
  id,
  memberId,
  state: 'owed',
  wave: 1,
  reasons: [],
  ofWeek: { nth: 1, limit: 2 },
  createdAt: NOON,
  endsAt: NOON + 240 * MINUTE,
  ...over,
})

export const aMember = (id: string, over: Partial<Member> = {}): Member => ({
  id,
  communityId: 'c1',
  version: 0,
  accounts: [`web:u:${id}`],
  joinedAt: NOON,
  declinedOffersAt: [],
  ...over,
})

export const aVolunteer = (over: Partial<Volunteer> = {}): Volunteer => ({
  since: NOON,
  topics: ['public speaking'],
  places: [],
  languages: ['en'],
  weeklyLimit: 2,
  quietHours: { from: '22:00', to: '08:00' },
  listens: false,
  learning: false,
  lapsedInARow: 0,
  asked: 0,
  answered: 0,
  ...over,
})

export const aCommunity = (id: string, over: Partial<Community> = {}): Community => ({
  id,
  version: 0,
  name: 'Marketing people',
  spaces: [`web:s:${id}`],
  timeZone: 'America/Winnipeg',
  language: 'en',
  places: [],
  channels: [],
  mirrors: [],
  organisers: [],
  weeklyLimit: 2,
  ...over,
})

export const anEffect = (id: string, over: Partial<OwedEffect> = {}): OwedEffect => ({
  id,
  subject: { type: 'request', id: 'r1' },
  communityId: 'c1',
  lane: 'r1/thread',
  effect: { type: 'send', slot: 'card', to: { to: 'thread' }, card: 'status' },
  createdAt: NOON,
  dueAt: NOON,
  attempts: 0,
  ...over,
})

export const someEvidence = (memberId: string, key: string, over: Partial<Evidence> = {}): Evidence => ({
  memberId,
  kind: 'learned',
  key,
  weight: 1,
  at: NOON,
  ...over,
})

export const aMessage = (
  id: string,
  over: Partial<Extract<PlatformEvent, { type: 'message-posted' }>> = {},
): PlatformEvent => ({
  type: 'message-posted',
  id,
  at: NOON,
  space: 'web:s:c1',
  message: `web:m:${id}`,
  author: 'web:u:mitch',
  text: 'hello',
  conversation: 'web:c:marketing',
  where: 'channel',
  ...over,
})

/** Sums weights without decay: enough to see that the store asks matching, and stores what it says. */
export const sumEvidence = (existing: Evidence | undefined, increment: Evidence): Evidence => ({
  ...increment,
  weight: (existing?.weight ?? 0) + increment.weight,
})
