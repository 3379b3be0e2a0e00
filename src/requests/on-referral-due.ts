import type { Rule } from './change.ts'
import { askNamed } from './referral.ts'

/** Who was named was busy, asleep or over the weekly limit: now they may be free. */
export const onReferralDue: Rule<'referral-due'> = (request, event) => {
  const referral = request.referrals.find(({ id }) => id === event.referralId)
  if (referral?.state !== 'asked' || request.pings.some(({ referralId }) => referralId === referral.id))
    return undefined
  return { request, effects: askNamed(request, referral) }
}
