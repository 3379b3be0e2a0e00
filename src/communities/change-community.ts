import { type Community, type CommunityEvent, greets, type SetUp, type WatchedChannel } from './community.ts'
import { joinCommunities } from './join-communities.ts'

/**
 * What an organiser's decision does to a community. Pure.
 * @returns the next community (version one higher)
 */
export function changeCommunity(community: Community, event: CommunityEvent): Community {
  return { ...community, ...changes(community, event), version: community.version + 1 }
}

const watch = ({ channels }: Community, watched: WatchedChannel[]): WatchedChannel[] => [
  ...channels.filter(({ channel }) => !watched.some((each) => each.channel === channel)),
  ...watched,
]

function setUp(community: Community, { watched, unwatched, moderatorsChannel, mirror }: SetUp) {
  return {
    channels: watch(community, watched).filter(({ channel }) => !unwatched.includes(channel)),
    ...(moderatorsChannel === undefined ? {} : { moderatorsChannel: moderatorsChannel || undefined }),
    ...(mirror ? changes(community, { type: 'mirror-added', at: 0, ...mirror }) : {}),
  }
}

function changes(community: Community, event: CommunityEvent): Partial<Community> {
  const samePair = ({ a, b }: { a: string; b: string }) =>
    'a' in event && ((a === event.a && b === event.b) || (a === event.b && b === event.a))
  switch (event.type) {
    case 'channel-watched':
      return { channels: watch(community, [{ channel: event.channel, mode: event.mode }]) }
    case 'set-up':
      return setUp(community, event)
    case 'introduced':
      return { introducedTo: event.memberId }
    case 'channel-unwatched':
      return { channels: community.channels.filter(({ channel }) => channel !== event.channel) }
    case 'mirror-added':
      return event.a === event.b || community.mirrors.some(samePair)
        ? {}
        : { mirrors: [...community.mirrors, { a: event.a, b: event.b }] }
    case 'mirror-removed':
      return { mirrors: community.mirrors.filter((mirror) => !samePair(mirror)) }
    case 'limit-changed':
      return { weeklyLimit: event.weeklyLimit }
    case 'moderators-named':
      return { moderatorsChannel: event.channel }
    case 'support-country-named':
      return { supportCountry: event.country }
    case 'organiser-named':
      return { organisers: [...new Set([...community.organisers, event.memberId])] }
    case 'greeter-named':
      return greets(community, event.memberId)
        ? {}
        : { greeters: [...others(community, event), { memberId: event.memberId, agreed: event.agreed }] }
    case 'greeter-agreed':
      return greets(community, event.memberId) === undefined
        ? {}
        : { greeters: [...others(community, event), { memberId: event.memberId, agreed: true }] }
    case 'greeter-removed':
      return { greeters: others(community, event) }
    case 'places-named':
      return { places: event.places, ...(event.timeZone ? { timeZone: event.timeZone } : {}) }
    case 'zone-changed':
      return { timeZone: event.timeZone }
    case 'community-joined':
      return joinCommunities(community, event.other)
    case 'member-merged':
      return {
        organisers: [...new Set(community.organisers.map((id) => (id === event.memberId ? event.intoId : id)))],
        ...mergedGreeters(community, event.memberId, event.intoId),
      }
  }
}

const others = ({ greeters = [] }: Community, { memberId }: { memberId: string }) =>
  greeters.filter((greeter) => greeter.memberId !== memberId)

/** Who agreed with one account agreed. */
function mergedGreeters(community: Community, memberId: string, intoId: string): Partial<Community> {
  const agreed = greets(community, memberId)
  if (agreed === undefined) return {}
  const rest = others(community, { memberId }).filter((greeter) => greeter.memberId !== intoId)
  return { greeters: [...rest, { memberId: intoId, agreed: agreed || greets(community, intoId) === true }] }
}
