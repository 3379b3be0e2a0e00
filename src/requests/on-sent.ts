import type { Rule } from './change.ts'
import type { Effect } from './effects.ts'
import { updatePing } from './messages.ts'
import type { Request } from './request.ts'

/** A card arrived; its reference is kept so that it can be edited. */
export const onSent: Rule<'sent'> = (before, event) => {
  const request = { ...before, sent: { ...before.sent, [event.slot]: event.ref } }
  if (event.slot === 'message')
    return { request: { ...request, message: event.ref }, effects: [{ type: 'open-thread' }] }
  if (event.slot.startsWith('copy:')) return copyArrived(request, event.slot.slice('copy:'.length), event.ref)
  if (event.slot.startsWith('ping:')) return pingArrived(request, event.slot.slice('ping:'.length), event.at)
  return { request, effects: [] }
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
