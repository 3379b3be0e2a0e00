import type { Community } from './community.ts'

/**
 * Two communities that become one: what the first one's organisers set holds, what only the other's set is taken over, and the lower
 * limit counts. Pure.
 * @returns the first, with the spaces, channels, mirrors and organisers of both; the version is left alone
 */
export function joinCommunities(community: Community, other: Community): Community {
  const moderatorsChannel = community.moderatorsChannel ?? other.moderatorsChannel
  const greeters = [...(community.greeters ?? []), ...(other.greeters ?? [])]
  const supportCountry = community.supportCountry ?? other.supportCountry
  return {
    ...community,
    spaces: union(community.spaces, other.spaces),
    places: union(community.places, other.places),
    channels: [...community.channels, ...other.channels],
    mirrors: [...community.mirrors, ...other.mirrors],
    organisers: union(community.organisers, other.organisers),
    weeklyLimit: Math.min(community.weeklyLimit, other.weeklyLimit),
    ...(greeters.length > 0 ? { greeters } : {}),
    ...(moderatorsChannel ? { moderatorsChannel } : {}),
    ...(supportCountry ? { supportCountry } : {}),
  }
}

const union = <T>(a: T[], b: T[]): T[] => [...new Set([...a, ...b])]
