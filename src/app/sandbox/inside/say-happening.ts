import type { PassedOverReason, Reason } from '../../../matching/evidence.ts'
import type { PlatformEvent } from '../../../platforms/platform.ts'
import type { RequestEvent } from '../../../requests/events.ts'
import type { PingState, RequestState } from '../../../requests/request.ts'

/** In plain words, for people who are no engineers: what came in. */
export const cameWords: Record<PlatformEvent['type'], string> = {
  'message-posted': 'wrote a message',
  'message-edited': 'A message was edited',
  'message-deleted': 'A message was deleted',
  'command-run': 'ran a command',
  'message-chosen': 'chose “Ask around about this”',
  'button-pressed': 'pressed a button',
  'form-submitted': 'sent a form',
  'member-joined': 'came',
  'member-left': 'left',
  'bot-added': 'let the bot in',
  'readers-changed': 'others may read it now',
}

/** What an event means for a request. */
export const eventWords: Record<RequestEvent['type'], string> = {
  'request-noticed': 'A request is noticed; nobody but its author hears of it',
  'request-posted': 'A post in a help desk, where posting is the yes',
  'request-asked': 'A request is typed to the bot',
  'note-opened': 'A private note is opened',
  'offer-accepted': 'The author says yes: it may be asked around',
  'offer-declined': 'The author says no thanks',
  'offer-lapsed': 'The question went unanswered',
  'support-answered': 'The author says what would be good now',
  'words-fetched': 'The words were read again, now that they may be kept',
  'words-gone': 'The message is gone',
  'request-edited': 'The author put the request right',
  'thread-opened': 'The thread is open',
  'thread-failed': 'The thread could not be opened',
  sent: 'A card arrived',
  removed: 'A card was taken away',
  'send-failed': 'A card could not be sent',
  recalled: 'Similar solved requests were looked up',
  'helpers-chosen': 'Those who are asked now are settled',
  'wave-ended': 'The time of this wave is over',
  'referral-due': 'Whoever was named may be free now',
  'supply-changed': 'Somebody new may know',
  'suggestion-given': 'A helper answers',
  'dm-replied': 'A helper answers in the direct messages',
  'draft-decided': 'The helper says where the answer may go',
  'referral-made': 'A helper names somebody who may know',
  'referral-answered': 'The one who was named answers',
  'ping-declined': 'A helper cannot, which costs nothing',
  'why-asked': 'A helper asks: why me?',
  reported: 'A helper reports the ping',
  'ping-lapsed': 'A ping went unanswered, which costs nothing',
  'claim-lapsed': 'Who wanted to see to it has run out of time',
  'draft-lapsed': 'An unsent answer is let go',
  'helper-unavailable': 'A helper is no longer there',
  'thread-message-posted': 'Somebody writes in the thread, and that counts',
  'thread-message-edited': 'A message in the thread was edited',
  'thread-message-deleted': 'A message in the thread was deleted',
  'asker-message-edited': 'The author edited the post',
  'asker-message-deleted': 'The author deleted the post',
  helped: 'The author says: this helped',
  solved: 'Solved',
  withdrawn: 'No longer needed',
  reopened: 'Open again',
  expired: 'The time for it is over',
  'follow-up-due': 'Time to ask whether it worked out',
  'outcome-told': 'The author tells how it went',
  'text-expired': 'Its words have been kept long enough',
  'recall-refused': 'Somebody wants the thread not to be shown again',
  'member-merged': 'Two of its people turned out to be one',
  'community-joined': 'It came along into another community',
  'member-erased': 'Somebody is forgotten',
}

/** A name of the code's, as far as it can be read. */
export const plain = (name: string) => name.replaceAll('-', ' ')

export const requestWords: Record<RequestState, string> = {
  offered: 'waits for a yes',
  dismissed: 'set aside',
  open: 'asking around',
  solved: 'solved',
  withdrawn: 'called off',
  expired: 'its time is over',
}

export const pingWords: Record<PingState, string> = {
  owed: 'on its way',
  live: 'waits for an answer',
  suggested: 'answered',
  referred: 'named somebody',
  claimed: 'sees to it',
  declined: 'not now',
  lapsed: 'unanswered',
  released: 'told it is over',
  undeliverable: 'could not be reached',
}

/** Why somebody was ranked, with what it is about. */
export const reasonWords: Record<Reason['code'], (about: string) => string> = {
  'declared-topic': (topics) => `offers ${topics}`,
  'declared-place': (place) => `knows their way around ${place}`,
  'near-place': (place) => `is near, in ${place}`,
  'speaks-language': (languages) => `speaks ${languages}`,
  'suggested-before': (terms) => (terms ? `answered about ${terms} before` : 'answered something like it before'),
  'helped-before': (terms) => (terms ? `helped with ${terms} before` : 'helped with something like it before'),
  'named-by-others': (terms) => (terms ? `was named by others for ${terms}` : 'was named by others for such things'),
  'writes-about': (terms) => (terms ? `writes about ${terms}` : 'writes about such things'),
  'active-in-channel': () => 'writes in this channel',
  'answers-people-here': () => 'often answers people here',
  'active-lately': () => 'was here lately',
  listens: () => 'offered to keep people company',
}

/** Why somebody is not asked, beside what depends on numbers. */
export const passedOverWords: Record<PassedOverReason, string> = {
  'weekly-limit': 'has had as many pings this week as they allow',
  'live-ping': 'is being asked about something else; one ping at a time',
  paused: 'rests, or asked for a pause',
  'quiet-hours': 'has quiet hours now',
  'outside-audience': 'may not read the channel that it was asked in',
  'dms-closed': 'takes no direct messages',
  blocked: 'one of the two wants nothing to do with the other',
  'already-asked': 'was asked about this already',
  'not-listening': 'did not offer to keep company',
  'not-a-volunteer': 'did not volunteer, so is never asked',
  'dm-budget': 'no new conversation may be begun just now',
  'not-needed-now': 'is not needed yet: the wave is large enough',
  'too-unlikely': 'is not known to know about it',
}

/** Why something was not sent, or not yet. */
export const failureWords = (failure: string): string =>
  ({
    pointless: 'no longer needed',
    'not-allowed': 'no longer allowed',
    'quiet-hours': 'quiet hours there',
    pace: 'a moment, so as not to write too fast',
    'closed-dms': 'takes no direct messages',
    gone: 'what it belongs to is gone',
  })[failure] ?? plain(failure)
