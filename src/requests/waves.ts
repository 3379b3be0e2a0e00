import type { Change } from './change.ts'
import { kindRules } from './kinds.ts'
import type { Request } from './request.ts'

const MINUTE = 60_000
const urgencyFactor = { now: 0.5, today: 1, soon: 1.5, whenever: 2 } as const

/**
 * How long a wave may take before the next one goes.
 *
 * wait = base × urgency, where base is the community's own median time to a first suggestion once it is known of five
 * requests (a wish keeps its own pace), and the kind's otherwise. At least 3 minutes; with a deadline at most a fifth of
 * the time that is left, so that four more waves fit in.
 * @returns milliseconds
 */
export function waveWait(request: Request, at: number): number {
  const words = request.words!
  const rules = kindRules[words.kind]
  const base = !rules.standing && request.usual && request.usual.n >= 5 ? request.usual.median : rules.wait
  const wait = Math.min(
    base * urgencyFactor[words.urgency ?? 'whenever'],
    rules.standing ? rules.wait : 4 * 60 * MINUTE,
  )
  const left = words.deadline ? (words.deadline.at - at) / 5 : Number.POSITIVE_INFINITY
  return Math.max(3 * MINUTE, Math.round(Math.min(wait, left)))
}

/** When a request ends by itself: at its deadline, else after the life of its kind. ms since 1970. */
export function endOfLife(request: Request, at: number): number {
  const words = request.words!
  const deadline = words.deadline && words.deadline.at > at ? words.deadline.at : undefined
  return deadline ?? at + kindRules[words.kind].life
}

/** Waves go on until a suggestion helped. */
export const wavesAreOver = (request: Request) =>
  request.state !== 'open' ||
  request.reach !== 'ask-around' ||
  request.suggestions.some((suggestion) => suggestion.helpedAt)

/** The next wave, at once. Nothing while a choice is already under way. */
export function nextWave(request: Request): Change {
  return {
    request: { ...request, waveEndsAt: undefined },
    effects: [
      { type: 'cancel-timer', name: 'wave-ends' },
      { type: 'choose-helpers', wave: request.wave + 1 },
    ],
  }
}

/** When everybody who was asked has answered and nothing came of it, the next wave need not wait. */
export function nextWaveIfAllAnswered(request: Request): Change {
  const waiting = request.pings.some((ping) => ['owed', 'live', 'claimed'].includes(ping.state) && !ping.referralId)
  if (waiting || request.waveEndsAt === undefined || request.suggestions.length > 0 || wavesAreOver(request))
    return { request, effects: [] }
  return nextWave(request)
}
