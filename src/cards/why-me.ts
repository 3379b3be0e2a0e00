import type { Reason } from '../matching/evidence.ts'
import type { CardOf } from './blocks.ts'
import { card, fields, note, sentences, text } from './blocks.ts'
import type { Span } from './card.ts'
import { pingOf, requestOf } from './find.ts'
import { sayReason, sayReasons } from './say-reasons.ts'
import { list, person } from './spans.ts'
import type { View } from './view.ts'
import type { MessageKey, Voice } from './voice.ts'

type Code = Reason['code']

/** Where a reason comes from: what somebody said of themselves, what they did when they were asked, what I learned where I may. */
const sources: Record<Code, 'told' | 'before' | 'learned'> = {
  'declared-topic': 'told',
  'declared-place': 'told',
  'near-place': 'told',
  'speaks-language': 'told',
  listens: 'told',
  'suggested-before': 'before',
  'helped-before': 'before',
  'named-by-others': 'before',
  'writes-about': 'learned',
  'active-in-channel': 'learned',
  'answers-people-here': 'learned',
  'active-lately': 'learned',
}

/** Why this helper got this ping, in full: what they declared, what was learned, what limits it, and what would change it. */
export const whyMe: CardOf = (view, voice) => {
  const ping = pingOf(view)
  const { reasons } = ping
  const from = (source: 'told' | 'before' | 'learned') => reasons.filter(({ code }) => sources[code] === source)
  const referral = requestOf(view).referrals.find(({ id }) => id === ping.referralId)
  const field = (key: MessageKey, value: Span[]) => ({ label: voice.plain(key), value })
  return card(
    text(
      referral
        ? voice.say('answer.why-named', { person: person(view, voice, referral.byId) })
        : voice.say('answer.why', { reasons: sayReasons(voice, reasons) }),
    ),
    fields(
      field('why.told', sayShares(voice, from('told'))),
      field('why.before', sayShares(voice, from('before'))),
      field('why.learned', sayLearned(view, voice, from('learned'))),
      field('why.limits', sayLimits(view, voice)),
    ),
    note(reasons.length > 0 && voice.say('why.shares'), voice.say('answer.why-change')),
  )
}

/** "you offered ladders (80 %) and you speak French (20 %)". */
const sayShares = (voice: Voice, reasons: Reason[]): Span[] =>
  list(
    reasons.map((reason) =>
      voice.say('why.share', { reason: sayReason(voice, reason), percent: Math.round(reason.share * 100) }),
    ),
  )

function sayLearned(view: View, voice: Voice, reasons: Reason[]): Span[] {
  if (reasons.length > 0) return sayShares(voice, reasons)
  return voice.say(view.reader?.volunteer?.learning ? 'why.learned-nothing' : 'why.learned-off')
}

function sayLimits(view: View, voice: Voice): Span[] {
  const { nth, limit } = pingOf(view).ofWeek
  const quiet = view.reader?.volunteer?.quietHours
  return sentences(
    voice.say('answer.why-week', { nth, limit }),
    voice.say('why.one-at-a-time'),
    quiet && quiet.from !== quiet.to && voice.say('why.quiet', quiet),
    ...(view.why?.limits ?? []).map((reason) => voice.say(`limit.${reason}`)),
  )
}
