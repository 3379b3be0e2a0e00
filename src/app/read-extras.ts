import type { View } from '../cards/view.ts'
import type { Community } from '../communities/community.ts'
import { type OfferAnswers, offersFrom, sumAnswers } from '../communities/offer-threshold.ts'
import { isPaused, isQuiet, zoneOf } from '../members/availability.ts'
import type { Member } from '../members/member.ts'
import { placesOf } from '../mirroring/copies.ts'
import { platformOf } from '../platforms/platform.ts'
import type { CardName } from '../requests/effects.ts'
import type { Request } from '../requests/request.ts'
import { asksOpenly } from './asks-openly.ts'
import type { Bot } from './bot.ts'
import { countWhoMayKnow, demandOf, MIN_FIT } from './choose-helpers.ts'
import { readUnderstood, wordsOf } from './fetch-words.ts'
import { findAskedLately, searchSolved } from './find-recalled.ts'
import { channelsReadBy } from './may-read.ts'

const DAY = 24 * 3_600_000

/** Which card is wanted, about what, and where it will be shown. */
export interface Asked {
  card: CardName
  about?: string | undefined
  request?: Request | undefined
  platform: string
  account?: string
}

/** What only some cards need. Undefined when the words of an offer cannot be read any more. */
export async function readExtras(
  bot: Bot,
  community: Community,
  reader: Member | undefined,
  asked: Asked,
): Promise<Partial<View> | undefined> {
  const { card, about, request } = asked
  switch (card) {
    case 'offer':
      return readOffer(bot, community, request)
    case 'support-question':
    case 'support-company':
    case 'support-here':
    case 'crisis-lines':
      return community.supportCountry && bot.supportLines[community.supportCountry]
        ? { supportLines: bot.supportLines[community.supportCountry]! }
        : {}
    case 'my-requests':
      return reader ? { requests: await readRequests(bot, community, reader) } : {}
    case 'home':
      return reader ? readHome(bot, community, reader) : {}
    case 'recall':
      return {
        query: about ?? '',
        requests: {
          mine: [],
          matching: [],
          found: await searchSolved(bot, community.id, about ?? '', reader?.accounts ?? [], asked.platform),
        },
      }
    case 'help':
      return about ? { query: about } : {}
    case 'privacy':
    case 'privacy-export':
      return reader ? { records: await readRecords(bot, community, reader, asked.platform) } : {}
    case 'profile':
    case 'welcome-volunteer':
      return { ...(reader ? readWhy(bot, community, reader) : {}), ...(await dmLinkFor(bot, reader, asked)) }
    case 'why-me': {
      const ping = request?.pings.find(({ id }) => id === about)
      return ping && reader
        ? { why: { reasons: ping.reasons, limits: limitsOf(reader, community, bot.clock.now()) } }
        : {}
    }
    case 'set-up-done':
      return { ...(await readDesks(bot, community)), uninvited: await readUninvited(bot, community) }
    case 'community':
    case 'community-changed':
    case 'unmet-topics':
      return {
        organisers: await readForOrganisers(bot, community),
        ...(await readDesks(bot, community)),
        uninvited: await readUninvited(bot, community),
      }
    case 'desk-begins':
      return { deskWait: bot.requestSettings.deskWait }
    case 'invalid-input':
      return { problem: JSON.parse(about ?? '{}') }
    default:
      return {}
  }
}

/** The words are read again each time, for before a yes they are not kept. */
async function readOffer(
  bot: Bot,
  community: Community,
  request: Request | undefined,
): Promise<Partial<View> | undefined> {
  if (!request) return undefined
  // Those that a yes would count for, whatever organisers have changed meanwhile.
  const mirrors = request.copies.map(({ channel }) => channel)
  const read = request.words?.text === undefined ? await readUnderstood(bot, request) : undefined
  if (read && !read.ok) return undefined
  const words = read ? wordsOf(read.value.text, read.value.understanding) : request.words!
  const { text = '', ...understanding } = words
  const mayKnow = await countWhoMayKnow(bot, community, { ...request, words })
  const earlier = await findAskedLately(bot, request, words)
  return { offer: { text, understanding, mayKnow, mirrors, ...(earlier ? { earlier } : {}) } }
}

async function readRequests(bot: Bot, community: Community, reader: Member): Promise<NonNullable<View['requests']>> {
  const mine = await bot.store.requestsWhere({ askerId: reader.id, states: ['open', 'solved', 'expired'], limit: 5 })
  const open = await bot.store.requestsWhere({ communityId: community.id, states: ['open'], limit: 200 })
  const index = await bot.indexes.of(community.id)
  const at = bot.clock.now()
  const fitting: { request: Request; fit: number }[] = []
  for (const request of open) {
    if (!request.words || request.askerId === reader.id) continue
    const [ranked] = bot.matching.rank(demandOf({ ...request, words: request.words }, at), index, {
      now: at,
      candidates: [reader.id],
    })
    if (ranked && ranked.fit >= MIN_FIT) fitting.push({ request, fit: ranked.fit })
  }
  const mayRead = await channelsReadBy(
    bot,
    reader.accounts,
    fitting.flatMap(({ request }) => placesOf(request)),
  )
  const readable = fitting
    .filter(({ request }) => placesOf(request).some(({ channel }) => mayRead.has(channel)))
    .sort((a, b) => b.fit - a.fit)
  return { mine, matching: readable.slice(0, 5).map(({ request }) => request), found: [] }
}

const readWhy = (bot: Bot, community: Community, reader: Member): Pick<View, 'why'> => ({
  why: { reasons: [], limits: limitsOf(reader, community, bot.clock.now()) },
})

/** All that is the reader's own: the ping that waits for them, their profile, their requests. */
async function readHome(bot: Bot, community: Community, reader: Member): Promise<Partial<View>> {
  const open = await bot.store.requestsWhere({ involvesId: reader.id, states: ['open'], limit: 100 })
  const pinged = open.find(({ pings }) =>
    pings.some(({ memberId, state }) => memberId === reader.id && state === 'live'),
  )
  const requests = await readRequests(bot, community, reader)
  return { ...readWhy(bot, community, reader), requests: { ...requests, ...(pinged ? { pinged } : {}) } }
}

/** Everything about one member: the rows, and the own words in requests. */
async function readRecords(
  bot: Bot,
  community: Community,
  reader: Member,
  platform: string,
): Promise<Record<string, unknown[]>> {
  const asked = await bot.store.requestsWhere({ askerId: reader.id, limit: 1000 })
  const involved = await bot.store.requestsWhere({ involvesId: reader.id, limit: 1000 })
  const link = (request: Request) => (request.thread ? bot.platforms.get(platform)?.linkTo(request.thread) : undefined)
  return {
    ...(await bot.store.recordsOf(reader.id)),
    'greeting newcomers': (community.greeters ?? []).filter(({ memberId }) => memberId === reader.id),
    'requests you asked': asked.map((request) => ({
      at: request.noticedAt,
      state: request.state,
      link: link(request),
      words: request.words,
      progress: request.updates.map(({ text, at }) => ({ text, at })),
    })),
    'requests of others': involved.map((request) => ({
      state: request.state,
      link: link(request),
      pings: request.pings.filter(({ memberId }) => memberId === reader.id),
      suggestions: request.suggestions.filter(({ memberId }) => memberId === reader.id),
      referrals: request.referrals.filter(({ byId }) => byId === reader.id),
      drafts: request.drafts.filter(({ memberId }) => memberId === reader.id),
    })),
  }
}

function limitsOf(member: Member, community: Community, at: number): NonNullable<View['why']>['limits'] {
  const { volunteer } = member
  if (!volunteer) return []
  return [
    ...(isPaused(volunteer, at) ? (['paused'] as const) : []),
    ...(isQuiet(volunteer.quietHours, at, zoneOf(member, community.timeZone)) ? (['quiet-hours'] as const) : []),
  ]
}

/** Where to say hi, unless a conversation with this reader exists. */
async function dmLinkFor(bot: Bot, reader: Member | undefined, { platform, account }: Asked): Promise<Partial<View>> {
  if (!reader || !account) return {}
  const known = (await bot.store.dms([account])).get(account)
  const link = known?.conversation ? undefined : bot.platforms.get(platform)?.dmLink
  return link ? { dmLink: link } : {}
}

async function readForOrganisers(bot: Bot, community: Community): Promise<NonNullable<View['organisers']>> {
  const since = bot.clock.now() - 30 * DAY
  const [answers, tallies, unmet, held, dead, volunteers] = await Promise.all([
    bot.store.offerAnswers(community.id),
    bot.store.tallies(community.id, since),
    bot.store.unmetTopics(community.id, since, 10),
    bot.store.heldEffects(community.id, 1000),
    bot.store.deadLetters(community.id, 10),
    bot.store.volunteers(community.id),
  ])
  const offers = readOffers(bot, community, answers)
  return { tallies, unmet, offers, held: held.length, dead, volunteers: volunteers.length }
}

/** What was learned of each channel in which it offers, as it counts now. Counts fade, so they are rounded to be said. */
function readOffers(
  bot: Bot,
  community: Community,
  answers: OfferAnswers[],
): NonNullable<View['organisers']>['offers'] {
  const now = bot.clock.now()
  return community.channels.flatMap(({ channel, mode }) => {
    const counted = answers.filter((row) => row.channel === channel)
    const { wanted, unwanted } = sumAnswers(counted, now)
    const answered = Math.round(wanted + unwanted)
    if (mode !== 'offer' || answered === 0) return []
    const { usual } = bot.offerAims
    return [{ channel, wanted: Math.round(wanted), answered, usual, from: offersFrom(counted, bot.offerAims, now) }]
  })
}

/** Channels in use that the bot hears nothing of until somebody invites it. */
async function readUninvited(bot: Bot, { channels, mirrors, moderatorsChannel }: Community): Promise<string[]> {
  const used = [...channels.map(({ channel }) => channel), ...mirrors.flatMap(({ a, b }) => [a, b])]
  const all = [...new Set([...used, ...(moderatorsChannel ? [moderatorsChannel] : [])])]
  const invited = await Promise.all(
    all.map((channel) => bot.platforms.get(platformOf(channel))?.isInvited(channel) ?? true),
  )
  return all.filter((_, i) => !invited[i])
}

/** Help desks that are none, because their topic does not say so, and how long a post there could be stopped. */
async function readDesks(bot: Bot, { channels }: Community): Promise<Pick<View, 'silentDesks' | 'deskWait'>> {
  const desks = channels.filter(({ mode }) => mode === 'desk').map(({ channel }) => channel)
  const open = await Promise.all(desks.map((channel) => asksOpenly(bot, channel)))
  return { silentDesks: desks.filter((_, i) => !open[i]), deskWait: bot.requestSettings.deskWait }
}
