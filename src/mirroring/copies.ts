import type { Community } from '../communities/community.ts'
import type { Copy, Request } from '../requests/request.ts'

/** The channels that a request asked in `channel` is shown in as well, once the asker approved. */
export const mirrorsOf = (community: Community, channel: string): string[] => [
  ...new Set(community.mirrors.flatMap(({ a, b }) => (a === channel ? [b] : b === channel ? [a] : []))),
]

/** Who may read a request: those who may read where it was asked, or one of the copies that the asker approved. */
export const audienceOf = (request: { channel: string; copies: { channel: string }[] }): string[] => [
  request.channel,
  ...request.copies.map(({ channel }) => channel),
]

/** Every place where a request is shown: where it was asked, then its copies. */
export const placesOf = ({ channel, message, thread, copies }: Request): Copy[] => [
  { channel, ...(message ? { message } : {}), ...(thread ? { thread } : {}) },
  ...copies,
]

/** The request as whoever is at that place sees it: links lead to what stands there. */
export function seenAt(request: Request, { message, thread }: Copy): Request {
  const { message: _, thread: __, ...rest } = request
  return { ...rest, ...(message ? { message } : {}), ...(thread ? { thread } : {}) }
}
