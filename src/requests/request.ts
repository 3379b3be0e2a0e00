import type { Reason } from '../matching/evidence.ts'
import type { Understanding } from '../understanding/understanding.ts'
import type { CardName } from './effects.ts'

export type RequestState =
  /** Only noticed: the private question "shall I ask around?" stands. */
  | 'offered'
  /** The offer was declined, lapsed, or was answered with help that is not asked around. */
  | 'dismissed'
  | 'open'
  | 'solved'
  | 'withdrawn'
  | 'expired'

/** The life of one need, from the offer to the outcome. Plain data; changed by `transition` alone. */
export interface Request {
  id: string
  communityId: string
  /** Grows by one with each saved change. */
  version: number
  state: RequestState
  /** Posted in a help desk, and nobody is asked yet: whoever posted it can stop it, and nothing of it is kept then. */
  stoppable?: true
  /** What is going on is a private talk about support, or a life in danger: never a fan-out without a separate yes. */
  care?: 'support' | 'crisis'
  askerId: string
  /** Where it was asked. Nobody who may not read this channel hears of the request, mirrors that the asker approved aside. */
  channel: string
  /** The asker's own message; absent for one typed to the bot until the bot has posted it. */
  message?: string
  /** How sure detection was, 0..1; 1 for a command. */
  score: number
  noticedAt: number
  /** The asker said yes, and the words are being fetched. */
  acceptedAt?: number
  openedAt?: number
  /** When it ends by itself. */
  endsAt?: number
  closedAt?: number
  firstSuggestionAt?: number
  /** Present once the asker said yes, or typed it to the bot; cleared when its time is over or it is erased. */
  words?: Words
  /** "ask-around" pings helpers; "post-for-all" only opens the thread. */
  reach: 'ask-around' | 'post-for-all'
  thread?: string
  /** Copies in linked channels that the asker approved with the offer. */
  copies: Copy[]
  wave: number
  /** Present while a wave runs. */
  waveEndsAt?: number
  /** Nobody else is left to ask; the card says so. */
  nobodyLeft?: boolean
  /** Others could be asked, but enough were; the card says so. */
  enoughAsked?: boolean
  /** The last wave that goes by itself, once that is another than the settings say. */
  lastWave?: number
  pings: Ping[]
  suggestions: Suggestion[]
  updates: Update[]
  referrals: Referral[]
  drafts: Draft[]
  /** Threads of similar solved requests, at most 3. */
  recalled: Recalled[]
  /** What was sent, by slot ("card", "ping:…", "suggestion:…"), so that it can be edited. */
  sent: Record<string, string>
  /** Cards that wait behind a neutral "I have a note for you", by slot. */
  notes: Record<string, CardName>
  /** The community's usual time to a first suggestion when the card was last made, in ms, and of how many requests. */
  usual?: { median: number; n: number }
  followUp?: 'asked' | 'yes' | 'partly' | 'no'
  /** The asker lets the thread be recalled for others. */
  recallable: boolean
}

/** The asker's words and what was understood of them. The asker's edits change it. */
export interface Words
  extends Pick<Understanding, 'kind' | 'topics' | 'places' | 'deadline'>,
    Partial<Pick<Understanding, 'urgency' | 'language'>> {
  /** Undefined, like place, deadline, urgency and language, once erased or its time is over; kind and topics remain. */
  text?: string
}

export type PingState =
  | 'owed'
  | 'live'
  | 'suggested'
  | 'referred'
  | 'claimed'
  | 'declined'
  | 'lapsed'
  | 'released'
  | 'undeliverable'

/** One DM to one helper about this request. */
export interface Ping {
  id: string
  memberId: string
  state: PingState
  wave: number
  reasons: Reason[]
  /** Which of the helper's pings this week it is, and of how many. */
  ofWeek: { nth: number; limit: number }
  createdAt: number
  sentAt?: number
  /** When a live ping lapses. */
  endsAt: number
  /** When a claim lapses. */
  claimEndsAt?: number
  /** The referral that led here. */
  referralId?: string
  /** The referred member agreed that the referrer is named, or refused. */
  consent?: 'asked' | 'yes'
}

/** Whether a ping still waits for its helper. */
export const isOutstanding = (ping: Ping) => ping.state === 'owed' || ping.state === 'live' || ping.state === 'claimed'

export interface Suggestion {
  id: string
  memberId: string
  /** In the author's own words. Undefined once erased or its time is over. */
  text?: string
  at: number
  /** Its message in the thread when the author wrote it there. */
  message?: string
  /** The author changed it there. */
  edited?: boolean
  /** "asker": only the asker gets it, privately. */
  to: 'thread' | 'asker'
  /** The suggestion names a person who agreed to be introduced, or an outsider who is public. */
  referralId?: string
  helpedAt?: number
  /** The asker's line of thanks, verbatim. */
  thanks?: string
}

/** Progress that the asker tells in the thread. */
export interface Update {
  id: string
  text?: string
  at: number
  message: string
  edited?: boolean
}

export interface Referral {
  id: string
  byId: string
  /** A member here; else an outsider, whom the bot never contacts. */
  memberId?: string
  /** As the referrer wrote it: name, contact, why. For an outsider it goes to the asker alone unless public. */
  text?: string
  public: boolean
  at: number
  /** Stays "asked" whether the one named said no, said nothing or could not be asked: nobody may tell these apart. */
  state: 'asked' | 'introduced' | 'told'
}

/** A free reply by DM that its author has not yet said to share. */
export interface Draft {
  id: string
  memberId: string
  text?: string
  at: number
  /** Its message in the direct conversation: changed or deleted there, it is so here. */
  message?: string
}

export interface Copy {
  channel: string
  message?: string
  thread?: string
}

export interface Recalled {
  requestId: string
  thread: string
}
