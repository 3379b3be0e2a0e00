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

/** Every card sent about a suggestion or update: edited when its author edits, removed when it is deleted. */
export function cardsAbout(
  request: Request,
  what: 'suggestion' | 'update',
  id: string,
): { slot: string; to: Destination }[] {
  const base = `${what}:${id}`
  const slots = Object.keys(request.sent).filter((slot) => slot === base || slot.startsWith(`${base}@`))
  return slots.map((slot) => ({
    slot,
    to: slot === base ? { to: 'thread' } : { to: 'copy', channel: slot.slice(base.length + 1) },
  }))
}

/** By direct message to the asker; `on-send-failed` finds another way when that is closed. */
export const sendToAsker = (request: Request, about: string, card: CardName): Effect => ({
  type: 'send',
  slot: `for-asker:${about}`,
  to: { to: 'dm', memberId: request.askerId },
  card,
  about,
  notify: true,
})
