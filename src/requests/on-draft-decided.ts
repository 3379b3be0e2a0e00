import { addSuggestion } from './add-suggestion.ts'
import { answer, type Change, type Rule } from './change.ts'
import type { Request } from './request.ts'

/** "Share this in Mitch's thread?" [Share] [Only to Mitch] [Don't] */
export const onDraftDecided: Rule<'draft-decided'> = (request, event) => {
  const draft = request.drafts.find(({ id }) => id === event.draftId)
  if (draft?.text === undefined) return undefined
  const dropped = dropDraft(request, draft.id)
  if (event.decision === 'drop')
    return { request: dropped.request, effects: [...dropped.effects, ...answer(event, 'draft-dropped')] }
  const to = event.decision === 'share' ? 'thread' : 'asker'
  const added = addSuggestion(dropped.request, { memberId: draft.memberId, text: draft.text, at: event.at, to })
  const said =
    request.state !== 'open' ? 'late-suggestion' : to === 'asker' ? 'suggestion-to-asker' : 'suggestion-shared'
  return { request: added.request, effects: [...dropped.effects, ...added.effects, ...answer(event, said)] }
}

/** Forgets a draft's words and takes the question back. */
export function dropDraft(request: Request, id: string): Change {
  const draft = request.drafts.find((each) => each.id === id)!
  const { text: _, message: __, ...bare } = draft
  return {
    request: { ...request, drafts: request.drafts.map((each) => (each === draft ? bare : each)) },
    effects: [
      { type: 'remove', slot: `draft:${id}`, to: { to: 'dm', memberId: draft.memberId } },
      { type: 'cancel-timer', name: 'draft-lapses', about: id },
    ],
  }
}
