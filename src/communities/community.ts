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
  /** Who tells newcomers hello; only who agreed hears of anything. */
  greeters?: Greeter[]
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

export interface Greeter {
  memberId: string
  /** False until they said that they would like to. */
  agreed: boolean
}

export interface SetUp {
  watched: WatchedChannel[]
  /** Not watched any more. */
  unwatched: string[]
  /** Empty: nowhere, from now on. */
  moderatorsChannel?: string
  mirror?: { a: string; b: string }
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
  /** `agreed`: somebody who named themselves need not be asked. */
  | { type: 'greeter-named'; at: number; memberId: string; agreed: boolean }
  | { type: 'greeter-agreed'; at: number; memberId: string }
  /** By themselves or by an organiser, or because they are erased. */
  | { type: 'greeter-removed'; at: number; memberId: string }
  /** The zone of the first place, where none was named before. */
  | { type: 'places-named'; at: number; places: string[]; timeZone?: string }
  | { type: 'zone-changed'; at: number; timeZone: string }
  | { type: 'community-joined'; at: number; other: Community }
  | { type: 'member-merged'; at: number; memberId: string; intoId: string }

/** Whether this member greets newcomers (true), was asked whether they would (false), or neither. */
export const greets = ({ greeters = [] }: Community, memberId: string): boolean | undefined =>
  greeters.find((greeter) => greeter.memberId === memberId)?.agreed

/** Support and crisis need somebody to tell and lines to name. */
export const supportIsOn = (community: Community) => Boolean(community.moderatorsChannel && community.supportCountry)
