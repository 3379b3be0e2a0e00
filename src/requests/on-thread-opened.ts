import type { Rule } from './change.ts'
import type { Effect } from './effects.ts'

/** The thread stands: its card, similar solved requests, the first wave, and the copies that the asker approved. */
export const onThreadOpened: Rule<'thread-opened'> = (request, event) => {
  if (event.copy) {
    const copies = request.copies.map((copy) =>
      copy.channel === event.copy ? { ...copy, thread: event.thread } : copy,
    )
    const earlier = request.suggestions.filter((suggestion) => suggestion.to === 'thread')
    return {
      request: { ...request, copies },
      effects: earlier.map(({ id }) => ({
        type: 'send',
        slot: `suggestion:${id}@${event.copy}`,
        to: { to: 'copy', channel: event.copy! },
        card: 'relayed-suggestion',
        about: id,
      })),
    }
  }
  if (request.thread) return undefined
  const copies = request.copies.map(
    ({ channel }): Effect => ({ type: 'send', slot: `copy:${channel}`, to: { to: 'channel', channel }, card: 'copy' }),
  )
  return {
    request: { ...request, thread: event.thread },
    effects: [
      { type: 'send', slot: 'card', to: { to: 'thread' }, card: 'status' },
      ...(request.reach === 'ask-around' ? [{ type: 'choose-helpers', wave: 1 } as const] : []),
      { type: 'recall' },
      ...copies,
    ],
  }
}
