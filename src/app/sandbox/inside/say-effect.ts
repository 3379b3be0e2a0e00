import type { CardName, Destination, Effect, TimerName } from '../../../requests/effects.ts'
import { plain } from './say-happening.ts'

/** Names for people and places that an effect holds by reference. */
export interface Naming {
  member(id: string): string
  channel(ref: string): string
}

const cards: Partial<Record<CardName, string>> = {
  offer: 'the question “shall I ask around?”',
  status: 'the card that says how it stands',
  ping: 'a ping: can you help?',
  suggestion: 'the suggestion, word for word',
  introduction: 'the introduction',
  'first-suggestion': 'word of the first suggestion',
  'suggestion-for-asker': 'the suggestion, for the author alone',
  progress: 'how it goes',
  thanks: 'the thanks, word for word',
  outcome: 'how it went',
  'follow-up': 'the question whether it worked out',
  'nobody-may-know': 'word that nobody else may know',
  'support-question': 'the question: company, advice or nothing?',
  'crisis-lines': 'whom one can call',
  'share-question': 'the question whether to share the answer',
}
const sayCard = (card: CardName) => cards[card] ?? `the card “${plain(card)}”`

const timers: Record<TimerName, string> = {
  'offer-lapses': 'let the question go',
  'wave-ends': 'ask the next ones, unless somebody has answered',
  'ping-lapses': 'let an unanswered ping go',
  'claim-lapses': 'let a claim go',
  'draft-lapses': 'let an unsent answer go',
  'referral-waits': 'see whether the one who was named is free',
  'request-expires': 'close the request',
  'follow-up': 'ask whether it worked out',
  'text-expires': 'forget its words',
}

/** What keeps things in order rather than reaches anybody. */
export const isMinor = ({ type }: Effect) =>
  !['send', 'open-thread', 'fetch-words', 'recall', 'choose-helpers', 'record-evidence', 'block'].includes(type)

/** What is owed, in words; `at`: by when, for a timer (ms since 1970). */
export function sayEffect(effect: Effect, naming: Naming): { what: string; at?: number } {
  switch (effect.type) {
    case 'send':
      return { what: `send ${sayCard(effect.card)} ${sayTo(effect.to, naming)}` }
    case 'edit':
      return { what: `bring up to date: ${sayCard(effect.card)}, ${sayWhere(effect.to, naming)}` }
    case 'remove':
      return { what: `take a card away, ${sayWhere(effect.to, naming)}` }
    case 'answer':
      return { what: `answer whoever pressed or typed, privately: ${plain(effect.card)}` }
    case 'fetch-words':
      return { what: 'read the post again, now that its words may be kept' }
    case 'open-thread':
      return { what: effect.copy ? `open a thread in ${naming.channel(effect.copy)}` : 'open a thread on the post' }
    case 'recall':
      return { what: 'look for similar requests that were solved' }
    case 'choose-helpers':
      return {
        what: effect.only
          ? `see whether ${naming.member(effect.only.memberId)} may be asked`
          : `choose whom to ask, wave ${effect.wave}`,
      }
    case 'set-timer':
      return { what: timers[effect.name], at: effect.at }
    case 'cancel-timer':
      return { what: `no longer needed: ${timers[effect.name]}` }
    case 'change-member':
      return { what: `note about ${naming.member(effect.memberId)}: ${plain(effect.event.type)}` }
    case 'record-evidence':
      return { what: `remember that ${naming.member(effect.memberId)} ${learned[effect.what]}` }
    case 'count-offer':
      return { what: `count the offer as ${effect.answer}, so that this channel is offered to as often as people want` }
    case 'block':
      return { what: `keep ${naming.member(effect.byId)} and ${naming.member(effect.memberId)} apart` }
  }
}

const learned: Record<Extract<Effect, { type: 'record-evidence' }>['what'], string> = {
  suggested: 'answered about this',
  helped: 'helped with this',
  referred: 'was named for this',
  'not-topic': 'does not know about this',
}

function sayTo(to: Destination, naming: Naming): string {
  if (to.to === 'dm') return `to ${naming.member(to.memberId)}, by direct message`
  if (to.to === 'privately' || to.to === 'aside') return `to ${naming.member(to.memberId)} alone`
  if (to.to === 'moderators') return 'to the moderators'
  return `to ${sayPlace(to, naming)}`
}

const sayWhere = (to: Destination, naming: Naming): string =>
  'memberId' in to ? `for ${naming.member(to.memberId)}` : `in ${sayPlace(to, naming)}`

function sayPlace(to: Exclude<Destination, { memberId: string }>, naming: Naming): string {
  if (to.to === 'thread') return 'the thread'
  if (to.to === 'copy') return `the thread in ${naming.channel(to.channel)}`
  return to.to === 'moderators' ? 'the moderators’ channel' : naming.channel(to.channel)
}
