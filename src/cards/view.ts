import type { Problem } from '../commands/intent.ts'
import type { Community } from '../communities/community.ts'
import type { PassedOverReason, Reason } from '../matching/evidence.ts'
import type { Member } from '../members/member.ts'
import type { Request } from '../requests/request.ts'
import type { Understanding } from '../understanding/understanding.ts'

/** Everything a card may be made of, read just before it is sent. */
export interface View {
  now: number
  community: Community
  /** Who reads it, when it is for one person. */
  reader?: Member
  /** Time zone to say times in when the platform cannot show the reader's own. */
  timeZone: string
  request?: Request
  /** The ping, suggestion, update, referral, draft or member that the card is about. */
  about?: string
  /** The slot under which the card is sent; a neutral note opens what waits in it. */
  slot?: string
  /** Where the card is shown; channels elsewhere are named with their platform. */
  platform?: string
  /** Names of conversations by reference and of places by GeoNames id, as far as known. */
  names?: Map<string, string>
  /** Search words of /recall; the command that /help is about. */
  query?: string
  /** Names (and accounts on this platform) by member id. */
  people: Map<string, { name: string; account?: string; avatar?: string }>
  /** For the offer, which is made before anything is stored: the words as they stand, and how many may know. */
  offer?: {
    text: string
    understanding: Pick<Understanding, 'kind' | 'topics' | 'places' | 'deadline'>
    mayKnow: number
    mirrors: string[]
    /** Asked within the last day, for the same, where the reader may read it. */
    earlier?: Request
  }
  /** Lists: open requests that match, own ones, recalled ones. */
  requests?: {
    mine: Request[]
    matching: Request[]
    found: Request[]
    /** The one whose ping waits for the reader's answer, for the home of a platform that has one. */
    pinged?: Request
  }
  /** Of the community's country, as in config/support-lines.yaml. */
  supportLines?: { emergency: string; lines: SupportLine[] }
  /** For organisers. */
  organisers?: {
    tallies: { channel: string; what: string; count: number; links: string[] }[]
    unmet: { topic: string; count: number }[]
    /** Watched channels where offers were answered lately: how many of how many were wanted, and the scores from which it offers there and usually. */
    offers: { channel: string; wanted: number; answered: number; from: number; usual: number }[]
    held: number
    dead: { id: string; type: string; error: string; at: number }[]
    volunteers: number
  }
  /** How long a post in a help desk can be stopped, in ms; and, for organisers, help desks whose topic does not say that they are. */
  deskWait?: number
  silentDesks?: string[]
  /** Channels in use that the bot was not invited into. */
  uninvited?: string[]
  /** What is stored about the reader, for /privacy. */
  records?: Record<string, unknown[]>
  /** "Why me?" and "why would one be pinged". */
  why?: { reasons: Reason[]; limits: PassedOverReason[] }
  problem?: Problem
  /** Where to say hi to the bot, so that it may reach the reader; absent where it already may. */
  dmLink?: string
}

/** At least one of call, text and web. */
export interface SupportLine {
  name: string
  call?: string
  text?: string
  web?: string
}
