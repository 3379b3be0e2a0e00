import type { Rule } from './change.ts'
import type { Effect } from './effects.ts'
import { cardsOfSuggestion, cardsOfUpdate, editCards, removeCards, toGreeters, updatePing } from './messages.ts'
import type { Request, Suggestion, Update } from './request.ts'

/** A card arrived; its reference is kept so that it can be edited. */
export const onSent: Rule<'sent'> = (before, event) => {
  const request = { ...before, sent: { ...before.sent, [event.slot]: event.ref } }
  if (event.slot === 'message')
    return { request: { ...request, message: event.ref }, effects: [{ type: 'open-thread' }] }
  if (event.slot.startsWith('copy:')) return copyArrived(request, event.slot.slice('copy:'.length), event.ref)
  if (event.slot.startsWith('ping:')) return pingArrived(request, event.slot.slice('ping:'.length), event.at)
  // Erased while it was on its way: it names the asker.
  if (request.askerId === 'erased' && event.slot.startsWith(toGreeters))
    return { request, effects: removeCards([{ slot: event.slot, to: { to: 'privately', memberId: 'erased' } }]) }
  return { request, effects: followWords(request, event.slot) }
}

/** Changed, deleted or erased while the card was on its way: it has to follow. */
function followWords(request: Request, slot: string): Effect[] {
  const about = /^(?:suggestion|for-asker|update):([\w.]+)/.exec(slot)?.[1]
  const suggestion =
    slot === 'first-suggestion' ? request.suggestions[0] : request.suggestions.find(({ id }) => id === about)
  const update = request.updates.find(({ id }) => id === about)
  const words = suggestion ?? update
  if (!words) return []
  const cards = suggestion ? cardsOfSuggestion(request, suggestion) : cardsOfUpdate(request, update!)
  const arrived = cards.filter((card) => card.slot === slot)
  if (isGone(request, words)) return removeCards(arrived)
  return words.edited ? editCards(arrived, words.id) : []
}

/** Words of an introduction stand with the referral; there it is the person that may be gone. */
function isGone(request: Request, words: Suggestion | Update): boolean {
  if ('memberId' in words && words.memberId === 'erased') return true
  if (!('referralId' in words) || !words.referralId) return words.text === undefined
  return request.referrals.some(({ id, memberId }) => id === words.referralId && memberId === 'erased')
}

function copyArrived(request: Request, channel: string, message: string) {
  const copies = request.copies.map((copy) => (copy.channel === channel ? { ...copy, message } : copy))
  return { request: { ...request, copies }, effects: [{ type: 'open-thread', copy: channel } as const] }
}

function pingArrived(request: Request, id: string, at: number) {
  const ping = request.pings.find((each) => each.id === id)
  // Erased while it was on its way: taking it back is owed already.
  if (!ping || ping.memberId === 'erased') return { request, effects: [] }
  const pinged: Effect = { type: 'change-member', memberId: ping.memberId, event: { type: 'pinged', at } }
  // Settled while it was on its way: the card has to say so. Who answered so fast was asked all the same.
  if (ping.state !== 'owed') {
    const answered = ping.sentAt === undefined && ping.state !== 'released'
    return {
      request: withPing(request, { ...ping, sentAt: at }),
      effects: [updatePing(ping), ...(answered ? [pinged] : [])],
    }
  }
  const effects: Effect[] = [{ type: 'set-timer', name: 'ping-lapses', about: id, at: ping.endsAt }, pinged]
  return { request: withPing(request, { ...ping, state: 'live', sentAt: at }), effects }
}

export const withPing = (request: Request, ping: Request['pings'][number]): Request => ({
  ...request,
  pings: request.pings.map((each) => (each.id === ping.id ? ping : each)),
})
