import type { Community } from '../communities/community.ts'

/** The channels that a request asked in `channel` is shown in as well, once the asker approved. */
export const mirrorsOf = (community: Community, channel: string): string[] => [
  ...new Set(community.mirrors.flatMap(({ a, b }) => (a === channel ? [b] : b === channel ? [a] : []))),
]

/** Who may read a request: those who may read where it was asked, or one of the copies that the asker approved. */
export const audienceOf = (request: { channel: string; copies: { channel: string }[] }): string[] => [
  request.channel,
  ...request.copies.map(({ channel }) => channel),
]
