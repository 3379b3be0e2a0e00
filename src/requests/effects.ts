import type { OfferAnswer } from '../communities/offer-threshold.ts'
import type { MemberEvent } from '../members/member.ts'

/**
 * Something owed to the outside, stored before it is done. Effects hold ids, never people's words: what is said is rendered
 * from the request when it is sent, so an erased text cannot leave late. (Only the answer to what could not be taken carries what was
 * typed, for it stands nowhere else.) Each belongs to one request, member or community.
 */
export type Effect =
  /** Send a card and remember it under `slot`. Result: `sent` or `send-failed`. */
  | {
      type: 'send'
      slot: string
      to: Destination
      card: CardName
      /** The ping, suggestion, update, referral or draft that the card is about. */
      about?: string
      notify?: boolean
      /** Pointless after this time. */
      expiresAt?: number
    }
  /** Bring the card in `slot` up to date. Nothing happens when nothing was sent there. */
  | { type: 'edit'; slot: string; to: Destination; card: CardName; about?: string }
  /** Result: `removed`. */
  | { type: 'remove'; slot: string; to: Destination }
  /** The one private answer to a command, press or form. At most once; dropped when the interaction has lapsed. `slot`: it is taken back again. */
  | { type: 'answer'; interaction: string; card: CardName; about?: string; slot?: string }
  /** Read the asker's message again. Result: `words-fetched` or `words-gone`. */
  | { type: 'fetch-words' }
  /** Open the thread on the asker's message, or on its copy. Result: `thread-opened` or `thread-failed`. */
  | { type: 'open-thread'; copy?: string }
  /** Result: `recalled`. */
  | { type: 'recall' }
  /** Result: `helpers-chosen`. `only` limits the choice to the one named by a referral. */
  | { type: 'choose-helpers'; wave: number; only?: { memberId: string; referralId: string } }
  | { type: 'set-timer'; name: TimerName; about?: string; at: number }
  | { type: 'cancel-timer'; name: TimerName; about?: string }
  /** Applied in the same transaction. */
  | { type: 'change-member'; memberId: string; event: MemberEvent }
  /** Applied in the same transaction: what this request taught about a member. */
  | { type: 'record-evidence'; what: 'suggested' | 'helped' | 'referred' | 'not-topic'; memberId: string }
  /** Applied in the same transaction: how an offer was answered, as a count of its channel. */
  | { type: 'count-offer'; answer: OfferAnswer }
  /** The asker wants no further pings from, or to, this member. Applied in the same transaction. */
  | { type: 'block'; byId: string; memberId: string }

/** Where a card goes; resolved to a conversation when it is sent. */
export type Destination =
  | { to: 'thread' }
  /** The thread of a copy in a linked channel. */
  | { to: 'copy'; channel: string }
  | { to: 'channel'; channel: string; replyTo?: string }
  | { to: 'dm'; memberId: string }
  /** Only for this member, in the channel of the request. */
  | { to: 'privately'; memberId: string }
  /** The same in the channel itself, and nowhere where the platform cannot show something to one person alone. */
  | { to: 'aside'; memberId: string }
  | { to: 'moderators' }

export type TimerName =
  | 'offer-lapses'
  | 'wave-ends'
  | 'ping-lapses'
  | 'claim-lapses'
  | 'draft-lapses'
  | 'referral-waits'
  | 'request-expires'
  | 'follow-up'
  | 'text-expires'

/** What the bot can say about a request, a member or a community. `cards/` has one function for each. */
export type CardName =
  // to the asker, privately
  | 'offer'
  | 'offer-details-gone'
  | 'support-question'
  | 'support-company'
  | 'crisis-lines'
  | 'first-suggestion'
  | 'suggestion-for-asker'
  | 'thread-failed'
  | 'nobody-may-know'
  | 'follow-up'
  // in the channel and in the thread
  | 'note'
  | 'desk-begins'
  | 'asked-by-command'
  | 'copy'
  | 'status'
  | 'suggestion'
  | 'introduction'
  | 'relayed-suggestion'
  | 'relayed-update'
  // to helpers, by DM
  | 'ping'
  | 'ping-over'
  | 'share-question'
  | 'forward-line'
  | 'thanks'
  | 'progress'
  | 'outcome'
  | 'claim-lapsed'
  // to greeters, by DM
  | 'newcomer-asks'
  // to moderators
  | 'crisis-for-moderators'
  | 'report-for-moderators'
  // answers that only their reader sees
  | AnswerName

export type AnswerName =
  | 'only-the-asker'
  | 'only-the-one-asked'
  | 'already-handled'
  | 'request-closed'
  | 'asking-around'
  | 'posted-for-all'
  | 'offer-dismissed'
  | 'edited'
  | 'suggestion-shared'
  | 'suggestion-to-asker'
  | 'late-suggestion'
  | 'draft-dropped'
  | 'claimed'
  | 'not-now'
  | 'not-my-topic'
  | 'referral-asked'
  | 'referral-told'
  | 'introduced'
  | 'referral-declined'
  | 'thanked'
  | 'solved'
  | 'withdrawn'
  | 'desk-stopped'
  | 'reopened'
  | 'outcome-noted'
  | 'reported'
  | 'blocked'
  | 'why-me'
  | 'support-here'
  // about a member
  | 'welcome-volunteer'
  | 'profile'
  | 'not-a-volunteer'
  | 'help'
  | 'hello'
  | 'asked-the-author'
  | 'paused'
  | 'resumed'
  | 'stopped'
  | 'privacy'
  | 'privacy-export'
  | 'privacy-erased'
  | 'greeter-agreed'
  | 'greeter-stopped'
  | 'link-code'
  | 'linked'
  | 'unlinked'
  | 'wrong-code'
  | 'my-requests'
  | 'home'
  | 'recall'
  // about a community
  | 'community'
  | 'community-changed'
  | 'set-up'
  | 'set-up-done'
  | 'join-code'
  | 'volunteer-invitation'
  | 'unmet-topics'
  | 'not-an-organiser'
  | 'invalid-input'
  | 'not-in-a-watched-place'

/** Effects of one lane are done in order: those of one request to one conversation. */
export function laneOf(effect: Effect): string {
  switch (effect.type) {
    case 'send':
    case 'edit':
    case 'remove':
      return destinationLane(effect.to)
    case 'answer':
      return `answer:${effect.interaction}`
    case 'open-thread':
      return effect.copy ? `copy:${effect.copy}` : 'thread'
    default:
      return effect.type
  }
}

function destinationLane(to: Destination): string {
  switch (to.to) {
    case 'thread':
    case 'moderators':
      return to.to
    case 'copy':
      return `copy:${to.channel}`
    case 'channel':
      return `channel:${to.channel}`
    case 'dm':
      return `dm:${to.memberId}`
    case 'privately':
    case 'aside':
      return `privately:${to.memberId}`
  }
}
