import type { Community, CommunityEvent } from './community.ts'
import { joinCommunities } from './join-communities.ts'

/**
 * What an organiser's decision does to a community. Pure.
 * @returns the next community (version one higher)
 */
export function changeCommunity(community: Community, event: CommunityEvent): Community {
  return { ...community, ...changes(community, event), version: community.version + 1 }
}

function changes(community: Community, event: CommunityEvent): Partial<Community> {
  const samePair = ({ a, b }: { a: string; b: string }) =>
    'a' in event && ((a === event.a && b === event.b) || (a === event.b && b === event.a))
  switch (event.type) {
    case 'channel-watched': {
      const others = community.channels.filter(({ channel }) => channel !== event.channel)
      return { channels: [...others, { channel: event.channel, mode: event.mode }] }
    }
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
    case 'places-named':
      return { places: event.places }
    case 'zone-changed':
      return { timeZone: event.timeZone }
    case 'community-joined':
      return joinCommunities(community, event.other)
    case 'member-merged':
      return {
        organisers: [...new Set(community.organisers.map((id) => (id === event.memberId ? event.intoId : id)))],
      }
  }
}
