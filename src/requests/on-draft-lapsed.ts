import type { Rule } from './change.ts'
import { dropDraft } from './on-draft-decided.ts'

export const onDraftLapsed: Rule<'draft-lapsed'> = (request, event) =>
  request.drafts.some(({ id, text }) => id === event.draftId && text !== undefined)
    ? dropDraft(request, event.draftId)
    : undefined
