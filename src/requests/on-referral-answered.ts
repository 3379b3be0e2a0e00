import { answer, type Rule } from './change.ts'
import { endPing } from './end-ping.ts'
import { updatePing } from './messages.ts'
import { withPing } from './on-sent.ts'
import { introduce } from './referral.ts'

/** "May I say your name?" Yes, even late: introduced. No: nobody learns that the question was put. */
export const onReferralAnswered: Rule<'referral-answered'> = (request, event) => {
  const ping = request.pings.find(({ id }) => id === event.pingId)
  const referral = request.referrals.find(({ id }) => id === ping?.referralId)
  if (!ping || !referral || ping.consent !== 'asked') return undefined
  if (!['owed', 'live', 'lapsed'].includes(ping.state)) return undefined
  const answered = {
    type: 'change-member',
    memberId: ping.memberId,
    event: { type: 'answered-ping', at: event.at },
  } as const
  if (!event.yes) {
    const ended = endPing(request, ping, 'declined')
    return { request: ended.request, effects: [answered, ...answer(event, 'referral-declined'), ...ended.effects] }
  }
  const agreed = { ...ping, consent: 'yes' as const, state: 'referred' as const }
  const introduced = introduce(withPing(request, agreed), referral, event.at)
  return {
    request: introduced.request,
    effects: [
      ...introduced.effects,
      updatePing(agreed),
      { type: 'cancel-timer', name: 'ping-lapses', about: ping.id },
      answered,
      ...answer(event, 'introduced'),
    ],
  }
}
