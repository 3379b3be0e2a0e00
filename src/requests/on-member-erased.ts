import type { Change, Rule } from './change.ts'
import { clearAskerText, endRecall } from './clear-text.ts'
import { closeRequest } from './close-request.ts'
import type { Destination } from './effects.ts'
import { eraseHelper } from './erase-helper.ts'
import { cardsOfSuggestion, cardsOfUpdate, editCards, removeCards, toGreeters, updateSentPings } from './messages.ts'
import { helpersOf } from './on-helped.ts'
import { dismissOffer } from './open-request.ts'
import type { Request } from './request.ts'
import type { RequestSettings } from './settings.ts'

/** Everything this member wrote about the request, and every trace of who it was, goes; the copies that the bot sent follow. */
export const onMemberErased: Rule<'member-erased'> = (before, event, settings) =>
  before.askerId === event.memberId ? eraseAsker(before, event.at, settings) : eraseHelper(before, event.memberId)

function eraseAsker(before: Request, at: number, settings: RequestSettings): Change {
  const ended = end(before, at, settings)
  const { words: _, ...rest } = clearAskerText(ended.request)
  const request: Request = {
    ...rest,
    askerId: 'erased',
    notes: {},
    suggestions: rest.suggestions.map(({ thanks: __, ...suggestion }) => suggestion),
  }
  return {
    request,
    effects: [
      ...ended.effects,
      { type: 'cancel-timer', name: 'follow-up' },
      ...removeCards(cardsOfAsker(before).filter(({ slot }) => before.sent[slot] || slot === 'message')),
      ...request.suggestions.flatMap((suggestion) =>
        editCards(
          cardsOfSuggestion(request, suggestion).filter(({ slot }) => slot.startsWith('suggestion:')),
          suggestion.id,
        ),
      ),
      ...updateSentPings(request),
    ],
  }
}

/** The helpers' words stay as long as those of any closed request. */
function end(request: Request, at: number, settings: RequestSettings): Change {
  if (request.state === 'offered') return dismissOffer(request)
  return request.state === 'open' ? closeRequest(request, 'withdrawn', at, settings) : endRecall(request, at, settings)
}

/** Everything that shows the asker's words or name, and everything that was for the asker alone. */
function cardsOfAsker(request: Request): { slot: string; to: Destination }[] {
  const { askerId, channel, copies, suggestions, updates } = request
  const thread = { to: 'thread' } as const
  const toAsker = suggestions.map(({ id }) => id)
  const greeted = Object.keys(request.sent).filter((slot) => slot.startsWith(toGreeters))
  return [
    { slot: 'message', to: { to: 'channel', channel } },
    { slot: 'card', to: thread },
    { slot: 'first-suggestion', to: thread },
    { slot: 'nobody', to: thread },
    ...copies.map((copy) => ({ slot: `copy:${copy.channel}`, to: { to: 'channel', channel: copy.channel } as const })),
    ...updates.flatMap((update) => cardsOfUpdate(request, update)),
    ...suggestions.flatMap((suggestion) =>
      helpersOf(request, suggestion).map(({ memberId, as }) => ({
        slot: `thanks:${as}`,
        to: { to: 'dm', memberId } as const,
      })),
    ),
    ...toAsker.map((id) => ({ slot: `for-asker:${id}`, to: { to: 'dm', memberId: askerId } as const })),
    ...['offer', 'aside', 'follow-up', 'gone', ...toAsker.map((id) => `asker-here:${id}`), ...greeted].map((slot) => ({
      slot,
      to: { to: 'privately', memberId: askerId } as const,
    })),
  ]
}
