import type { Card } from '../cards/card.ts'
import type { View } from '../cards/view.ts'
import type { Community } from '../communities/community.ts'
import { zoneOf } from '../members/availability.ts'
import type { Member } from '../members/member.ts'
import { placesOf, seenAt } from '../mirroring/copies.ts'
import { platformOf } from '../platforms/platform.ts'
import type { Request } from '../requests/request.ts'
import type { OwedEffect } from '../storage/store.ts'
import type { Bot } from './bot.ts'
import { readersOf } from './choose-helpers.ts'
import { linkElsewhere } from './link-elsewhere.ts'
import { type Asked, readExtras } from './read-extras.ts'

/** Cards that say how the community is set up, and by whom. */
const tellsSettings = new Set<Asked['card']>(['community', 'community-changed', 'set-up-done'])

/** Makes a card of what is true now. Undefined when what it is about is no longer there. */
export async function renderCard(bot: Bot, owed: OwedEffect, asked: Asked): Promise<Card | undefined> {
  const community = await bot.store.community(owed.communityId)
  if (!community) return undefined
  const reader = await readerOf(bot, owed, asked)
  const extras = await readExtras(bot, community, reader, asked)
  if (!extras) return undefined
  const request = asked.request && (await asSeenBy(bot, asked.request, asked.account, reader))
  const { card, about } = asked
  const people = await bot.people.names(
    [
      ...idsIn(request),
      ...(extras.requests ? listed(extras.requests) : []),
      ...(reader ? [reader.id] : []),
      ...(extras.offer?.earlier ? [extras.offer.earlier.askerId] : []),
      ...(tellsSettings.has(card)
        ? [...community.organisers, ...(community.greeters ?? []).map((greeter) => greeter.memberId)]
        : []),
    ],
    asked.platform,
  )
  const rendered = bot.cards.render(card, {
    platform: asked.platform,
    now: bot.clock.now(),
    community,
    timeZone: reader ? zoneOf(reader, community.timeZone) : community.timeZone,
    people,
    names: await namesFor(bot, community, request),
    ...(reader ? { reader } : {}),
    ...(request ? { request } : {}),
    ...(about !== undefined ? { about } : {}),
    ...slotOf(owed),
    ...extras,
  })
  return linkElsewhere(rendered, asked.platform, bot.platforms)
}

/**
 * The request with the places where this reader may read it: who sees only a copy is not sent to a closed door, and who may read several
 * is sent to the one on the platform where they are told.
 */
async function asSeenBy(
  bot: Bot,
  request: Request,
  account: string | undefined,
  reader: Member | undefined,
): Promise<Request> {
  if (!account || request.copies.length === 0) return request
  const accounts = [...new Set([account, ...(reader?.accounts ?? [])])]
  const places = placesOf(request)
  const readers = await Promise.all(places.map(({ channel }) => readersOf(bot, [channel], accounts)))
  const readable = places.filter((_, i) => readers[i]!.size > 0)
  const near = readable.find(({ channel }) => platformOf(channel) === platformOf(account))
  return seenAt(request, near ?? readable[0] ?? { channel: request.channel })
}

/** Where the card stands or will stand; a copy says from where something was carried over. */
const slotOf = ({ effect }: OwedEffect) => ('slot' in effect ? { slot: effect.slot } : {})

async function readerOf(bot: Bot, owed: OwedEffect, { account, request }: Asked): Promise<Member | undefined> {
  if (account) return bot.store.memberByAccount(account, owed.communityId)
  const id =
    owed.memberId ?? (owed.effect.type === 'send' && owed.effect.to.to === 'thread' ? request?.askerId : undefined)
  return id ? bot.store.member(id) : undefined
}

const idsIn = (request: Request | undefined): string[] =>
  request
    ? [
        request.askerId,
        ...request.pings.map(({ memberId }) => memberId),
        ...request.suggestions.map(({ memberId }) => memberId),
        ...request.drafts.map(({ memberId }) => memberId),
        ...request.referrals.flatMap(({ byId, memberId }) => (memberId ? [byId, memberId] : [byId])),
      ]
    : []

const listed = ({ mine, matching, found, pinged }: NonNullable<View['requests']>) =>
  [...mine, ...matching, ...found, pinged].flatMap(idsIn)

/** Names of conversations that cards may mention. */
async function namesFor(bot: Bot, community: Community, request: Request | undefined): Promise<Map<string, string>> {
  const channels = [
    ...community.channels.map(({ channel }) => channel),
    ...community.mirrors.flatMap(({ a, b }) => [a, b]),
    ...(community.moderatorsChannel ? [community.moderatorsChannel] : []),
    ...(request ? [request.channel, ...request.copies.map(({ channel }) => channel)] : []),
  ]
  const names = new Map(
    community.places.flatMap((id) => {
      const place = bot.gazetteer.placeById(id)
      return place ? [[id, place.label] as const] : []
    }),
  )
  const told = await Promise.all(
    [...new Set(channels)].map(async (channel) => [channel, await bot.people.conversationName(channel)] as const),
  )
  for (const [channel, name] of told) if (name) names.set(channel, name)
  return names
}
