import type { Reason } from '../matching/evidence.ts'
import type { Recalled, Words } from './request.ts'

interface Base {
  /** Milliseconds since 1970. */
  at: number
}

/** Something that a person did: who, and the interaction that may be answered once. */
interface ByPerson extends Base {
  byId: string
  interaction?: string
}

export interface NewRequest {
  id: string
  communityId: string
  askerId: string
  channel: string
  score: number
  /** Linked channels that this one is mirrored to. */
  mirrors: string[]
}

/** Everything that can happen to one request. */
export type RequestEvent =
  // how it begins
  | (Base & NewRequest & { type: 'request-noticed'; message: string; care?: 'support' | 'crisis' })
  /** In a help desk, where posting is the yes. */
  | (Base & NewRequest & { type: 'request-posted'; message: string })
  | (ByPerson & NewRequest & { type: 'request-asked'; message?: string; words: Words })
  // the offer
  | (ByPerson & { type: 'note-opened'; slot: string })
  /** `here`: in no linked channel. */
  | (ByPerson & { type: 'offer-accepted'; reach: 'ask-around' | 'post-for-all'; here?: boolean })
  /** `askedBefore`: the offer led to the thread of somebody who had asked the same. */
  | (ByPerson & { type: 'offer-declined'; askedBefore?: boolean })
  | (Base & { type: 'offer-lapsed' })
  | (ByPerson & { type: 'support-answered'; answer: 'company' | 'advice' | 'nothing' })
  | (Base & { type: 'words-fetched'; words: Words })
  | (Base & { type: 'words-gone' })
  | (ByPerson & { type: 'request-edited'; changes: Partial<Words> })
  // what came of sending
  | (Base & { type: 'thread-opened'; thread: string; copy?: string })
  | (Base & { type: 'thread-failed'; copy?: string; failure: string })
  | (Base & { type: 'sent'; slot: string; ref: string })
  | (Base & { type: 'removed'; slot: string })
  | (Base & { type: 'send-failed'; slot: string; failure: string })
  | (Base & { type: 'recalled'; threads: Recalled[] })
  // asking
  | (Base & {
      type: 'helpers-chosen'
      wave: number
      chosen: Chosen[]
      /** Earliest time at which one of those left may be asked, when all are only busy or asleep. */
      laterAt?: number
      usual?: { median: number; n: number }
      referralId?: string
    })
  | (Base & { type: 'wave-ended' })
  /** Whoever was named could not be asked before. */
  | (Base & { type: 'referral-due'; referralId: string })
  | (Base & { type: 'supply-changed' })
  // what the one who was asked does
  | (ByPerson & { type: 'suggestion-given'; pingId?: string; text: string; to: 'thread' | 'asker'; claim: boolean })
  | (ByPerson & { type: 'dm-replied'; text: string; message: string })
  | (ByPerson & { type: 'draft-decided'; draftId: string; decision: 'share' | 'asker' | 'drop' })
  | (ByPerson & { type: 'referral-made'; pingId: string; text: string; memberId?: string; public: boolean })
  | (ByPerson & { type: 'referral-answered'; pingId: string; yes: boolean })
  | (ByPerson & { type: 'ping-declined'; pingId: string; why: 'not-now' | 'not-my-topic' })
  | (ByPerson & { type: 'why-asked'; pingId: string })
  | (ByPerson & { type: 'reported'; pingId: string; block: boolean })
  | (Base & { type: 'ping-lapsed'; pingId: string })
  | (Base & { type: 'claim-lapsed'; pingId: string })
  | (Base & { type: 'draft-lapsed'; draftId: string })
  | (Base & { type: 'helper-unavailable'; memberId: string })
  // the thread
  | (ByPerson & { type: 'thread-message-posted'; message: string; text: string; copy?: string })
  | (Base & { type: 'thread-message-edited'; message: string; text: string })
  | (Base & { type: 'thread-message-deleted'; message: string })
  | (Base & { type: 'asker-message-edited'; words: Words })
  | (Base & { type: 'asker-message-deleted' })
  // how it ends
  | (ByPerson & { type: 'helped'; suggestionId: string; thanks?: string })
  | (ByPerson & { type: 'solved'; organiser?: boolean })
  | (ByPerson & { type: 'withdrawn'; organiser?: boolean })
  | (ByPerson & { type: 'reopened'; organiser?: boolean })
  | (Base & { type: 'expired' })
  | (Base & { type: 'follow-up-due' })
  | (ByPerson & { type: 'outcome-told'; outcome: 'yes' | 'partly' | 'no' })
  /** `recallAllowed`: asker and suggesters let the thread be recalled. */
  | (Base & { type: 'text-expired'; recallAllowed: boolean })
  | (Base & { type: 'recall-refused' })
  | (Base & { type: 'member-erased'; memberId: string })
  /** `memberId` is the same person as `intoId`. */
  | (Base & { type: 'member-merged'; memberId: string; intoId: string })
  | (Base & { type: 'community-joined'; communityId: string })

export interface Chosen {
  memberId: string
  reasons: Reason[]
  ofWeek: { nth: number; limit: number }
  /** Earlier answers of this helper led to this chance of a yes, 0..1. */
  chanceOfYes: number
}

export type RequestEventType = RequestEvent['type']
export type EventOf<T extends RequestEventType> = Extract<RequestEvent, { type: T }>
