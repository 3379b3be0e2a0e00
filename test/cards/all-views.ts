import type { View } from '../../src/cards/view.ts'
import type { TypedForm } from '../../src/commands/intent.ts'
import type { Evidence, PassedOverReason, Reason } from '../../src/matching/evidence.ts'
import type { CardName } from '../../src/requests/effects.ts'
import { kinds } from '../../src/requests/kinds.ts'
import type { PingState, RequestState } from '../../src/requests/request.ts'
import {
  community,
  MINUTE,
  member,
  now,
  offerView,
  ping,
  request,
  springfields,
  suggestion,
  understanding,
  view,
  volunteer,
  winnipeg,
} from './sample-views.ts'

type Case = [name: CardName, view: View]

const id = request().id
const referral = {
  id: `${id}.r1`,
  byId: 'jonathan',
  memberId: 'joel',
  text: 'Joel: he gives that talk',
  public: false,
  at: now,
  state: 'asked' as const,
}
const outsider = {
  id: `${id}.r2`,
  byId: 'jonathan',
  text: 'Pat Doe: 555 0100',
  public: false,
  at: now,
  state: 'told' as const,
}
const update = { id: `${id}.u1`, text: 'I called them, no luck yet', at: now, message: 'web:m:9' }
const draft = { id: `${id}.d1`, memberId: 'jonathan', text: 'I could ask my old club', at: now }
const helped = suggestion({ helpedAt: now, thanks: 'You saved my day' })
const introduced = suggestion({ id: `${id}.s2`, text: undefined, referralId: referral.id })

const openStates: Partial<ReturnType<typeof request>>[] = [
  {},
  { pings: [], waveEndsAt: undefined, wave: 0 },
  { pings: [] },
  { pings: [], waveEndsAt: undefined, nobodyLeft: true },
  { nobodyLeft: true, waveEndsAt: undefined },
  { enoughAsked: true, waveEndsAt: undefined, wave: 12 },
  { pings: [ping({ state: 'declined' }), ping({ id: `${id}.p2`, state: 'undeliverable' })] },
  { pings: [ping({ state: 'claimed', claimEndsAt: now + 30 * MINUTE })] },
  { suggestions: [suggestion(), introduced], referrals: [referral], usual: { median: 12 * MINUTE, n: 9 } },
  { suggestions: [helped] },
  { usual: { median: 12 * MINUTE, n: 9 } },
  { usual: { median: 5 * 60 * MINUTE, n: 9 } },
  { usual: { median: 3 * 24 * 60 * MINUTE, n: 9 } },
  { words: { ...request().words!, kind: 'support' } },
  { reach: 'post-for-all', pings: [] },
  {
    copies: [
      { channel: 'slack:c:help', message: 'slack:m:1' },
      { channel: 'slack:c:else', message: 'slack:m:2' },
    ],
  },
  {
    recalled: [
      { requestId: 'x', thread: 'web:t:7' },
      { requestId: 'y', thread: 'web:t:8' },
    ],
  },
]
const ends: RequestState[] = ['solved', 'withdrawn', 'expired', 'dismissed']
const pingStates: PingState[] = [
  'owed',
  'live',
  'suggested',
  'referred',
  'claimed',
  'declined',
  'lapsed',
  'released',
  'undeliverable',
]
const reasonCodes: Reason['code'][] = [
  'declared-topic', 'declared-place', 'near-place', 'speaks-language', 'suggested-before', 'helped-before', 'named-by-others',
  'writes-about', 'active-in-channel', 'answers-people-here', 'active-lately', 'listens',
] // biome-ignore format: a table
const passedOver: PassedOverReason[] = [
  'weekly-limit', 'live-ping', 'paused', 'quiet-hours', 'outside-audience', 'dms-closed', 'blocked', 'already-asked', 'dm-budget',
  'not-needed-now', 'not-a-volunteer', 'not-listening', 'too-unlikely',
] // biome-ignore format: a table

const edited = { text: 'need a ladder', topics: 'ladders', places: 'Nowhereville', deadline: 'soonish' }
/** Forms that could not be taken. */
export const typedForms: TypedForm[] = [
  { action: 'volunteer', subject: 'me', values: { topics: 'bikes, visas', places: 'Nowhereville' } },
  { action: 'profile.topics', subject: 'me', values: { topics: 'bikes', places: 'Nowhereville' } },
  { action: 'profile.hours', subject: 'me', values: { from: '21:00', to: '08:00', limit: '2', languages: 'en' } },
  { action: 'ping.refer', subject: `${id}.p1`, values: { who: 'Mitch', text: 'he gives that talk', public: 'yes' } },
  { action: 'request.suggest', subject: id, values: { text: 'ask at the library' } },
  { action: 'offer.edit', subject: id, values: { ...edited, timeZone: 'America/Winnipeg' } },
  { action: 'request.edit', subject: id, values: { ...edited, kind: 'thing' } },
]

const bare = ({ request: _, ...rest }: View): View => rest

const onPing = (
  name: CardName,
  over: Partial<ReturnType<typeof ping>> = {},
  more: Partial<ReturnType<typeof request>> = {},
): Case => [name, view({ about: ping().id, reader: member(), request: request({ pings: [ping(over)], ...more }) })]
const onSuggestion = (
  name: CardName,
  one = suggestion(),
  more: Partial<ReturnType<typeof request>> = {},
  over: Partial<View> = {},
): Case => [
  name,
  view({ about: one.id, request: request({ suggestions: [one], referrals: [referral], ...more }), ...over }),
]
const on = (name: CardName, about: string, over: Partial<ReturnType<typeof request>>): Case => [
  name,
  view({ about, request: request(over) }),
]

const unclear = { text: 'Springfield', candidates: springfields }
const guessed = { at: now + 60 * MINUTE, text: 'by 9', zoneGuessed: true }
const lines = { emergency: '911', lines: [{ name: 'Lifeline', call: '988', text: '988', web: 'https://988.ca' }] }

const forAsker: Case[] = [
  ['offer', offerView()],
  ['offer', { ...offerView(), request: request({ state: 'offered' }) }],
  ['offer', offerView({ mayKnow: 1, mirrors: ['slack:c:help'] })],
  ['offer', offerView({ mayKnow: 0 })],
  ['offer', offerView({ earlier: request({ id: 'q0', askerId: 'ada' }) })],
  ['offer', offerView({ mayKnow: 0, earlier: request({ id: 'q0', askerId: 'ada', state: 'solved' }) })],
  ['offer', offerView({ earlier: request({ id: 'q0' }) })],
  ['offer', offerView({ mayKnow: 0, mirrors: ['slack:c:help'] })],
  [
    'offer',
    offerView({
      understanding: understanding({
        places: [unclear, { text: 'Winnipeg', place: winnipeg, candidates: [] }],
        deadline: guessed,
      }),
    }),
  ],
  ...kinds.map((kind): Case => ['offer', offerView({ understanding: understanding({ kind }) })]),
  ['offer-details-gone', view()],
  ['support-question', view()],
  ['support-company', view({ supportLines: lines })],
  ['support-company', view()],
  ['crisis-lines', view({ supportLines: lines })],
  ['crisis-lines', view()],
  ['crisis-lines', bare(view())],
  onSuggestion('first-suggestion'),
  onSuggestion('suggestion-for-asker', suggestion({ to: 'asker' })),
  onSuggestion('suggestion-for-asker', suggestion({ to: 'asker', referralId: outsider.id })),
  ['thread-failed', view()],
  ['thanked', view({ request: request({ state: 'solved' }) })],
  ['nobody-may-know', view()],
  ['nobody-may-know', view({ request: request({ pings: [] }) })],
  ['follow-up', view({ request: request({ state: 'solved' }) })],
]

const inThread: Case[] = [
  ['note', view({ slot: 'offer' })],
  ['desk-begins', view({ deskWait: MINUTE })],
  ['asked-by-command', view()],
  ['status', view({ request: request({ stoppable: true, waveEndsAt: now }) })],
  ['status', view({ request: request({ state: 'dismissed', words: undefined } as never) })],
  ['copy', view()],
  ...ends.map((state): Case => ['copy', view({ request: request({ state }) })]),
  ...openStates.map((over): Case => ['status', view({ request: request(over) })]),
  ...ends.map((state): Case => ['status', view({ request: request({ state }) })]),
  ['status', view({ request: request({ state: 'solved', suggestions: [helped], referrals: [referral] }) })],
  onSuggestion('suggestion'),
  onSuggestion('suggestion', helped),
  onSuggestion('suggestion', suggestion({ text: undefined })),
  onSuggestion('introduction', introduced),
  onSuggestion('introduction', introduced, { referrals: [{ ...referral, text: undefined } as never] }),
  onSuggestion(
    'relayed-suggestion',
    suggestion(),
    { copies: [{ channel: 'slack:c:help' }, { channel: 'x:c:y' }] },
    { slot: `suggestion:${id}.s1` },
  ),
  onSuggestion('relayed-suggestion', suggestion(), {}, { slot: `suggestion:${id}.s1@slack:c:help` }),
  on('relayed-update', update.id, { updates: [update], copies: [{ channel: 'slack:c:help' }] }),
]

const forHelper: Case[] = [
  ...pingStates.map((state) => onPing('ping', { state, claimEndsAt: now })),
  ...ends.map((state) => onPing('ping', { state: 'released' }, { state })),
  onPing('ping', { ofWeek: { nth: 1, limit: 1 } }),
  onPing('ping', { referralId: referral.id, consent: 'asked', memberId: 'joel' }, { referrals: [referral] }),
  onPing('ping', { referralId: referral.id, consent: 'yes', memberId: 'joel' }, { referrals: [referral] }),
  ...reasonCodes.flatMap((code) => [
    onPing('ping', { reasons: [{ code, detail: code === 'speaks-language' ? ['fr'] : ['visas'], share: 0.5 }] }),
    onPing('ping', { reasons: [{ code, detail: [], share: 0.5 }] }),
  ]),
  onPing('ping-over', { state: 'released' }),
  ...ends.map((state) => onPing('ping-over', { state: 'released' }, { state })),
  onPing('ping', { reasons: [] }),
  ['ping', view({ about: ping().id, people: new Map() })],
  on('share-question', draft.id, { drafts: [draft] }),
  on('forward-line', outsider.id, { referrals: [outsider] }),
  onSuggestion('thanks', helped),
  onSuggestion('thanks', helped, {}, { reader: member({ id: 'joel' }) }),
  on('progress', update.id, { updates: [update] }),
  ...(['yes', 'partly', 'no', 'asked'] as const).map((followUp) => on('outcome', '', { followUp })),
  onPing('claim-lapsed', { state: 'lapsed' }),
  ['crisis-for-moderators', view()],
  onPing('report-for-moderators'),
]

const answers: Case[] = [
  ...([
    'only-the-asker', 'only-the-one-asked', 'already-handled', 'request-closed', 'asking-around', 'posted-for-all', 'offer-dismissed',
    'edited', 'suggestion-shared', 'suggestion-to-asker', 'late-suggestion', 'draft-dropped', 'not-now', 'not-my-topic',
    'referral-asked', 'introduced', 'referral-declined', 'thanked', 'solved', 'withdrawn', 'reopened', 'outcome-noted', 'reported',
    'blocked', 'support-here', 'not-an-organiser', 'not-in-a-watched-place', 'not-a-volunteer', 'hello', 'asked-the-author', 'desk-stopped',
  ] as const).map((name): Case => [name, view({ reader: member() })]), // biome-ignore format: a table
  ['offer-dismissed', view({ reader: member({ noOffersUntil: now + MINUTE }) })],
  ...ends.map((state): Case => ['late-suggestion', view({ request: request({ state }) })]),
  on('referral-told', outsider.id, { referrals: [outsider] }),
  on('referral-told', outsider.id, { referrals: [{ ...outsider, public: true }] }),
  ['reported', view({ community: { ...community, moderatorsChannel: undefined } as never })],
  ['support-here', view({ supportLines: lines })],
  onPing('claimed', { state: 'claimed', claimEndsAt: now }),
  onPing('why-me'),
  onPing('why-me', { ofWeek: { nth: 1, limit: 1 } }),
  [
    'why-me',
    view({
      request: request({ pings: [ping({ reasons: [], referralId: outsider.id })], referrals: [outsider] }),
      about: ping().id,
      reader: member({ volunteer: { ...volunteer, learning: true } }),
    }),
  ],
  ['invalid-input', view()],
  ['invalid-input', view({ problem: { key: 'problem.not-a-duration', values: { word: 'soon' } } })],
  ...typedForms.map(
    (form): Case => ['invalid-input', view({ problem: { key: 'problem.field-missing', values: {}, form } })],
  ),
]

const evidenceKinds: Evidence['kind'][] = [
  'declared-topic', 'declared-place', 'language', 'suggested', 'helped', 'referred', 'not-topic', 'learned', 'channel', 'replied-to', 'active', 'answered',
] // biome-ignore format: a table
const recordNames = [
  'pings',
  'blocks',
  'dms',
  'owed',
  'deadLetters',
  'codes',
  'keptEvents',
  'greeting newcomers',
  'requests you asked',
  'requests of others',
]
const allRecords = {
  member: [{}],
  evidence: evidenceKinds.map((kind) => ({ kind })),
  ...Object.fromEntries(recordNames.map((name) => [name, [{}]])),
}
const { volunteer: _, ...asker } = member({ id: 'mitch' })
const onBoth = member({ accounts: ['discord:u:1', 'slack:u:2', 'web:u:3'] })
const aboutMember: Case[] = [
  ['welcome-volunteer', view({ reader: member(), dmLink: 'https://chat.example/dm' })],
  ['welcome-volunteer', view({ reader: member({ volunteer: { ...volunteer, places: [], weeklyLimit: 1 } }) })],
  ['welcome-volunteer', view({ reader: asker })],
  ['profile', view({ reader: member(), why: { reasons: ping().reasons, limits: passedOver } })],
  [
    'profile',
    view({ reader: member({ volunteer: { ...volunteer, pausedUntil: now + MINUTE, listens: true, weeklyLimit: 1 } }) }),
  ],
  ['profile', view({ reader: member({ volunteer: { ...volunteer, quietHours: { from: '00:00', to: '00:00' } } }) })],
  ['profile', view({ reader: asker })],
  ['paused', view({ reader: member({ volunteer: { ...volunteer, pausedUntil: now + MINUTE } }) })],
  ['paused', view({ reader: asker })],
  ['resumed', view({ reader: member() })],
  ['stopped', view({ reader: asker })],
  ['privacy', view({ reader: member(), records: allRecords })],
  ['privacy', view({ reader: { ...asker, notRecallable: true, timeZone: 'Europe/Paris' } })],
  ['privacy-export', view({ reader: member(), records: { pings: [{ at: now }] } })],
  ['privacy-erased', view({ reader: asker })],
  ['link-code', view({ reader: asker, about: 'C4GH-72XV' })],
  ['linked', view({ reader: onBoth })],
  ['linked', view({ reader: { ...onBoth, prefers: 'slack' } })],
  ['profile', view({ reader: onBoth })],
  ['unlinked', view({ reader: asker })],
  ['wrong-code', view({ reader: asker })],
  ['wrong-code', view({ reader: { ...asker, wrongCodesAt: [now, now, now, now, now] } })],
  ['copy', view({ platform: 'slack' })],
  ['join-code', view({ reader: asker, about: 'C4GH-72XV' })],
  [
    'my-requests',
    view({ requests: { mine: [request(), request({ state: 'solved' })], matching: [request()], found: [] } }),
  ],
  ['my-requests', view({ requests: { mine: [], matching: [], found: [] } })],
  [
    'home',
    view({
      reader: member(),
      requests: {
        mine: [request()],
        matching: [],
        found: [],
        pinged: request({ pings: [ping({ memberId: member().id })] }),
      },
    }),
  ],
  ['home', view({ reader: asker, requests: { mine: [], matching: [request()], found: [] } })],
  ...[...ends, 'open' as const].map(
    (state): Case => [
      'recall',
      view({ query: 'vet', requests: { mine: [], matching: [], found: [request({ state })] } }),
    ],
  ),
  ['recall', view({ query: 'vet', requests: { mine: [], matching: [], found: [] } })],
  ['help', view()],
  ['help', view({ query: 'askaround' })],
]

const greeters = [
  { memberId: member().id, agreed: false },
  { memberId: 'joel', agreed: true },
]
const organisers = {
  tallies: [{ channel: 'web:c:marketing', what: 'request', count: 3, links: ['web:m:1', 'web:m:2'] }],
  unmet: [
    { topic: 'taxes', count: 2 },
    { topic: 'boats', count: 1 },
  ],
  offers: [
    { channel: 'web:c:marketing', wanted: 12, answered: 14, from: 0.65, usual: 0.76 },
    { channel: 'web:c:help', wanted: 2, answered: 9, from: 0.95, usual: 0.76 },
    { channel: 'web:c:food', wanted: 1, answered: 1, from: 0.76, usual: 0.76 },
  ],
  held: 2,
  dead: [{ id: 'e1', type: 'send', error: 'forbidden', at: now }],
  volunteers: 5,
}
const bareCommunity = {
  ...community,
  channels: [],
  mirrors: [],
  moderatorsChannel: undefined,
  supportCountry: undefined,
  places: [],
} as never
const aboutCommunity: Case[] = [
  ['community', view({ organisers })],
  [
    'community',
    view({
      community: {
        ...community,
        channels: (['offer', 'desk', 'command', 'shadow'] as const).map((mode) => ({ channel: `web:c:${mode}`, mode })),
      },
    }),
  ],
  [
    'community',
    view({
      community: bareCommunity,
      organisers: { tallies: [], unmet: [], offers: [], held: 1, dead: [], volunteers: 0 },
    }),
  ],
  ['community-changed', view({ organisers })],
  ['community-changed', view({ organisers, community: { ...community, greeters } })],
  ['profile', view({ reader: member(), community: { ...community, greeters } })],
  ['profile', view({ reader: member({ id: 'joel' }), community: { ...community, greeters } })],
  ['newcomer-asks', view({ request: request(), reader: member() })],
  [
    'newcomer-asks',
    view({ request: { ...request(), thread: undefined, message: undefined } as never, reader: member() }),
  ],
  ['greeter-agreed', view({ reader: member() })],
  ['greeter-stopped', view({ reader: member() })],
  ['community-changed', view({ organisers, silentDesks: ['web:c:help'], deskWait: MINUTE })],
  ['community', view({ organisers, silentDesks: ['web:c:help'], deskWait: 90_000 })],
  ['set-up', view()],
  ['set-up', view({ community: bareCommunity, platform: 'discord' })],
  ['set-up-done', view({ silentDesks: ['web:c:help'], deskWait: MINUTE, platform: 'web' })],
  ['set-up-done', view({ platform: 'slack', uninvited: ['slack:c:help'] })],
  ['set-up-done', view({ community: { ...community, places: [], greeters } })],
  ['volunteer-invitation', view()],
  ['unmet-topics', view({ organisers })],
  ['unmet-topics', view({ organisers: { ...organisers, unmet: [] } })],
]

/** Every card in every state that it can be in. */
export const allViews: Case[] = [...forAsker, ...inThread, ...forHelper, ...answers, ...aboutMember, ...aboutCommunity]
