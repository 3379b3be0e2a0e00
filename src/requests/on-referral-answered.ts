import { answer, type Rule } from './change.ts'
import { updatePing } from './messages.ts'
import { withPing } from './on-sent.ts'
import { introduce } from './referral.ts'

/** "May I say your name?" Yes: introduced. No: nobody learns that the question was put. */
export const onReferralAnswered: Rule<'referral-answered'> = (request, event) => {
  const ping = request.pings.find(({ id }) => id === event.pingId)
  const referral = request.referrals.find(({ id }) => id === ping?.referralId)
  if (!ping || !referral || ping.consent !== 'asked' || ping.state !== 'live') return undefined
  const answered = {
    type: 'change-member',
    memberId: ping.memberId,
    event: { type: 'answered-ping', at: event.at },
  } as const
  if (!event.yes) {
    const declined = { ...ping, state: 'declined' as const }
    const silent = {
      ...withPing(request, declined),
      referrals: request.referrals.map((each) => (each === referral ? { ...each, state: 'silent' as const } : each)),
    }
    return {
      request: silent,
      effects: [
        updatePing(declined),
        { type: 'cancel-timer', name: 'ping-lapses', about: ping.id },
        answered,
        ...answer(event, 'referral-declined'),
      ],
    }
  }
  const agreed = { ...ping, consent: 'yes' as const }
  const introduced = introduce(withPing(request, agreed), referral, event.at)
  return {
    request: introduced.request,
    effects: [...introduced.effects, updatePing(agreed), answered, ...answer(event, 'introduced')],
  }
}
