import type { Change, Rule } from './change.ts'
import type { Chosen, EventOf } from './events.ts'
import { kindRules } from './kinds.ts'
import { sendPing, updateStatus } from './messages.ts'
import type { Ping, Request } from './request.ts'
import type { RequestSettings } from './settings.ts'
import { wavesAreOver, waveWait } from './waves.ts'

const MINUTE = 60_000

/** A wave goes out, or it is said honestly that nobody is left to ask. */
export const onHelpersChosen: Rule<'helpers-chosen'> = (before, event, settings) => {
  if (event.referralId) return askReferred(before, event, settings)
  if (event.wave !== before.wave + 1 || wavesAreOver(before)) return undefined
  const request = { ...before, ...(event.usual ? { usual: event.usual } : {}) }
  const chosen = event.chosen.filter(
    ({ memberId }, i, all) =>
      mayBeAsked(request, memberId) && all.findIndex((earlier) => earlier.memberId === memberId) === i,
  )
  if (event.wave > (request.lastWave ?? settings.mostWaves) && (chosen.length > 0 || event.laterAt !== undefined))
    return enoughAsked(request)
  if (chosen.length === 0) return nobodyNow(request, event)
  const pings = chosen.map((helper, i) => newPing(request, helper, i, event, settings))
  const waveEndsAt = event.at + waveWait(request, event.at)
  const next: Request = {
    ...request,
    wave: event.wave,
    waveEndsAt,
    nobodyLeft: false,
    enoughAsked: false,
    pings: [...request.pings, ...pings],
  }
  return {
    request: next,
    effects: [...pings.map(sendPing), { type: 'set-timer', name: 'wave-ends', at: waveEndsAt }, ...updateStatus(next)],
  }
}

const mayBeAsked = (request: Request, memberId: string) =>
  memberId !== request.askerId && !request.pings.some((ping) => ping.memberId === memberId)

function newPing(
  request: Request,
  helper: Chosen,
  i: number,
  event: EventOf<'helpers-chosen'>,
  settings: RequestSettings,
): Ping {
  const life = kindRules[request.words!.kind].standing ? settings.wishPingLife : settings.pingLife
  return {
    id: `${request.id}.p${request.pings.length + i + 1}`,
    memberId: helper.memberId,
    state: 'owed',
    wave: event.wave,
    reasons: helper.reasons,
    ofWeek: helper.ofWeek,
    createdAt: event.at,
    endsAt: event.at + life,
  }
}

/** So many were asked in vain that others are left alone, until something is new. */
function enoughAsked(request: Request): Change {
  const { waveEndsAt: _, ...rest } = request
  const left: Request = { ...rest, nobodyLeft: false, enoughAsked: true }
  return { request: left, effects: updateStatus(left) }
}

/** All who may know are busy or asleep: wait for the first of them. Else nobody is left, and the card says so. */
function nobodyNow(request: Request, event: EventOf<'helpers-chosen'>): Change {
  if (event.laterAt !== undefined) {
    const waveEndsAt = Math.max(event.laterAt, event.at + MINUTE)
    const waiting = { ...request, waveEndsAt, nobodyLeft: false }
    return {
      request: waiting,
      effects: [{ type: 'set-timer', name: 'wave-ends', at: waveEndsAt }, ...updateStatus(waiting)],
    }
  }
  const { waveEndsAt: _, ...rest } = request
  const left: Request = { ...rest, nobodyLeft: true }
  const tell = !request.nobodyLeft && !request.sent.nobody && request.suggestions.length === 0
  return {
    request: left,
    effects: [
      ...updateStatus(left),
      ...(tell
        ? [{ type: 'send', slot: 'nobody', to: { to: 'thread' }, card: 'nobody-may-know', notify: true } as const]
        : []),
    ],
  }
}

/** Somebody was named. If they cannot be asked now, nobody learns of it, and they are asked when they can be. */
function askReferred(
  request: Request,
  event: EventOf<'helpers-chosen'>,
  settings: RequestSettings,
): Change | undefined {
  const referral = request.referrals.find(({ id }) => id === event.referralId)
  if (referral?.state !== 'asked' || request.state !== 'open') return undefined
  const helper = event.chosen.find(({ memberId }) => memberId === referral.memberId && mayBeAsked(request, memberId))
  if (!helper) return event.laterAt === undefined ? undefined : waitForNamed(request, referral.id, event.laterAt)
  const ping: Ping = { ...newPing(request, helper, 0, event, settings), referralId: referral.id, consent: 'asked' }
  return { request: { ...request, pings: [...request.pings, ping] }, effects: [sendPing(ping)] }
}

const waitForNamed = (request: Request, about: string, at: number): Change => ({
  request,
  effects: [{ type: 'set-timer', name: 'referral-waits', about, at }],
})
