import type { Change, Rule } from './change.ts'
import { letGo } from './help-desk.ts'
import { updatePing, updateStatus } from './messages.ts'
import type { Request } from './request.ts'
import { nextWave, wavesAreOver, waveWait } from './waves.ts'

/**
 * The time of a wave is over; at a help desk, the time to stop it. Pings of the wave before it lapse. A claim, or a suggestion made while this wave ran, earns
 * one more wait before others are disturbed; otherwise the next wave goes.
 */
export const onWaveEnded: Rule<'wave-ended'> = (before, event) => {
  if (before.waveEndsAt === undefined || event.at < before.waveEndsAt) return undefined
  const begun = letGo(before)
  const over = lapsePings(begun.request, event.at)
  const lapsed = { ...over, effects: [...begun.effects, ...over.effects] }
  const { waveEndsAt: _, ...rest } = lapsed.request
  if (wavesAreOver(rest)) return { request: rest, effects: lapsed.effects }
  const wait = waveWait(rest, event.at)
  const promising =
    rest.pings.some(({ state }) => state === 'claimed') || rest.suggestions.some(({ at }) => at > event.at - wait)
  if (promising) {
    const waveEndsAt = event.at + wait
    return {
      request: { ...rest, waveEndsAt },
      effects: [
        ...lapsed.effects,
        { type: 'set-timer', name: 'wave-ends', at: waveEndsAt },
        ...updateStatus({ ...rest, waveEndsAt }),
      ],
    }
  }
  const next = nextWave(rest)
  return { request: next.request, effects: [...lapsed.effects, ...next.effects] }
}

function lapsePings(request: Request, at: number): Change {
  const old = request.pings.filter((ping) => ping.state === 'live' && ping.wave < request.wave && !ping.referralId)
  const lapsed = old.map((ping) => ({ ...ping, state: 'lapsed' as const }))
  return {
    request: { ...request, pings: request.pings.map((ping) => lapsed.find(({ id }) => id === ping.id) ?? ping) },
    effects: lapsed.flatMap((ping) => [
      updatePing(ping),
      { type: 'cancel-timer', name: 'ping-lapses', about: ping.id } as const,
      { type: 'change-member', memberId: ping.memberId, event: { type: 'ping-lapsed', at } } as const,
    ]),
  }
}
