import type { Request } from '../requests/request.ts'
import type { Span } from './card.ts'
import type { View } from './view.ts'
import type { Voice } from './voice.ts'

/** A person by member id. Only `mention` notifies. */
export function person(view: View, voice: Voice, memberId: string): Extract<Span, { type: 'person' }> {
  const known = view.people.get(memberId)
  if (!known) return { type: 'person', name: voice.plain('person.unknown') }
  return { type: 'person', ...known }
}

/** A person whom the bot itself means to ping. */
export const mention = (view: View, voice: Voice, memberId: string): Span => ({
  ...person(view, voice, memberId),
  notify: true,
})

/** The bare name, for labels and the choices of forms. */
export const nameOf = (view: View, voice: Voice, memberId: string): string => person(view, voice, memberId).name

export const strong = (text: string): Span => ({ type: 'strong', text })

export const moment = (view: View, at: number): Span => ({ type: 'time', at, zone: view.timeZone })

const lists = {
  and: new Intl.ListFormat('en', { type: 'conjunction' }),
  or: new Intl.ListFormat('en', { type: 'disjunction' }),
}

/** "a, b and c" of spans. */
export function list(items: readonly (Span | Span[])[], join: 'and' | 'or' = 'and'): Span[] {
  const parts = lists[join].formatToParts(items.map((_, i) => String(i)))
  return parts.flatMap((part): Span | Span[] => (part.type === 'element' ? items[Number(part.value)]! : part.value))
}

/** A link to where the request is gathered: its thread, else the asker's message. Nothing while there is neither. */
export function linkToRequest(request: Request, words: string): Span | undefined {
  if (request.thread) return { type: 'link', text: words, to: { conversation: request.thread } }
  if (request.message) return { type: 'link', text: words, to: { message: request.message } }
  return undefined
}

/** A channel by its name: "#help", or "#help on Slack" for who reads it elsewhere. */
export function channel(view: View, voice: Voice, ref: string): Span {
  const name = view.names?.get(ref) ?? voice.plain('channel.unnamed')
  const platform = ref.slice(0, ref.indexOf(':'))
  const text =
    view.platform === undefined || platform === view.platform
      ? name
      : voice.plain('channel.elsewhere', { name, platform: sayPlatform(voice, platform) })
  return { type: 'link', text, to: { conversation: ref } }
}

/** What people call a platform. */
export const sayPlatform = (voice: Voice, platform: string) => voice.label(`platform.${platform}`) ?? platform

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long something waits that takes a minute or so: "a minute", "90 seconds", "5 minutes". */
export const shortly = (voice: Voice, ms: number): string => {
  if (ms % MINUTE > 0) return voice.plain('duration.seconds', { n: Math.round(ms / 1000) })
  return ms === MINUTE ? voice.plain('duration.a-minute') : voice.plain('duration.minutes', { n: ms / MINUTE })
}

/** "12 minutes", "3 hours", "2 days": rounded, of the largest unit that leaves at least two (one hour is "60 minutes"). */
export function duration(voice: Voice, ms: number): string {
  if (ms >= 2 * DAY) return voice.plain('duration.days', { n: Math.round(ms / DAY) })
  if (ms >= 2 * HOUR) return voice.plain('duration.hours', { n: Math.round(ms / HOUR) })
  return voice.plain('duration.minutes', { n: Math.max(1, Math.round(ms / MINUTE)) })
}
