import { readFileSync } from 'node:fs'
import { createCards } from '../../src/cards/cards.ts'
import type { View } from '../../src/cards/view.ts'
import type { Messages } from '../../src/cards/voice.ts'
import type { Community } from '../../src/communities/community.ts'
import type { Member, Volunteer } from '../../src/members/member.ts'
import type { Ping, Request, Suggestion } from '../../src/requests/request.ts'
import type { Place, Understanding } from '../../src/understanding/understanding.ts'

export const messagesText = readFileSync(new URL('../../config/messages/en.json', import.meta.url), 'utf8')
export const messages: Messages = JSON.parse(messagesText)
export const cards = createCards({ messages })

/** Thursday 6 May 2010, 7:53 in Winnipeg. */
export const now = Date.UTC(2010, 4, 6, 12, 53)
export const MINUTE = 60_000
const HOUR = 60 * MINUTE
const deadline = Date.UTC(2010, 4, 6, 18, 30)

export const askersWords = 'anyone know someone who talks on Web 2.0 and is based in Winnipeg? event is at 1:30'

export const winnipeg: Place = {
  id: '6183235',
  name: 'Winnipeg',
  label: 'Winnipeg, MB',
  country: 'CA',
  latitude: 49.8844,
  longitude: -97.147,
  population: 632063,
  timeZone: 'America/Winnipeg',
}
export const springfields: Place[] = ['IL', 'MO', 'MA'].map((region, i) => ({
  ...winnipeg,
  id: `${i}`,
  name: 'Springfield',
  label: `Springfield, ${region}`,
}))

export const community: Community = {
  id: 'c1',
  version: 3,
  name: 'Prairie Makers',
  spaces: ['web:s:1'],
  timeZone: 'America/Winnipeg',
  language: 'en',
  places: ['6183235'],
  channels: [{ channel: 'web:c:marketing', mode: 'offer' }],
  mirrors: [{ a: 'web:c:marketing', b: 'slack:c:help' }],
  organisers: ['ada'],
  moderatorsChannel: 'web:c:mods',
  supportCountry: 'CA',
  weeklyLimit: 2,
}

export const volunteer: Volunteer = {
  since: now - 90 * 24 * HOUR,
  topics: ['public speaking', 'web design'],
  places: [{ id: winnipeg.id, label: winnipeg.label, latitude: winnipeg.latitude, longitude: winnipeg.longitude }],
  languages: ['en', 'fr'],
  weeklyLimit: 2,
  quietHours: { from: '22:00', to: '08:00' },
  listens: false,
  learning: false,
  lapsedInARow: 0,
  asked: 4,
  answered: 3,
}

export const member = (over: Partial<Member> = {}): Member => ({
  id: 'jonathan',
  communityId: 'c1',
  version: 1,
  accounts: ['web:a:jonathan'],
  joinedAt: now - 200 * 24 * HOUR,
  declinedOffersAt: [],
  volunteer,
  ...over,
})

const REQUEST = 'abcdefghijklmnop'

export const ping = (over: Partial<Ping> = {}): Ping => ({
  id: `${REQUEST}.p1`,
  memberId: 'jonathan',
  state: 'live',
  wave: 1,
  reasons: [
    { code: 'declared-topic', detail: ['public speaking'], share: 0.6 },
    { code: 'declared-place', detail: ['Winnipeg'], share: 0.3 },
  ],
  ofWeek: { nth: 1, limit: 2 },
  createdAt: now,
  endsAt: now + 4 * HOUR,
  ...over,
})

export const suggestion = (over: Partial<Suggestion> = {}): Suggestion => ({
  id: `${REQUEST}.s1`,
  memberId: 'jonathan',
  text: 'Joel Kerr gives that talk every spring',
  at: now + 12 * MINUTE,
  to: 'thread',
  ...over,
})

export const request = (over: Partial<Request> = {}): Request => ({
  id: REQUEST,
  communityId: 'c1',
  version: 4,
  state: 'open',
  askerId: 'mitch',
  channel: 'web:c:marketing',
  message: 'web:m:1',
  score: 0.93,
  noticedAt: now,
  acceptedAt: now,
  openedAt: now,
  words: {
    text: askersWords,
    kind: 'referral',
    topics: ['web 2.0', 'speaker'],
    places: [{ text: 'Winnipeg', place: winnipeg, candidates: [winnipeg] }],
    deadline: { at: deadline, text: 'at 1:30', zoneGuessed: false },
    urgency: 'today',
    language: 'en',
  },
  reach: 'ask-around',
  thread: 'web:t:1',
  copies: [],
  wave: 1,
  waveEndsAt: now + 15 * MINUTE,
  pings: [ping(), ping({ id: `${REQUEST}.p2`, memberId: 'ada' })],
  suggestions: [],
  updates: [],
  referrals: [],
  drafts: [],
  recalled: [],
  sent: {},
  notes: {},
  recallable: true,
  ...over,
})

export const understanding = (over: Partial<Understanding> = {}): Understanding => ({
  request: true,
  score: 0.93,
  signals: [],
  urgency: 'today',
  language: 'en',
  ...request().words!,
  crisis: false,
  ...over,
})

export const view = (over: Partial<View> = {}): View => ({
  now,
  community,
  timeZone: 'America/Winnipeg',
  people: new Map(
    ['Mitch', 'Jonathan', 'Joel', 'Ada'].map((name) => [
      name.toLowerCase(),
      { name, account: `web:a:${name.toLowerCase()}` },
    ]),
  ),
  names: new Map([
    ['web:c:marketing', '#marketing'],
    ['web:c:mods', '#mods'],
    ['slack:c:help', '#help'],
    ['6183235', 'Winnipeg, MB'],
  ]),
  request: request(),
  ...over,
})

/** An offer as it comes of a posted message: nothing of the words is stored. */
export function offerView(over: Partial<View['offer'] & object> = {}): View {
  const { words: _, ...noticed } = request({ state: 'offered' })
  return view({
    request: noticed,
    offer: { text: askersWords, understanding: understanding(), mayKnow: 2, mirrors: [], ...over },
  })
}
