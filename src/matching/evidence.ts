/**
 * Why we think someone knows. Exists for volunteers only, holds terms and counts, never sentences.
 * One row per member, kind and key; `weight` is decayed to `at` (see `decay.ts`).
 */
export interface Evidence {
  memberId: string
  kind: EvidenceKind
  /** A topic ("public speaking"), a place id, a term, a language code, a member id: by kind. */
  key: string
  /** Strength, >= 0. Declared evidence has weight 1. */
  weight: number
  /** When `weight` was last true, in ms. */
  at: number
}

export type EvidenceKind =
  /** Topic that the member declared with /volunteer; key: the topic in lower case. */
  | 'declared-topic'
  /** Place that the member declared; key: GeoNames id. */
  | 'declared-place'
  /** Language that the member speaks; key: ISO 639-1. */
  | 'language'
  /** Terms of requests for which the member suggested something. */
  | 'suggested'
  /** Terms of requests for which the suggestion was marked helpful. */
  | 'helped'
  /** Terms of requests for which somebody named this member (referral). */
  | 'referred'
  /** Terms of requests that the member called "not my topic". Speaks against. */
  | 'not-topic'
  /** Learned, where agreed: terms of what the member writes in watched channels. */
  | 'learned'
  /** Learned, where agreed: channels the member writes in; key: channel id. */
  | 'channel'
  /** Learned, where agreed: members whose messages this member replied to; key: member id. */
  | 'replied-to'
  /** Learned, where agreed: how much the member writes, each fading at its own pace; key: "2h", "1d", "7d" or "30d". */
  | 'active'
  /** Requests that the member answered, so that who helped with similar ones is found; key: request id; weight 2: it helped. */
  | 'answered'

/** What a request needs of a helper. */
export interface Demand {
  askerId: string
  /** The request's own words. */
  text: string
  topics: string[]
  /** Places asked about, resolved. */
  places: { id: string; latitude: number; longitude: number }[]
  language?: string
  /** Where it was asked, if anywhere. */
  channelId?: string
  /** Members whom the text itself names. */
  named?: string[]
  at: number
}

/** Why this person, as data; `cards/` says it in words. `share` is the part of the score it made up, 0..1. */
export interface Reason {
  code:
    | 'declared-topic'
    | 'declared-place'
    | 'near-place'
    | 'speaks-language'
    | 'suggested-before'
    | 'helped-before'
    | 'named-by-others'
    | 'writes-about'
    | 'active-in-channel'
    | 'answers-people-here'
    | 'active-lately'
    | 'listens'
  /** What it is about: topic, place name, terms. */
  detail: string[]
  share: number
}

export interface Ranked {
  memberId: string
  /** The chance, 0..1, that it is this one among all who were compared who answers; they sum to 1. Not the chance of any answer. */
  score: number
  /**
   * How much of what is asked the member is known to know about, 0..1, whoever else is ranked: the best of declared topics and of what
   * was suggested, helped with, written. Being around or near does not count. Decides whether somebody "may know".
   */
  fit: number
  /** What the member knows first, then nearness and presence; within each the larger share first. At most four. */
  reasons: Reason[]
}

/** What limits one member now; read from storage for those proposed. */
export interface Load {
  memberId: string
  /** Pings in the last 7 days, and the member's own limit. */
  pingsThisWeek: number
  weeklyLimit: number
  livePing: boolean
  paused: boolean
  quietHours: boolean
  /** May read the channel, or belongs to the audience the asker approved. */
  inAudience: boolean
  /** A DM conversation exists. Reachable helpers are preferred. */
  reachable: boolean
  dmsClosed: boolean
  /** The two blocked each other in either direction. */
  blocked: boolean
  /** Volunteered to keep company. */
  listens: boolean
  /** Pinged about this very request before. */
  alreadyAsked: boolean
  /** The member's own answers: answered and asked so far. Smoothed in `answer-chance.ts`. */
  answered: number
  asked: number
}

/** Why a member was passed over, as data. */
export type PassedOverReason =
  | 'weekly-limit'
  | 'live-ping'
  | 'paused'
  | 'quiet-hours'
  | 'outside-audience'
  | 'dms-closed'
  | 'blocked'
  | 'already-asked'
  | 'not-listening'
  | 'not-a-volunteer'
  | 'dm-budget'
  | 'not-needed-now'
  | 'too-unlikely'
