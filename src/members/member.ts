/** A person in a community, with one account per platform. */
export interface Member {
  id: string
  communityId: string
  version: number
  /** Account references, at most one per platform; the one that acted last comes first. */
  accounts: string[]
  /** The platform on which to write to a member with several accounts; absent or empty: where they acted last. */
  prefers?: string
  /** Times of wrong codes typed, newest last. */
  wrongCodesAt?: number[]
  /** IANA zone; absent when neither the platform nor the member said. */
  timeZone?: string
  joinedAt: number
  /** Left every space of the community. */
  leftAt?: number
  /** Present while the member volunteers. */
  volunteer?: Volunteer
  /** No offers before this time (two times "No thanks"). */
  noOffersUntil?: number
  /** Times of "No thanks", newest last. */
  declinedOffersAt: number[]
  /** Hides own closed threads from recall. */
  notRecallable?: boolean
}

export interface Volunteer {
  since: number
  /** As declared, lower case; people may ask about these. */
  topics: string[]
  /** Declared places. */
  places: { id: string; label: string; latitude: number; longitude: number }[]
  languages: string[]
  weeklyLimit: number
  /** Local hours without pings, "22:00".."08:00", in the member's zone, else the community's. */
  quietHours: { from: string; to: string }
  /** Volunteered to keep company ("listening"). */
  listens: boolean
  /** Agreed: learn from what I write in channels that Askaround watches. */
  learning: boolean
  pausedUntil?: number
  /** Lapsed pings in a row; two rest the helper. */
  lapsedInARow: number
  /** Pings asked and answered so far, for the chance of a yes. */
  asked: number
  answered: number
}

interface At {
  at: number
  interaction?: string
}

/** Everything that can happen to one member. */
export type MemberEvent =
  | (At & { type: 'volunteered'; topics: string[]; places: Volunteer['places'] })
  | (At & { type: 'profile-changed'; changes: ProfileChanges })
  | (At & { type: 'topic-disowned'; topics: string[] })
  | (At & { type: 'paused'; until: number })
  | (At & { type: 'resumed' })
  | (At & { type: 'stopped' })
  | (At & { type: 'offer-declined' })
  | (At & { type: 'pinged' })
  | (At & { type: 'answered-ping' })
  | (At & { type: 'ping-lapsed' })
  | (At & { type: 'joined'; account: string })
  | (At & { type: 'left'; account: string })
  /** Acted with this one of several accounts. */
  | (At & { type: 'acted'; account: string })
  | (At & { type: 'wrong-code-typed' })
  /** `other` is the same person; who has no time zone lives by the community's. */
  | (At & { type: 'linked'; other: Member; communityZone: string })
  /** This account goes its own way. */
  | (At & { type: 'unlinked'; account: string })
  | (At & { type: 'erased' })

export type ProfileChanges = Partial<
  Pick<Volunteer, 'topics' | 'places' | 'languages' | 'weeklyLimit' | 'quietHours' | 'listens' | 'learning'>
> & { timeZone?: string; notRecallable?: boolean; prefers?: string }
