import type { Change, Rule } from './change.ts'
import { takesWords } from './clear-text.ts'
import type { RequestEvent, RequestEventType } from './events.ts'
import { onAskerMessageDeleted } from './on-asker-message-deleted.ts'
import { onAskerMessageEdited } from './on-asker-message-edited.ts'
import { onClaimLapsed } from './on-claim-lapsed.ts'
import { onCommunityJoined } from './on-community-joined.ts'
import { onDmReplied } from './on-dm-replied.ts'
import { onDraftDecided } from './on-draft-decided.ts'
import { onDraftLapsed } from './on-draft-lapsed.ts'
import { onExpired } from './on-expired.ts'
import { onFollowUpDue } from './on-follow-up-due.ts'
import { onHelped } from './on-helped.ts'
import { onHelperUnavailable } from './on-helper-unavailable.ts'
import { onHelpersChosen } from './on-helpers-chosen.ts'
import { onMemberErased } from './on-member-erased.ts'
import { onMemberMerged } from './on-member-merged.ts'
import { onNoteOpened } from './on-note-opened.ts'
import { onOfferAccepted } from './on-offer-accepted.ts'
import { onOfferDeclined } from './on-offer-declined.ts'
import { onOfferLapsed } from './on-offer-lapsed.ts'
import { onOutcomeTold } from './on-outcome-told.ts'
import { onPingDeclined } from './on-ping-declined.ts'
import { onPingLapsed } from './on-ping-lapsed.ts'
import { onRecallRefused } from './on-recall-refused.ts'
import { onRecalled } from './on-recalled.ts'
import { onReferralAnswered } from './on-referral-answered.ts'
import { onReferralDue } from './on-referral-due.ts'
import { onReferralMade } from './on-referral-made.ts'
import { onRemoved } from './on-removed.ts'
import { onReopened } from './on-reopened.ts'
import { onReported } from './on-reported.ts'
import { onRequestAsked } from './on-request-asked.ts'
import { onRequestEdited } from './on-request-edited.ts'
import { onRequestNoticed } from './on-request-noticed.ts'
import { onRequestPosted } from './on-request-posted.ts'
import { onSendFailed } from './on-send-failed.ts'
import { onSent } from './on-sent.ts'
import { onSolved } from './on-solved.ts'
import { onSuggestionGiven } from './on-suggestion-given.ts'
import { onSupplyChanged } from './on-supply-changed.ts'
import { onSupportAnswered } from './on-support-answered.ts'
import { onTextExpired } from './on-text-expired.ts'
import { onThreadFailed } from './on-thread-failed.ts'
import { onThreadMessageDeleted } from './on-thread-message-deleted.ts'
import { onThreadMessageEdited } from './on-thread-message-edited.ts'
import { onThreadMessagePosted } from './on-thread-message-posted.ts'
import { onThreadOpened } from './on-thread-opened.ts'
import { onWaveEnded } from './on-wave-ended.ts'
import { onWhyAsked } from './on-why-asked.ts'
import { onWithdrawn } from './on-withdrawn.ts'
import { onWordsFetched } from './on-words-fetched.ts'
import { onWordsGone } from './on-words-gone.ts'
import type { Request, RequestState } from './request.ts'
import type { RequestSettings } from './settings.ts'

/** Whose word counts. "organiser" stands in for the asker where an organiser may close. */
type Who = 'anyone' | 'asker' | 'asker or organiser' | 'the one asked' | 'the author'
type Later = Exclude<RequestEventType, 'request-noticed' | 'request-posted' | 'request-asked'>

const offered: RequestState[] = ['offered']
const open: RequestState[] = ['open']
const closed: RequestState[] = ['solved', 'withdrawn', 'expired']
const begun: RequestState[] = ['open', ...closed]
const any: RequestState[] = ['offered', 'dismissed', ...begun]

/** The rules of the game: in which states an event means something, whose word it takes, and what follows. */
const rules: { [T in Later]: [states: RequestState[], who: Who, then: Rule<T>] } = {
  // the offer
  'note-opened': [any, 'asker', onNoteOpened],
  'offer-accepted': [offered, 'asker', onOfferAccepted],
  'offer-declined': [offered, 'asker', onOfferDeclined],
  'offer-lapsed': [offered, 'anyone', onOfferLapsed],
  'support-answered': [offered, 'asker', onSupportAnswered],
  'words-fetched': [offered, 'anyone', onWordsFetched],
  'words-gone': [offered, 'anyone', onWordsGone],
  'request-edited': [[...offered, ...open], 'asker', onRequestEdited],
  // what came of sending
  'thread-opened': [begun, 'anyone', onThreadOpened],
  'thread-failed': [open, 'anyone', onThreadFailed],
  sent: [any, 'anyone', onSent],
  removed: [any, 'anyone', onRemoved],
  'send-failed': [begun, 'anyone', onSendFailed],
  recalled: [open, 'anyone', onRecalled],
  // asking around
  'helpers-chosen': [open, 'anyone', onHelpersChosen],
  'wave-ended': [open, 'anyone', onWaveEnded],
  'referral-due': [open, 'anyone', onReferralDue],
  'supply-changed': [open, 'anyone', onSupplyChanged],
  // those who are asked
  'suggestion-given': [begun, 'the one asked', onSuggestionGiven],
  'dm-replied': [begun, 'anyone', onDmReplied],
  'draft-decided': [begun, 'the author', onDraftDecided],
  'draft-lapsed': [begun, 'anyone', onDraftLapsed],
  'referral-made': [open, 'the one asked', onReferralMade],
  'referral-answered': [open, 'the one asked', onReferralAnswered],
  'ping-declined': [open, 'the one asked', onPingDeclined],
  'why-asked': [begun, 'the one asked', onWhyAsked],
  reported: [begun, 'the one asked', onReported],
  'ping-lapsed': [open, 'anyone', onPingLapsed],
  'claim-lapsed': [open, 'anyone', onClaimLapsed],
  'helper-unavailable': [open, 'anyone', onHelperUnavailable],
  // the thread
  'thread-message-posted': [begun, 'anyone', onThreadMessagePosted],
  'thread-message-edited': [begun, 'anyone', onThreadMessageEdited],
  'thread-message-deleted': [begun, 'anyone', onThreadMessageDeleted],
  'asker-message-edited': [open, 'anyone', onAskerMessageEdited],
  'asker-message-deleted': [[...offered, ...begun], 'anyone', onAskerMessageDeleted],
  // how it ends, and what comes after
  helped: [['open', 'solved', 'expired'], 'asker', onHelped],
  solved: [['open', 'expired'], 'asker or organiser', onSolved],
  withdrawn: [[...offered, ...open], 'asker or organiser', onWithdrawn],
  reopened: [closed, 'asker or organiser', onReopened],
  expired: [open, 'anyone', onExpired],
  'follow-up-due': [['solved', 'expired'], 'anyone', onFollowUpDue],
  'outcome-told': [['solved', 'expired'], 'asker', onOutcomeTold],
  'text-expired': [closed, 'anyone', onTextExpired],
  'recall-refused': [begun, 'anyone', onRecallRefused],
  'member-erased': [any, 'anyone', onMemberErased],
  'member-merged': [any, 'anyone', onMemberMerged],
  'community-joined': [any, 'anyone', onCommunityJoined],
}

/**
 * What an event does to one request. Pure: the same request, event and settings always give the same answer.
 * @returns the next request (its version one higher) and what is owed; undefined when the event means nothing here
 */
export function transition(
  request: Request | undefined,
  event: RequestEvent,
  settings: RequestSettings,
): Change | undefined {
  if (event.type === 'request-noticed') return request ? undefined : next(onRequestNoticed(event, settings))
  if (event.type === 'request-posted') return request ? undefined : next(onRequestPosted(event, settings))
  if (event.type === 'request-asked') return request ? undefined : next(onRequestAsked(event, settings))
  if (!request) return undefined
  const [states, who, then] = rules[event.type] as [RequestState[], Who, Rule<Later>]
  if (!states.includes(request.state)) return undefined
  const refusal = refuse(request, event, who)
  if (!refusal && bringsWords.has(event.type) && !takesWords(request, event.at, settings))
    return tooLate(request, event)
  const change = refusal ?? then(request, event, settings)
  return change && next(change)
}

/** These bring words that have to be forgotten again. */
const bringsWords = new Set<RequestEventType>([
  'suggestion-given',
  'dm-replied',
  'draft-decided',
  'thread-message-posted',
  'helped',
])

/** Weeks after the end nobody waits for an answer any more, and nothing new is kept. */
const tooLate = (request: Request, event: RequestEvent): Change | undefined =>
  'interaction' in event && event.interaction
    ? next({ request, effects: [{ type: 'answer', interaction: event.interaction, card: 'request-closed' }] })
    : undefined

const next = ({ request, effects }: Change): Change => ({
  request: { ...request, version: request.version + 1 },
  effects,
})

/** Only the right person's word counts, decided from stored state and never from what a button carries. */
function refuse(request: Request, event: RequestEvent, who: Who): Change | undefined {
  if (who === 'anyone' || !('byId' in event)) return undefined
  const mayClose = who === 'asker or organiser' && 'organiser' in event && event.organiser
  const right =
    who === 'asker' || who === 'asker or organiser'
      ? mayClose || event.byId === request.askerId
      : who === 'the author'
        ? request.drafts.some(
            (draft) => 'draftId' in event && draft.id === event.draftId && draft.memberId === event.byId,
          )
        : wasAsked(request, event)
  if (right) return undefined
  const card = who === 'the one asked' || who === 'the author' ? 'only-the-one-asked' : 'only-the-asker'
  return { request, effects: event.interaction ? [{ type: 'answer', interaction: event.interaction, card }] : [] }
}

/** A suggestion without a ping is open to everyone who reads the thread; the asker does not suggest to themselves. */
function wasAsked(request: Request, event: RequestEvent & { byId: string }): boolean {
  if (event.type === 'suggestion-given' && event.pingId === undefined) return event.byId !== request.askerId
  return request.pings.some((ping) => 'pingId' in event && ping.id === event.pingId && ping.memberId === event.byId)
}
