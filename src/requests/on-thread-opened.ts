import type { Rule } from './change.ts'
import type { Effect } from './effects.ts'
import { waitBeforeAsking } from './help-desk.ts'
import { updateOutstandingPings } from './messages.ts'

/** The thread stands: its card, similar solved requests, the first wave, and the copies that the asker approved. */
export const onThreadOpened: Rule<'thread-opened'> = (request, event, settings) => {
  if (event.copy) {
    const opened = request.copies.find(({ channel }) => channel === event.copy)
    if (!opened || opened.thread) return undefined
    const copies = request.copies.map((copy) => (copy === opened ? { ...copy, thread: event.thread } : copy))
    const suggested = request.suggestions.filter(
      ({ to, text, referralId }) => to === 'thread' && (text !== undefined || referralId),
    )
    const told = request.updates.filter(({ text }) => text !== undefined)
    const earlier = [
      ...suggested.map(({ id, at }) => ({ what: 'suggestion' as const, id, at })),
      ...told.map(({ id, at }) => ({ what: 'update' as const, id, at })),
    ].sort((a, b) => a.at - b.at)
    const shown = { ...request, copies }
    return {
      request: shown,
      effects: [
        ...earlier.map(
          ({ what, id }): Effect => ({
            type: 'send',
            slot: `${what}:${id}@${event.copy}`,
            to: { to: 'copy', channel: event.copy! },
            card: `relayed-${what}`,
            about: id,
          }),
        ),
        // Who was asked and reads only here now has a way to the answers.
        ...updateOutstandingPings(shown),
      ],
    }
  }
  if (request.thread) return undefined
  const copies = request.copies.map(
    ({ channel }): Effect => ({ type: 'send', slot: `copy:${channel}`, to: { to: 'channel', channel }, card: 'copy' }),
  )
  const card: Effect = { type: 'send', slot: 'card', to: { to: 'thread' }, card: 'status' }
  const stands = { ...request, thread: event.thread }
  // Closed while the thread was being opened: it only says so.
  if (request.state !== 'open') return { request: stands, effects: [card] }
  if (request.stoppable) {
    const waits = waitBeforeAsking(stands, event.at, settings.deskWait)
    return { request: waits.request, effects: [card, { type: 'recall' }, ...waits.effects] }
  }
  return {
    request: stands,
    effects: [
      card,
      ...(request.reach === 'ask-around' ? [{ type: 'choose-helpers', wave: 1 } as const] : []),
      { type: 'recall' },
      ...copies,
    ],
  }
}
