import { answer, type Rule } from './change.ts'
import type { Effect } from './effects.ts'
import { helpersOf } from './on-helped.ts'

/** The outcome goes to those who helped, and improves matching. */
export const onOutcomeTold: Rule<'outcome-told'> = (before, event) => {
  if (before.followUp !== 'asked') return undefined
  const marked = before.suggestions.filter(({ helpedAt }) => helpedAt)
  const those = marked.length > 0 ? marked : before.suggestions
  const people = [...new Set(those.flatMap((suggestion) => helpersOf(before, suggestion)))]
  const learn = event.outcome === 'yes' && marked.length === 0 && people.length === 1
  return {
    request: { ...before, followUp: event.outcome },
    effects: [
      { type: 'remove', slot: 'follow-up', to: { to: 'privately', memberId: before.askerId } },
      ...people.map(
        (memberId): Effect => ({
          type: 'send',
          slot: `outcome:${memberId}`,
          to: { to: 'dm', memberId },
          card: 'outcome',
        }),
      ),
      ...(learn ? [{ type: 'record-evidence', what: 'helped', memberId: people[0]! } as const] : []),
      ...answer(event, 'outcome-noted'),
    ],
  }
}
