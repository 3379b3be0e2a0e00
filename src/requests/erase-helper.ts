import type { Change } from './change.ts'
import type { Destination } from './effects.ts'
import { cardsOfSuggestion, progressSlot, removeCards, updateStatus } from './messages.ts'
import { isOutstanding, type Request } from './request.ts'

/**
 * Forgets somebody who was asked, suggested, referred or was named. Rows stay, without word or name, for later ones are
 * numbered by them; the copies that the bot sent follow.
 */
export function eraseHelper(before: Request, memberId: string): Change {
  const named = before.referrals.filter((referral) => referral.memberId === memberId).map(({ id }) => id)
  const introduces = (referralId?: string) => referralId !== undefined && named.includes(referralId)
  const notes = { ...before.notes }
  const forgotten = before.suggestions.filter((one) => one.memberId === memberId || introduces(one.referralId))
  const told = before.referrals.filter(({ byId, id }) => byId === memberId || named.includes(id))
  const hidden = forgotten.map(({ id }) => `asker-here:${id}`)
  for (const slot of hidden) delete notes[slot]
  const request: Request = {
    ...before,
    notes,
    pings: before.pings.map((ping) =>
      ping.memberId === memberId
        ? { ...ping, memberId: 'erased', reasons: [], state: isOutstanding(ping) ? 'released' : ping.state }
        : ping,
    ),
    suggestions: before.suggestions.map((suggestion) => {
      if (!forgotten.includes(suggestion)) return suggestion
      const { text: _, thanks: __, ...bare } = suggestion
      return suggestion.memberId === memberId ? { ...bare, memberId: 'erased' } : bare
    }),
    drafts: before.drafts.map((draft) => {
      if (draft.memberId !== memberId) return draft
      const { text: _, message: __, ...bare } = draft
      return { ...bare, memberId: 'erased' }
    }),
    referrals: before.referrals.map((referral) => {
      if (!told.includes(referral)) return referral
      const { text: _, ...bare } = referral
      return named.includes(bare.id) ? { ...bare, memberId: 'erased' } : { ...bare, byId: 'erased' }
    }),
  }
  const privately = { to: 'privately', memberId: before.askerId } as const
  return {
    request,
    effects: [
      ...removeCards(forgotten.flatMap((suggestion) => cardsOfSuggestion(before, suggestion))),
      ...removeCards(
        [...hidden.map((slot) => ({ slot, to: privately })), ...cardsByDm(before, memberId)].filter(
          ({ slot }) => before.sent[slot] || outstandingSlots(before, memberId).includes(slot),
        ),
      ),
      ...updateStatus(request),
    ],
  }
}

/** A ping may be on its way: what is owed for it comes before. */
const outstandingSlots = (request: Request, memberId: string) =>
  request.pings.filter((ping) => ping.memberId === memberId && isOutstanding(ping)).map(({ id }) => `ping:${id}`)

/** Everything about the request that this member may have got by direct message. */
function cardsByDm(request: Request, memberId: string): { slot: string; to: Destination }[] {
  const own = <T extends { memberId?: string }>(rows: T[]) => rows.filter((row) => row.memberId === memberId)
  const named = own(request.referrals).map(({ id }) => id)
  const suggested = own(request.suggestions).map(({ id }) => id)
  const introduced = request.suggestions
    .filter(({ referralId }) => referralId !== undefined && named.includes(referralId))
    .map(({ id }) => `${id}#named`)
  const slots = [
    ...own(request.pings).flatMap(({ id }) => [`ping:${id}`, `claim:${id}`]),
    ...own(request.drafts).map(({ id }) => `draft:${id}`),
    ...request.referrals.filter(({ byId }) => byId === memberId).map(({ id }) => `forward:${id}`),
    ...[...suggested, ...introduced].flatMap((as) => [`thanks:${as}`, `outcome:${as}`]),
    ...request.updates.flatMap(({ id }) => suggested.map((suggestionId) => progressSlot(id, suggestionId))),
  ]
  return slots.map((slot) => ({ slot, to: { to: 'dm', memberId } }))
}
