import type { Change, Rule } from './change.ts'
import { clearAskerText } from './clear-text.ts'
import { closeRequest } from './close-request.ts'
import type { Effect } from './effects.ts'
import { cardsAbout, updateStatus } from './messages.ts'
import { dismissOffer } from './open-request.ts'
import { isOutstanding, type Request } from './request.ts'

/** Everything this member wrote about the request, and every trace of who it was, goes; the copies that the bot sent follow. */
export const onMemberErased: Rule<'member-erased'> = (before, event, settings) => {
  const { memberId, at } = event
  const helper = eraseHelper(before, memberId)
  if (before.askerId !== memberId) return helper
  const ended = endForErasedAsker(helper.request, at, settings)
  const { words: _, ...rest } = clearAskerText(ended.request)
  const cards: Effect[] = [
    { type: 'remove', slot: 'card', to: { to: 'thread' } },
    ...before.updates.flatMap(({ id }) =>
      cardsAbout(before, 'update', id).map((card) => ({ type: 'remove', ...card }) as const),
    ),
    ...before.copies.map(
      ({ channel }) => ({ type: 'remove', slot: `copy:${channel}`, to: { to: 'channel', channel } }) as const,
    ),
    { type: 'remove', slot: 'message', to: { to: 'channel', channel: before.channel } },
  ]
  return {
    request: { ...rest, askerId: 'erased', notes: {} },
    effects: [...helper.effects, ...ended.effects, ...cards],
  }
}

function endForErasedAsker(request: Request, at: number, settings: Parameters<Rule<'member-erased'>>[2]): Change {
  if (request.state === 'offered') return dismissOffer(request)
  return request.state === 'open' ? closeRequest(request, 'withdrawn', at, settings) : { request, effects: [] }
}

function eraseHelper(before: Request, memberId: string): Change {
  const own = before.suggestions.filter((suggestion) => suggestion.memberId === memberId)
  const request: Request = {
    ...before,
    pings: before.pings.filter((ping) => ping.memberId !== memberId),
    suggestions: before.suggestions.map(({ text, ...each }) =>
      each.memberId === memberId
        ? { ...each, memberId: 'erased' }
        : { ...each, ...(text === undefined ? {} : { text }) },
    ),
    drafts: before.drafts.filter((draft) => draft.memberId !== memberId),
    referrals: before.referrals.filter((referral) => referral.byId !== memberId && referral.memberId !== memberId),
  }
  const outstanding = before.pings.filter((ping) => ping.memberId === memberId && isOutstanding(ping))
  return {
    request,
    effects: [
      ...own.flatMap(({ id }) =>
        cardsAbout(before, 'suggestion', id).map((card) => ({ type: 'remove', ...card }) as const),
      ),
      ...outstanding.map(({ id }) => ({ type: 'remove', slot: `ping:${id}`, to: { to: 'dm', memberId } }) as const),
      ...updateStatus(request),
    ],
  }
}
