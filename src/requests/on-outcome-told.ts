import { answer, type Rule } from './change.ts'
import type { Effect } from './effects.ts'
import { helpersOf } from './on-helped.ts'

/** The outcome goes to those who helped, and improves matching. */
export const onOutcomeTold: Rule<'outcome-told'> = (before, event) => {
  if (before.followUp !== 'asked') return undefined
  const marked = before.suggestions.filter(({ helpedAt }) => helpedAt)
  const those = (marked.length > 0 ? marked : before.suggestions).flatMap((one) => helpersOf(before, one))
  const people = those.filter(({ memberId }, i) => those.findIndex((earlier) => earlier.memberId === memberId) === i)
  const learn = event.outcome === 'yes' && marked.length === 0 && people.length === 1
  const { 'follow-up': _, ...notes } = before.notes
  return {
    request: { ...before, notes, followUp: event.outcome },
    effects: [
      { type: 'remove', slot: 'follow-up', to: { to: 'privately', memberId: before.askerId } },
      ...people.map(
        ({ memberId, as }): Effect => ({
          type: 'send',
          slot: `outcome:${as}`,
          to: { to: 'dm', memberId },
          card: 'outcome',
        }),
      ),
      ...(learn ? [{ type: 'record-evidence', what: 'helped', memberId: people[0]!.memberId } as const] : []),
      ...answer(event, 'outcome-noted'),
    ],
  }
}
