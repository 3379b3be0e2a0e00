/** What goes on inside the bot, for the sample community, in words and numbers. Times are ms since 1970. */
export interface Inside {
  /** The newest first. */
  read(): Promise<InsideEntry[]>
}

export type InsideEntry = { key: number; at: number } & (ShownStep | ShownPost | ShownChoice | ShownMoment)

/** A step of a story; what came of it stands before. */
export interface ShownStep {
  is: 'step'
  title: string
  done: number
  steps: number
  says: string
}

/** A post, and what spoke for and against its being a request. */
export interface ShownPost {
  is: 'post'
  by: string
  channel: string
  /** Absent when it is not to be shown. */
  text: string | undefined
  /** Scores, 0..1. */
  score: number
  /** From which score on the bot speaks up. */
  offersFrom: number
  verdict: string
  /** Strongest first; weights in log-odds. */
  signals: { name: string; weight: number }[]
}

/** One look around for helpers, who fits best first. Chances are 0..1. */
export interface ShownChoice {
  is: 'choice'
  asker: string
  text: string | undefined
  wave: number
  /** Present when one member alone was looked at, whom this one named. */
  namedBy?: string
  chosen: {
    name: string
    reasons: ShownReason[]
    chance: number
    answered: number
    asked: number
    nth: number
    limit: number
  }[]
  /** `mayKnow`: known to know enough about it. */
  passedOver: { name: string; mayKnow: boolean; why: string; reasons: ShownReason[] }[]
  prior: { answered: number; asked: number }
  /** Of at least one yes. */
  chance: number
  target: number
  most: number
  stop: string
  newDms: { left: number | undefined; inTenMinutes: number; aDay: number }
  next: { says: string; at?: number }
}

interface ShownReason {
  says: string
  share: number
}

/** An event, what it changed, and what is owed because of it. */
export interface ShownMoment {
  is: 'moment'
  came?: string
  says: string
  /** Whose request it is about; `byAsker`: who did it is that one. */
  asker?: string
  byAsker?: boolean
  changes: { what: string; from?: string; to: string }[]
  effects: {
    what: string
    at?: number
    /** It keeps things in order rather than reaches anybody. */
    minor: boolean
    state: 'at-once' | 'owed' | 'done' | 'again' | 'not-done'
    because?: string
    nextAt?: number
  }[]
}
