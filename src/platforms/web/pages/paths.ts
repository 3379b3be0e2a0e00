import { parseConversation, parseMessage, slugOf } from '../ids.ts'

/** Where a window that is signed in as `account` finds things. */
export const home = (account: string) => `/as/${slugOf(account)}`

/** The path of a conversation or message, or undefined for a reference of another platform. */
export function pathTo(account: string, ref: string): string | undefined {
  const message = parseMessage(ref)
  const place = parseConversation(message?.conversation ?? ref)
  if (!place) return undefined
  const query = new URLSearchParams()
  if (place.kind === 'thread') query.set('thread', String(parseMessage(place.root)!.number))
  if (message) query.set('at', String(message.number))
  const path = place.kind === 'dm' ? 'dm' : `c/${slugOf(place.channel)}`
  return `${home(account)}/${path}${query.size > 0 ? `?${query}` : ''}${message ? `#m${message.number}` : ''}`
}
