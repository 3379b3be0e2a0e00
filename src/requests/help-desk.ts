import type { Change } from './change.ts'
import type { Destination, Effect } from './effects.ts'
import { removeCards } from './messages.ts'
import { newRequest } from './on-request-noticed.ts'
import type { Request } from './request.ts'

export const aside = ({ askerId }: Pick<Request, 'askerId'>): Destination => ({ to: 'aside', memberId: askerId })

/** The thread stands: whoever posted can stop it for so long (ms). Then the first wave goes. */
export function waitBeforeAsking(request: Request, at: number, wait: number): Change {
  const waveEndsAt = at + wait
  return { request: { ...request, waveEndsAt }, effects: [{ type: 'set-timer', name: 'wave-ends', at: waveEndsAt }] }
}

/** From now on it is a request like any other. */
export function letGo(request: Request): Change {
  const { stoppable, ...rest } = request
  return {
    request: rest,
    effects: stoppable ? removeCards([{ slot: 'aside', to: aside(request) }]) : [],
  }
}

/**
 * Stopped, or taken back, before anybody was asked. Only references are left, as of an offer that was declined; what others wrote in
 * the thread meanwhile is forgotten as well. The card there says that nobody was asked.
 */
export function stopAtDesk(request: Request): Change {
  const { version, message, sent, noticedAt } = request
  const card: Effect = { type: 'edit', slot: 'card', to: { to: 'thread' }, card: 'status' }
  const others = Object.keys(sent).filter((slot) => slot !== 'card' && slot !== 'aside')
  return {
    request: {
      ...newRequest({ ...request, at: noticedAt, mirrors: [] }),
      version,
      sent,
      state: 'dismissed',
      ...(message ? { message } : {}),
    },
    effects: [
      { type: 'cancel-timer', name: 'wave-ends' },
      { type: 'cancel-timer', name: 'request-expires' },
      card,
      ...removeCards([
        ...others.map((slot) => ({ slot, to: { to: 'thread' } as const })),
        { slot: 'aside', to: aside(request) },
      ]),
    ],
  }
}
