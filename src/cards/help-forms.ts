import type { Request } from '../requests/request.ts'
import type { Form } from './card.ts'
import { buildForm, shorten } from './forms.ts'
import { nameOf } from './spans.ts'
import type { View } from './view.ts'
import type { Voice } from './voice.ts'

const MOST_CHOICES = 25

/**
 * "This helped": which suggestion, and a line of thanks. It hangs on a card that all in the thread can read, so it names only
 * what stands in the thread. Undefined while there is nothing to thank for.
 */
export function helpedForm(view: View, voice: Voice, request: Request): Form | undefined {
  const open = request.suggestions.filter(({ to, helpedAt }) => to === 'thread' && helpedAt === undefined)
  if (open.length === 0) return undefined
  const options = open.slice(-MOST_CHOICES).map(({ id, memberId, referralId, text }) => {
    const author = nameOf(view, voice, memberId)
    const named = request.referrals.find((referral) => referral.id === referralId)?.memberId
    const words = named ? voice.plain('suggestion.names', { person: nameOf(view, voice, named) }) : (text ?? '…')
    return { value: id, label: shorten(`${author}: ${words}`) }
  })
  const only = options.length === 1 ? options[0]!.value : undefined
  return buildForm(voice, 'request.helped', { suggestion: { options, value: only }, thanks: {} }, 'helped')
}

/** A line of thanks for one suggestion. */
export const thanksForm = (voice: Voice): Form => buildForm(voice, 'suggestion.helped', { thanks: {} }, 'helped')

/** "I can help" of somebody who was not asked. */
export const suggestForm = (voice: Voice): Form => buildForm(voice, 'request.suggest', { text: {} }, 'suggest')

/** "I can help" of somebody who was asked. "I'll do it myself" is a choice only while the ping waits. */
export function helpForm(voice: Voice, mayClaim: boolean): Form {
  const ways = mayClaim ? (['thread', 'asker', 'claim'] as const) : (['thread', 'asker'] as const)
  const options = ways.map((value) => ({ value, label: voice.plain(`form.ping.help.how.${value}`) }))
  const text = mayClaim ? ({ label: 'form.ping.help.text-or-claim' } as const) : { required: true }
  return buildForm(voice, 'ping.help', { text, how: { value: 'thread', options } })
}

/** "I know someone". */
export const referForm = (voice: Voice): Form =>
  buildForm(voice, 'ping.refer', { who: {}, text: {}, public: { value: 'no' } })

export const reportForm = (voice: Voice): Form => buildForm(voice, 'ping.report', { what: { value: 'report' } })
