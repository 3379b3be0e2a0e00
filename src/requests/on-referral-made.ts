import { answerPing } from './add-suggestion.ts'
import { answer, type Rule } from './change.ts'
import { updateStatus } from './messages.ts'
import { askNamed, passOnReferral } from './referral.ts'
import type { Referral } from './request.ts'

/** "I know someone." The answer to the referrer is the same whatever the one named will say. */
export const onReferralMade: Rule<'referral-made'> = (before, event) => {
  const known = event.memberId !== undefined
  if (event.memberId === before.askerId || event.memberId === event.byId) return undefined
  if (!known && event.text.trim() === '') return undefined
  const referral: Referral = {
    id: `${before.id}.r${before.referrals.length + 1}`,
    byId: event.byId,
    text: event.text,
    public: event.public,
    at: event.at,
    state: known ? 'asked' : 'told',
    ...(known ? { memberId: event.memberId } : {}),
  }
  const answered = answerPing(
    { ...before, referrals: [...before.referrals, referral] },
    event.byId,
    'referred',
    event.at,
  )
  if (!known) {
    const told = passOnReferral(answered.request, referral)
    return {
      request: told.request,
      effects: [
        ...answered.effects,
        ...told.effects,
        ...updateStatus(told.request),
        ...answer(event, 'referral-told', referral.id),
      ],
    }
  }
  return {
    request: answered.request,
    effects: [
      ...answered.effects,
      ...askNamed(answered.request, referral),
      ...updateStatus(answered.request),
      ...answer(event, 'referral-asked', referral.id),
    ],
  }
}
