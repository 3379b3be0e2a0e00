import type { CardName, Destination, Effect } from './effects.ts'
import { isOutstanding, type Ping, type Request, type Suggestion, type Update } from './request.ts'

/** Cards that a request shows, and where each stands. A slot is always sent to the same place. */

/** The card that tells the truth about the request, kept up to date in its thread. */
export const updateStatus = (request: Request): Effect[] => [
  ...(request.thread ? [{ type: 'edit', slot: 'card', to: { to: 'thread' }, card: 'status' } as const] : []),
  ...request.copies.map(
    ({ channel }) => ({ type: 'edit', slot: `copy:${channel}`, to: { to: 'channel', channel }, card: 'copy' }) as const,
  ),
]

const pingSlot = (ping: Ping) => `ping:${ping.id}`

export const sendPing = (ping: Ping): Effect => ({
  type: 'send',
  slot: pingSlot(ping),
  to: { to: 'dm', memberId: ping.memberId },
  card: 'ping',
  about: ping.id,
  notify: true,
  expiresAt: ping.endsAt,
})

/** Brings a ping's card up to date, so that nobody works in vain. */
export const updatePing = (ping: Ping): Effect => ({
  type: 'edit',
  slot: pingSlot(ping),
  to: { to: 'dm', memberId: ping.memberId },
  card: 'ping',
  about: ping.id,
})

export const updateOutstandingPings = (request: Request): Effect[] =>
  request.pings.filter(isOutstanding).map(updatePing)

/** Something for one person's eyes. Where a platform has no private message, it waits behind a neutral note. */
export function privately(request: Request, memberId: string, slot: string, card: CardName, about?: string) {
  const effect: Effect = {
    type: 'send',
    slot,
    to: { to: 'privately', memberId },
    card,
    notify: true,
    ...(about ? { about } : {}),
  }
  return { request: { ...request, notes: { ...request.notes, [slot]: card } }, effect }
}

/** Shows a suggestion wherever the request is shown, except where it was written. `writtenIn`: "thread", or a copy's channel. */
export function showSuggestion(request: Request, suggestion: Suggestion, writtenIn?: string): Effect[] {
  const first = request.suggestions.length === 1
  const about = suggestion.id
  const inThread: Effect[] =
    writtenIn === 'thread'
      ? first
        ? [
            {
              type: 'send',
              slot: 'first-suggestion',
              to: { to: 'thread' },
              card: 'first-suggestion',
              about,
              notify: true,
            },
          ]
        : []
      : [
          {
            type: 'send',
            slot: `suggestion:${about}`,
            to: { to: 'thread' },
            about,
            notify: first,
            card: suggestion.referralId ? 'introduction' : writtenIn ? 'relayed-suggestion' : 'suggestion',
          },
        ]
  return [...inThread, ...relay(request, 'suggestion', about, writtenIn)]
}

/** Shows the asker's progress in the other places. */
export const showUpdate = (request: Request, update: Update, writtenIn: string): Effect[] => [
  ...(writtenIn === 'thread'
    ? []
    : [
        {
          type: 'send',
          slot: `update:${update.id}`,
          to: { to: 'thread' },
          card: 'relayed-update',
          about: update.id,
        } as const,
      ]),
  ...relay(request, 'update', update.id, writtenIn),
]

const relay = (request: Request, what: 'suggestion' | 'update', about: string, writtenIn?: string): Effect[] =>
  request.copies
    .filter(({ channel, thread }) => thread && channel !== writtenIn)
    .map(({ channel }) => ({
      type: 'send',
      slot: `${what}:${about}@${channel}`,
      to: { to: 'copy', channel },
      card: `relayed-${what}`,
      about,
    }))

/** Everybody was told who may have seen the asker's words by a ping, answered or not. */
export const updateSentPings = (request: Request): Effect[] =>
  request.pings.filter((ping) => ping.memberId !== 'erased' && request.sent[pingSlot(ping)]).map(updatePing)

/** A card that stands somewhere: what to edit or to remove. */
interface Shown {
  slot: string
  to: Destination
  card: CardName
}

/**
 * Every card that shows a suggestion: edited when its author edits, removed when it is deleted. One that waits behind a note is
 * left out, for it is read anew when it is opened.
 */
export function cardsOfSuggestion(request: Request, { id, referralId, message }: Suggestion): Shown[] {
  const card = referralId ? 'introduction' : message ? 'relayed-suggestion' : 'suggestion'
  const first = request.suggestions[0]?.id === id
  return standing(request, [
    { slot: `suggestion:${id}`, to: { to: 'thread' }, card },
    ...(first ? [{ slot: 'first-suggestion', to: { to: 'thread' }, card: 'first-suggestion' } as const] : []),
    { slot: `for-asker:${id}`, to: { to: 'dm', memberId: request.askerId }, card: 'suggestion-for-asker' },
    ...request.copies.map(
      ({ channel }): Shown => ({
        slot: `suggestion:${id}@${channel}`,
        to: { to: 'copy', channel },
        card: 'relayed-suggestion',
      }),
    ),
  ])
}

/** Every card that shows the asker's progress. */
export function cardsOfUpdate(request: Request, { id }: Update): Shown[] {
  return standing(request, [
    { slot: `update:${id}`, to: { to: 'thread' }, card: 'relayed-update' },
    ...request.copies.map(
      ({ channel }): Shown => ({
        slot: `update:${id}@${channel}`,
        to: { to: 'copy', channel },
        card: 'relayed-update',
      }),
    ),
    ...request.suggestions.map(
      (suggestion): Shown => ({
        slot: progressSlot(id, suggestion.id),
        to: { to: 'dm', memberId: suggestion.memberId },
        card: 'progress',
      }),
    ),
  ])
}

const standing = (request: Request, cards: Shown[]) =>
  cards.filter(({ slot, to }) => request.sent[slot] && !(to.to === 'dm' && to.memberId === 'erased'))

/** Slots name suggestions rather than members, so that nothing of a member who is erased stays in them. */
export const progressSlot = (updateId: string, suggestionId: string) => `update:${updateId}#${suggestionId}`

export const editCards = (cards: Shown[], about: string): Effect[] =>
  cards.map((card) => ({ type: 'edit', ...card, about }))

export const removeCards = (cards: { slot: string; to: Destination }[]): Effect[] =>
  cards.map(({ slot, to }) => ({ type: 'remove', slot, to }))

/** Where greeters are told, by number: nothing of one who is erased stays in a slot. */
export const toGreeters = 'greeter:'

/** By direct message to the asker; `on-send-failed` finds another way when that is closed. */
export const sendToAsker = (request: Request, about: string, card: CardName): Effect => ({
  type: 'send',
  slot: `for-asker:${about}`,
  to: { to: 'dm', memberId: request.askerId },
  card,
  about,
  notify: true,
})
