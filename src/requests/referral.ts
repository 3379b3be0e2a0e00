import { addSuggestion } from './add-suggestion.ts'
import type { Change } from './change.ts'
import type { Effect } from './effects.ts'
import type { Referral, Request } from './request.ts'

/**
 * "I know someone": a member here is asked like any other helper and may say no without a trace; anyone else is never
 * contacted, and is named to the asker alone unless the referrer says that it is public.
 */
export function passOnReferral(request: Request, referral: Referral): Change {
  const effects: Effect[] = [
    {
      type: 'send',
      slot: `forward:${referral.id}`,
      to: { to: 'dm', memberId: referral.byId },
      card: 'forward-line',
      about: referral.id,
    },
  ]
  const shared = addSuggestion(request, {
    memberId: referral.byId,
    at: referral.at,
    ...(referral.public ? { to: 'thread' } : { to: 'asker', referralId: referral.id }),
    ...(referral.text === undefined ? {} : { text: referral.text }),
  })
  return { request: shared.request, effects: [...shared.effects, ...effects] }
}

/** Whether a member here who was named can be asked now is looked up like for any other helper. */
export const askNamed = (request: Request, { id, memberId }: Referral): Effect[] =>
  memberId === undefined || memberId === 'erased'
    ? []
    : [{ type: 'choose-helpers', wave: request.wave, only: { memberId, referralId: id } }]

/** The one who was named agreed: introduced in the thread, the referrer credited. */
export function introduce(before: Request, referral: Referral, at: number): Change {
  const request = {
    ...before,
    referrals: before.referrals.map((each) =>
      each.id === referral.id ? { ...each, state: 'introduced' as const } : each,
    ),
  }
  const added = addSuggestion(request, { memberId: referral.byId, at, to: 'thread', referralId: referral.id })
  return {
    request: added.request,
    effects: [...added.effects, { type: 'record-evidence', what: 'referred', memberId: referral.memberId! }],
  }
}
