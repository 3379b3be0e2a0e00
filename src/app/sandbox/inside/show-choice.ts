import { languageName } from '../../../cards/say-reasons.ts'
import type { PassedOver } from '../../../matching/allocate.ts'
import type { Load, Reason } from '../../../matching/evidence.ts'
import type { Request } from '../../../requests/request.ts'
import type { Happening } from '../../watch.ts'
import { passedOverWords, reasonWords } from './say-happening.ts'
import type { Measures, Named } from './show-kept.ts'

type Chosen = Extract<Happening, { type: 'chosen' }>

/** Everybody who is named in it. */
export const membersOfChoice = ({ request, allocation }: Chosen): string[] => [
  request.askerId,
  ...allocation.order.map(({ memberId }) => memberId),
  ...request.referrals.map(({ byId }) => byId),
]

/** Who was ranked where and why, who was passed over and why, and what the size of the wave came from. `now`: the request as it stands. */
export function showChoice(
  { request, need, allocation, loads, event }: Chosen,
  now: Request | undefined,
  named: Named,
  { prior, newDms }: Measures,
) {
  const ranked = new Map(allocation.order.map((one) => [one.memberId, one]))
  const referral = request.referrals.find(({ id }) => id === event.referralId)
  const reasonsOf = (reasons: readonly Reason[]) =>
    reasons.map(({ code, detail, share }) => {
      const about = code === 'speaks-language' ? detail.map(languageName) : detail
      return { says: reasonWords[code](about.join(', ')), share }
    })
  return {
    is: 'choice' as const,
    asker: named.member(request.askerId),
    text: request.words.text,
    wave: event.wave,
    ...(referral && { namedBy: named.member(referral.byId) }),
    chosen: allocation.chosen.map((one) => {
      const { answered, asked, pingsThisWeek, weeklyLimit } = loads.get(one.memberId)!
      return {
        name: named.member(one.memberId),
        reasons: reasonsOf(one.reasons),
        chance: one.chanceOfYes,
        answered,
        asked,
        nth: pingsThisWeek + 1,
        limit: weeklyLimit,
      }
    }),
    passedOver: allocation.passedOver.map((one) => ({
      mayKnow: (ranked.get(one.memberId)?.fit ?? 0) >= need.minFit,
      name: named.member(one.memberId),
      why: sayWhy(one, loads.get(one.memberId)),
      reasons: reasonsOf(ranked.get(one.memberId)?.reasons ?? []),
    })),
    prior,
    chance: allocation.chance,
    target: need.target,
    most: need.maxWave,
    stop: sayStop(allocation, need),
    newDms: { ...newDms, left: need.newDms },
    next: sayNext(event, now),
  }
}

function sayWhy({ reason }: PassedOver, load: Load | undefined): string {
  const words = passedOverWords[reason]
  return reason === 'weekly-limit' && load ? `${words}: ${load.pingsThisWeek} of ${load.weeklyLimit}` : words
}

function sayStop({ chosen, chance }: Chosen['allocation'], { target, maxWave }: Chosen['need']): string {
  if (chosen.length === 0) return 'nobody can be asked now'
  if (chance >= target) return 'that is enough, so nobody else is disturbed'
  if (chosen.length >= maxWave) return 'so many at a time and no more'
  return 'nobody else can be asked now'
}

/** What comes next for the request, and when (ms since 1970). */
function sayNext({ wave, at, laterAt, referralId }: Chosen['event'], now: Request | undefined) {
  if (referralId) return { says: 'Whoever is named is asked first, and may say no without anybody hearing of it' }
  if (now?.state !== 'open') return { says: 'No further wave: nobody is asked in vain' }
  if (now.suggestions.some(({ helpedAt }) => helpedAt)) return { says: 'No further wave: a suggestion helped' }
  if (now.wave > wave) return { says: 'The next wave has gone out since' }
  if (now.waveEndsAt !== undefined && now.waveEndsAt > at)
    return {
      says: laterAt && now.wave < wave ? 'Looks again' : 'The next wave, unless it is solved',
      at: now.waveEndsAt,
    }
  if (now.nobodyLeft) return { says: 'Nobody else may know, and the thread says so' }
  return { says: 'No further wave' }
}
