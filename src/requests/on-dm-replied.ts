import type { Rule } from './change.ts'
import type { Draft } from './request.ts'

/** A free reply is never posted by itself: its author is asked first. */
export const onDmReplied: Rule<'dm-replied'> = (request, event, settings) => {
  const asked = request.pings.some(
    ({ memberId, state }) => memberId === event.byId && state !== 'owed' && state !== 'undeliverable',
  )
  if (!asked || event.text.trim() === '') return undefined
  const draft: Draft = {
    id: `${request.id}.d${request.drafts.length + 1}`,
    memberId: event.byId,
    text: event.text,
    at: event.at,
    message: event.message,
  }
  return {
    request: { ...request, drafts: [...request.drafts, draft] },
    effects: [
      {
        type: 'send',
        slot: `draft:${draft.id}`,
        to: { to: 'dm', memberId: event.byId },
        card: 'share-question',
        about: draft.id,
      },
      { type: 'set-timer', name: 'draft-lapses', about: draft.id, at: event.at + settings.draftLife },
    ],
  }
}
