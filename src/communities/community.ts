/** One or more spaces whose people help each other. */
export interface Community {
  id: string
  version: number
  name: string
  /** Guilds, workspaces, the web sandbox. */
  spaces: string[]
  timeZone: string
  language: string
  /** The community's own places: GeoNames ids; they settle which of two towns is meant. */
  places: string[]
  channels: WatchedChannel[]
  /** Pairs of channels whose requests are shown in both. */
  mirrors: { a: string; b: string }[]
  /** Members named by the organisers; whoever administers a space is one as well. */
  organisers: string[]
  moderatorsChannel?: string
  /** ISO 3166 country whose support lines are given; support and crisis are off until this and the moderators' channel are set. */
  supportCountry?: string
  weeklyLimit: number
  /** The member to whom the bot introduced itself last, while nothing was set up. */
  introducedTo?: string
}

export const modes = ['offer', 'desk', 'command', 'shadow'] as const

export interface WatchedChannel {
  channel: string
  /**
   * offer: detect and offer; desk: a post is the yes, while the channel's topic says so (`help-desk.ts`); command: only /ask; shadow:
   * counts and links to organisers, no text kept.
   */
  mode: (typeof modes)[number]
}

export interface SetUp {
  watched: WatchedChannel[]
  /** Not watched any more. */
  unwatched: string[]
  /** Empty: nowhere, from now on. */
  moderatorsChannel?: string
  mirror?: { a: string; b: string }
  places?: string[]
  timeZone?: string
}

export type CommunityEvent =
  | { type: 'channel-watched'; at: number; channel: string; mode: WatchedChannel['mode'] }
  /** By the form of the first start, or later. What is left out stays as it is. */
  | ({ type: 'set-up'; at: number } & SetUp)
  | { type: 'introduced'; at: number; memberId: string }
  | { type: 'channel-unwatched'; at: number; channel: string }
  | { type: 'mirror-added'; at: number; a: string; b: string }
  | { type: 'mirror-removed'; at: number; a: string; b: string }
  | { type: 'limit-changed'; at: number; weeklyLimit: number }
  | { type: 'moderators-named'; at: number; channel?: string }
  | { type: 'support-country-named'; at: number; country?: string }
  | { type: 'organiser-named'; at: number; memberId: string }
  | { type: 'places-named'; at: number; places: string[] }
  | { type: 'zone-changed'; at: number; timeZone: string }
  | { type: 'community-joined'; at: number; other: Community }
  | { type: 'member-merged'; at: number; memberId: string; intoId: string }

/** Support and crisis need somebody to tell and lines to name. */
export const supportIsOn = (community: Community) => Boolean(community.moderatorsChannel && community.supportCountry)
