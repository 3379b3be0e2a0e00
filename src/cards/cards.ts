import type { ActionName } from '../commands/actions.ts'
import type { Problem } from '../commands/intent.ts'
import type { Reason } from '../matching/evidence.ts'
import type { CardName } from '../requests/effects.ts'
import type { Request } from '../requests/request.ts'
import { community, communityChanged, unmetTopics, volunteerInvitation } from './about-community.ts'
import { notAVolunteer, paused, profile, resumed, stopped, welcomeVolunteer } from './about-member.ts'
import * as answers from './answers.ts'
import type { CardOf } from './blocks.ts'
import type { Card, Form } from './card.ts'
import { commandForm } from './command-forms.ts'
import { help } from './help.ts'
import { home } from './home.ts'
import * as thread from './in-thread.ts'
import { joinCode, linkCode, linked, unlinked, wrongCode } from './linked.ts'
import { offer } from './offer.ts'
import { ping, pingOver } from './ping.ts'
import { privacy, privacyErased, privacyExport } from './privacy.ts'
import { myRequests, recall } from './requests.ts'
import { sayReasons } from './say-reasons.ts'
import { setUp, setUpDone } from './set-up.ts'
import { status } from './status.ts'
import { textOf } from './text-of.ts'
import * as asker from './to-asker.ts'
import { newcomerAsks } from './to-greeters.ts'
import * as helper from './to-helper.ts'
import { crisisForModerators, reportForModerators } from './to-moderators.ts'
import type { View } from './view.ts'
import { createVoice, type MessageKey, type Messages } from './voice.ts'
import { whyMe } from './why-me.ts'

export type { Messages }

const cards: Record<CardName, CardOf> = {
  offer,
  'offer-details-gone': asker.detailsGone,
  'support-question': asker.supportQuestion,
  'support-company': asker.supportCompany,
  'crisis-lines': asker.crisisLines,
  'first-suggestion': asker.firstSuggestion,
  'suggestion-for-asker': asker.suggestionForAsker,
  'thread-failed': asker.threadFailed,
  'nobody-may-know': asker.nobodyMayKnow,
  'follow-up': asker.followUp,
  note: thread.waitingNote,
  'desk-begins': thread.deskBegins,
  'asked-by-command': thread.askedByCommand,
  copy: thread.copy,
  status,
  suggestion: thread.suggestion,
  introduction: thread.suggestion,
  'relayed-suggestion': thread.relayedSuggestion,
  'relayed-update': thread.relayedUpdate,
  ping,
  'ping-over': pingOver,
  'share-question': helper.shareQuestion,
  'forward-line': helper.forwardLine,
  thanks: helper.thanks,
  progress: helper.progress,
  outcome: helper.outcome,
  'claim-lapsed': helper.claimLapsed,
  'newcomer-asks': newcomerAsks,
  'greeter-agreed': answers.greeterAgreed,
  'greeter-stopped': answers.greeterStopped,
  'crisis-for-moderators': crisisForModerators,
  'report-for-moderators': reportForModerators,
  hello: answers.hello,
  'asked-the-author': answers.askedTheAuthor,
  'only-the-asker': answers.onlyTheAsker,
  'only-the-one-asked': answers.onlyTheOneAsked,
  'already-handled': answers.alreadyHandled,
  'request-closed': answers.requestClosed,
  'asking-around': answers.askingAround,
  'posted-for-all': answers.postedForAll,
  'offer-dismissed': answers.offerDismissed,
  edited: answers.edited,
  'suggestion-shared': answers.suggestionShared,
  'suggestion-to-asker': answers.suggestionToAsker,
  'late-suggestion': answers.lateSuggestion,
  'draft-dropped': answers.draftDropped,
  claimed: answers.claimed,
  'not-now': answers.notNow,
  'not-my-topic': answers.notMyTopic,
  'referral-asked': answers.referralAsked,
  'referral-told': answers.referralTold,
  introduced: answers.introduced,
  'referral-declined': answers.referralDeclined,
  thanked: answers.thanked,
  solved: answers.solved,
  withdrawn: answers.withdrawn,
  'desk-stopped': answers.deskStopped,
  reopened: answers.reopened,
  'outcome-noted': answers.outcomeNoted,
  reported: answers.reported,
  blocked: answers.blocked,
  'why-me': whyMe,
  'support-here': answers.supportHere,
  'not-a-volunteer': notAVolunteer,
  'welcome-volunteer': welcomeVolunteer,
  profile,
  paused,
  resumed,
  stopped,
  privacy,
  'privacy-export': privacyExport,
  'privacy-erased': privacyErased,
  'link-code': linkCode,
  linked,
  unlinked,
  'wrong-code': wrongCode,
  'my-requests': myRequests,
  home,
  recall,
  community,
  'community-changed': communityChanged,
  'set-up': setUp,
  'set-up-done': setUpDone,
  'join-code': joinCode,
  'volunteer-invitation': volunteerInvitation,
  'unmet-topics': unmetTopics,
  'not-an-organiser': answers.notAnOrganiser,
  'invalid-input': answers.invalidInput,
  'not-in-a-watched-place': answers.notInAWatchedPlace,
  help,
}

export type Cards = ReturnType<typeof createCards>

/**
 * Everything that the bot says.
 * @param messages of one language, by key, as config/messages/en.json has them
 */
export function createCards({ messages }: { messages: Messages }) {
  const voice = createVoice(messages)
  return {
    /** The card of that name. Throws when the view lacks what the card is about. */
    render: (name: CardName, view: View): Card => cards[name](view, voice),
    /** The name of a request's thread: what it is about and where, nothing of what was written. */
    threadTitle: ({ words }: Pick<Request, 'words'>): string => {
      const about = [...(words?.topics ?? []).slice(0, 3), ...(words?.places ?? []).slice(0, 1).map(({ text }) => text)]
      return about.length > 0
        ? voice.plain('thread.title', { about: about.join(', ') })
        : voice.plain('thread.title-bare')
    },
    /** What is wrong, in one or two sentences that name the remedy. */
    explain: ({ key, values }: Problem): string => voice.plain(key as MessageKey, values),
    /** Why this person, in words: "you offered public speaking near Winnipeg". */
    reasonText: (reasons: readonly Reason[]): string => textOf(sayReasons(voice, reasons)),
    /** The form that a command opens at once, as `formOfCommand` names it. */
    commandForm: (action: ActionName): Form => commandForm(voice, action),
  }
}
