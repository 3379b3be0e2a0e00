import type { Community } from '../communities/community.ts'
import type { Allocation, Need } from '../matching/allocate.ts'
import { chooseFrom } from '../matching/choose.ts'
import type { Demand, Load } from '../matching/evidence.ts'
import type { EvidenceIndex } from '../matching/evidence-index.ts'
import { firstKnown, namesInText } from '../matching/names-in-text.ts'
import { isPaused, isQuiet, quietEnds, zoneOf } from '../members/availability.ts'
import { mayBePinged } from '../members/consent.ts'
import type { Member } from '../members/member.ts'
import { audienceOf } from '../mirroring/copies.ts'
import { platformOf } from '../platforms/platform.ts'
import type { Effect } from '../requests/effects.ts'
import type { EventOf } from '../requests/events.ts'
import { kindRules } from '../requests/kinds.ts'
import type { Request, Words } from '../requests/request.ts'
import { endOfLife } from '../requests/waves.ts'
import type { Bot } from './bot.ts'
import { newDmsLeft } from './dm-budget.ts'

/** Whose fit is below is not thought to know. */
export const MIN_FIT = 0.08
const MINUTE = 60_000
const WEEK = 7 * 24 * 60 * MINUTE
/** Passing reasons: who was passed over for one of these may be asked later. */
const passing = new Set(['weekly-limit', 'live-ping', 'quiet-hours', 'paused', 'dm-budget', 'not-needed-now'])

/**
 * Loads candidates, calls matching, and says who is asked next about this request.
 * @returns the event for the request; `laterAt` when somebody may be asked later, within the request's life
 */
export async function chooseHelpers(
  bot: Bot,
  community: Community,
  request: Request & { words: Words },
  { wave, only }: Pick<Extract<Effect, { type: 'choose-helpers' }>, 'wave' | 'only'>,
): Promise<EventOf<'helpers-chosen'>> {
  const at = bot.clock.now()
  const looked = await lookAround(bot, community, request, {
    at,
    requestId: request.id,
    ...(only ? { candidates: [only.memberId] } : {}),
  })
  const chosen = looked.allocation.chosen.map(({ memberId, reasons, chanceOfYes }) => {
    const { pingsThisWeek, weeklyLimit } = looked.loads.get(memberId)!
    return { memberId, reasons, chanceOfYes, ofWeek: { nth: pingsThisWeek + 1, limit: weeklyLimit } }
  })
  const left = looked.later
  const life = request.endsAt ?? endOfLife(request, at)
  const later = left.flatMap(({ memberId, reason }) => looked.freeAt(memberId, reason)).filter((time) => time < life)
  const usual = await bot.store.usualWait(community.id)
  const event: EventOf<'helpers-chosen'> = {
    type: 'helpers-chosen',
    at,
    wave,
    chosen,
    ...(later.length > 0 ? { laterAt: Math.max(at + MINUTE, Math.min(...later)) } : {}),
    ...(usual ? { usual } : {}),
    ...(only ? { referralId: only.referralId } : {}),
  }
  bot.watch?.({ type: 'chosen', communityId: community.id, request, event, ...looked })
  return event
}

/** How many members may know, for the offer: those who could be asked now or soon. Nobody is contacted. */
export async function countWhoMayKnow(
  bot: Bot,
  community: Community,
  request: Request & { words: Words },
): Promise<number> {
  const { allocation, later } = await lookAround(bot, community, request, { at: bot.clock.now() })
  return allocation.chosen.length + later.length
}

async function lookAround(
  bot: Bot,
  community: Community,
  request: Request & { words: Words },
  { at, candidates, requestId }: { at: number; candidates?: string[]; requestId?: string },
) {
  const listenersOnly = kindRules[request.words.kind].pings === 'listeners'
  const members = new Map<string, Member>()
  const loads = new Map<string, Load>()
  const oldest = new Map<string, number>()
  const loadsOf = async (memberIds: string[]) => {
    const read = await readLoads(bot, community, request, memberIds, at)
    for (const member of read.members) members.set(member.id, member)
    for (const [id, load] of read.loads) loads.set(id, load)
    for (const [id, time] of read.oldest) oldest.set(id, time)
    return read.loads
  }
  const minFit = candidates || listenersOnly ? 0 : MIN_FIT
  const need: Need = {
    target: bot.config.waves.target_chance,
    maxWave: candidates ? 1 : bot.config.waves.most_at_once,
    minFit,
    listenersOnly,
    newDms: await newDmsLeft(bot, platformOf(request.channel), at),
  }
  const index = await bot.indexes.of(community.id)
  const demand = { ...demandOf(request, at), named: await namedIn(bot, community, request) }
  const allocation: Allocation = await chooseFrom({
    demand,
    index,
    likeness: await likenessOf(bot, demand, index),
    matching: bot.matching,
    now: at,
    need,
    loadsOf,
    learns: bot.config.matching.learn_weights,
    ...(requestId && !listenersOnly ? { requestId } : {}),
    ...(candidates ? { candidates } : listenersOnly ? { candidates: await listeners(bot, community) } : {}),
  })
  // Not waited for: whoever answers meanwhile would be pinged for nothing. What is lost with the process is one request's part of prices and lessons.
  if (requestId && !candidates && !listenersOnly)
    bot.indexes.keep(community.id, requestId).catch((error: unknown) => {
      bot.logger.warn({ error }, 'What choosing helpers taught could not be kept; after a restart it is forgotten')
    })
  // Nobody tells when a busy one is free: asked again soon at first, and less often the longer the request has been open.
  const lookAgain = at + Math.max(10 * MINUTE, Math.round((at - (request.openedAt ?? at)) / 8))
  const freeAt = (memberId: string, reason: string): number[] => {
    const member = members.get(memberId)
    if (!member?.volunteer) return []
    if (reason === 'quiet-hours')
      return [quietEnds(member.volunteer.quietHours, at, zoneOf(member, community.timeZone))]
    if (reason === 'weekly-limit') return [(oldest.get(memberId) ?? at) + WEEK]
    if (reason === 'paused') return [member.volunteer.pausedUntil ?? at]
    return [lookAgain]
  }
  // Busy or asleep is only worth waiting for in who may know.
  const mayKnow = new Set(allocation.order.filter(({ fit }) => fit >= minFit).map(({ memberId }) => memberId))
  const later = allocation.passedOver.filter(({ memberId, reason }) => passing.has(reason) && mayKnow.has(memberId))
  return { need, allocation, later, loads, freeAt }
}

export const demandOf = ({ askerId, channel, words }: Request & { words: Words }, at: number): Demand => ({
  askerId,
  text: words.text ?? '',
  topics: words.topics,
  places: words.places.flatMap(({ place }) => (place ? [place] : [])),
  language: words.language,
  channelId: channel,
  at,
})

/** Volunteers whom the request calls with "@", or names plainly where it can mean one of them only. */
async function namedIn(bot: Bot, { id }: Community, { words }: { words: Words }): Promise<string[]> {
  const { called, plain } = namesInText(words.text ?? '')
  const withAt = await bot.people.called(id, called.flat())
  const named = [...called.map((names) => firstKnown(names, withAt)), ...(await bot.people.known(id, plain)).values()]
  return [...new Set(named.flatMap((member) => member?.id ?? []))]
}

/** How alike the topics of the community are to the request by what they mean, where sentence vectors are on and know the language. */
const likenessOf = async ({ secondStage }: Bot, { text }: Demand, index: EvidenceIndex) =>
  text.trim() === '' ? undefined : secondStage?.likeness(text, [...index.postings('declared-topic').byKey.keys()])

const listeners = async (bot: Bot, community: Community) =>
  (await bot.store.volunteers(community.id)).filter(({ volunteer }) => volunteer?.listens).map(({ id }) => id)

/** Consent, limits and audience as SQL and the platforms tell them now. Who is no volunteer is not in the answer. */
async function readLoads(bot: Bot, community: Community, request: Request, memberIds: string[], at: number) {
  const members = (await bot.store.members(memberIds)).filter(mayBePinged)
  const accounts = members.flatMap((member) => member.accounts)
  const [pings, dms, blocked, readers] = await Promise.all([
    bot.store.pingLoads(memberIds, at - WEEK),
    bot.store.dms(accounts),
    bot.store.blockedWith(request.askerId, memberIds),
    readersOf(bot, audienceOf(request), accounts),
  ])
  const loads = new Map<string, Load>()
  const oldest = new Map<string, number>()
  for (const member of members) {
    const { volunteer } = member
    const load = pings.get(member.id)
    if (load?.oldest !== undefined) oldest.set(member.id, load.oldest)
    const known = member.accounts.map((account) => dms.get(account))
    loads.set(member.id, {
      memberId: member.id,
      pingsThisWeek: load?.recent ?? 0,
      weeklyLimit: volunteer.weeklyLimit,
      livePing: load?.outstanding ?? false,
      paused: isPaused(volunteer, at),
      quietHours: isQuiet(volunteer.quietHours, at, zoneOf(member, community.timeZone)),
      inAudience: member.accounts.some((account) => readers.has(account)),
      reachable: known.some((dm) => dm?.conversation && !dm.closed),
      dmsClosed: known.length > 0 && known.every((dm) => dm?.closed),
      blocked: blocked.has(member.id),
      listens: volunteer.listens,
      alreadyAsked: request.pings.some(({ memberId }) => memberId === member.id),
      answered: volunteer.answered,
      asked: volunteer.asked,
    })
  }
  return { members, loads, oldest }
}

/** Those of the accounts who may read one of the channels. */
export async function readersOf(
  bot: Pick<Bot, 'platforms'>,
  channels: string[],
  accounts: string[],
): Promise<Set<string>> {
  const sets = await Promise.all(
    channels.map(async (channel) => {
      const own = accounts.filter((account) => platformOf(account) === platformOf(channel))
      const platform = bot.platforms.get(platformOf(channel))
      return own.length > 0 && platform ? [...(await platform.readers(channel, own))] : []
    }),
  )
  return new Set(sets.flat())
}
