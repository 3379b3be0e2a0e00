import { answer, type Rule } from './change.ts'
import { updateStatus } from './messages.ts'
import { endOfLife, nextWave, wavesAreOver } from './waves.ts'

/** It did not work out after all: the request lives again, and others who may know are asked. */
export const onReopened: Rule<'reopened'> = (before, event, settings) => {
  if (!before.words?.text || !before.thread) return { request: before, effects: answer(event, 'request-closed') }
  const { closedAt: _, followUp, ...rest } = before
  const { 'follow-up': __, ...notes } = before.notes
  // What helped before is thanked, but did not settle it: the waves go on.
  const suggestions = before.suggestions.map(({ helpedAt: _, ...suggestion }) => suggestion)
  const endsAt = endOfLife(before, event.at)
  const reopened = {
    ...rest,
    endsAt,
    suggestions,
    notes,
    state: 'open' as const,
    nobodyLeft: false,
    enoughAsked: false,
    lastWave: before.wave + settings.mostWaves,
    openedAt: before.openedAt ?? event.at,
  }
  const next = wavesAreOver(reopened) ? { request: reopened, effects: [] } : nextWave(reopened)
  return {
    request: next.request,
    effects: [
      { type: 'cancel-timer', name: 'follow-up' },
      ...(followUp === 'asked'
        ? [{ type: 'remove', slot: 'follow-up', to: { to: 'privately', memberId: before.askerId } } as const]
        : []),
      { type: 'cancel-timer', name: 'text-expires' },
      { type: 'set-timer', name: 'request-expires', at: endsAt },
      ...updateStatus(next.request),
      ...answer(event, 'reopened'),
      ...next.effects,
    ],
  }
}
