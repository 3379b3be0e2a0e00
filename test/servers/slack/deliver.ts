import { createHmac } from 'node:crypto'
import { WebSocket } from 'ws'
import type { Clock } from '../../../src/shared/clock.ts'
import { acknowledgements } from './arguments.ts'
import type { Faults } from './faults.ts'

/** How Slack sorts what it delivers; `view_submission` may be answered. */
export type Kind = keyof typeof acknowledgements

interface Delivery {
  id: string
  kind: Kind
  body: object
  attempt: number
  /** Resolves with what the acknowledgement carried, or "refused". */
  settle(result: Delivered): void
}

export type Delivered = { payload?: unknown } | 'refused'

interface Parts {
  clock: Clock
  faults: Faults
  violate(what: string): void
  signingSecret: string
}

/** Delivers to the bot, by WebSocket or by signed HTTP, and again what was not acknowledged. */
export function createDelivery({ clock, faults, violate, signingSecret }: Parts) {
  const sockets: WebSocket[] = []
  /** Told to close: nothing is delivered by them any more. */
  const recycled = new WeakSet<WebSocket>()
  const unacknowledged = new Map<string, Delivery>()
  const waitingForSocket: (() => void)[] = []
  let requestUrl: string | undefined
  let turn = 0
  let made = 0
  let held: Delivery | undefined

  const open = () => sockets.filter(({ readyState }) => readyState === WebSocket.OPEN)

  function acknowledge(delivery: Delivery, payload: unknown) {
    unacknowledged.delete(delivery.id)
    const checked = acknowledgements[delivery.kind].safeParse(payload)
    if (!checked.success) violate(`acknowledged ${delivery.kind} with ${JSON.stringify(payload)}`)
    delivery.settle(payload === undefined ? {} : { payload })
  }

  function refuse(delivery: Delivery) {
    if (delivery.kind !== 'events_api') unacknowledged.delete(delivery.id)
    delivery.settle('refused')
  }

  async function transmit(delivery: Delivery): Promise<void> {
    if (requestUrl) return post(requestUrl, delivery)
    const ready = open().filter((socket) => !recycled.has(socket))
    if (ready.length === 0) return
    const socket = ready[turn++ % ready.length]!
    const retry = delivery.attempt > 0 ? { retry_attempt: delivery.attempt, retry_reason: 'timeout' } : {}
    const type = delivery.kind === 'view_submission' ? 'interactive' : delivery.kind
    const envelope = { envelope_id: delivery.id, type, payload: delivery.body, accepts_response_payload: true }
    socket.send(JSON.stringify({ ...envelope, ...(type === 'events_api' ? retry : {}) }))
  }

  async function post(url: string, delivery: Delivery): Promise<void> {
    const { kind, body, attempt } = delivery
    const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString()
    const text =
      kind === 'events_api'
        ? JSON.stringify(body)
        : kind === 'slash_commands'
          ? form(body as Record<string, string>)
          : form({ payload: JSON.stringify(body) })
    const time = Math.floor(Date.now() / 1000)
    const signature = createHmac('sha256', signingSecret).update(`v0:${time}:${text}`).digest('hex')
    const answer = await fetch(url, {
      method: 'POST',
      body: text,
      headers: {
        'content-type': kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': String(time),
        'x-slack-signature': `v0=${signature}`,
        ...(attempt > 0 ? { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': 'http_error' } : {}),
      },
    }).catch(() => undefined)
    if (!answer?.ok) return refuse(delivery)
    const said = await answer.text()
    acknowledge(delivery, said ? JSON.parse(said) : undefined)
  }

  return {
    /** Resolves once the bot acknowledged, or refused, or `giveUp` was called. */
    async deliver(kind: Kind, body: object): Promise<Delivered> {
      const { promise, resolve } = Promise.withResolvers<Delivered>()
      const delivery: Delivery = { id: `envelope-${++made}`, kind, body, attempt: 0, settle: resolve }
      unacknowledged.set(delivery.id, delivery)
      if (kind === 'events_api' && faults.delivery === 'reorder' && !held) {
        held = delivery
        return {}
      }
      await transmit(delivery)
      if (kind === 'events_api' && faults.delivery === 'duplicate')
        await transmit({ ...delivery, attempt: 1, settle() {} })
      if (held && kind === 'events_api') {
        const late = held
        held = undefined
        await transmit(late)
      }
      return promise
    },
    /** Delivers again every event that was not acknowledged, as Slack does in time or on a new socket. */
    async redeliver(): Promise<void> {
      for (const before of [...unacknowledged.values()]) {
        const { promise, resolve } = Promise.withResolvers<Delivered>()
        const again: Delivery = { ...before, attempt: before.attempt + 1, settle: resolve }
        unacknowledged.set(again.id, again)
        await transmit(again)
        await promise
      }
    },
    /** Nobody waits any longer for acknowledgements; events stay to be delivered again. */
    giveUp() {
      for (const delivery of unacknowledged.values()) refuse(delivery)
    },
    unacknowledged: () => unacknowledged.size,
    /** From now on by signed HTTP to this address. */
    sendTo(url: string) {
      requestUrl = url
    },
    sockets: open,
    /** Resolves once so many sockets are open. */
    async untilConnected(number: number): Promise<void> {
      while (open().length < number) await new Promise<void>((resolve) => waitingForSocket.push(resolve))
    },
    /** A socket of the bot's: greeted, listened to. */
    add(socket: WebSocket) {
      sockets.push(socket)
      socket.on('message', (data) => {
        const { envelope_id, payload } = JSON.parse(String(data)) as { envelope_id: string; payload?: object }
        const delivery = unacknowledged.get(envelope_id)
        // Bolt sends an empty payload where there is none.
        if (delivery) acknowledge(delivery, payload && Object.keys(payload).length > 0 ? payload : undefined)
      })
      socket.on('close', () => sockets.splice(sockets.indexOf(socket), 1))
      socket.send(
        JSON.stringify({
          type: 'hello',
          num_connections: open().length,
          connection_info: { app_id: 'A0ASK' },
          debug_info: {
            host: 'local',
            started: new Date(clock.now()).toISOString(),
            approximate_connection_time: 18060,
          },
        }),
      )
      for (const resolve of waitingForSocket.splice(0)) resolve()
    },
    /** Tells a socket that it is about to be recycled ("warning"), or is now ("refresh_requested"), and closes it then. */
    recycle(socket: WebSocket, reason: 'warning' | 'refresh_requested' | 'link_disabled') {
      recycled.add(socket)
      socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'local' } }))
    },
    close() {
      for (const socket of sockets) socket.terminate()
      for (const delivery of unacknowledged.values()) delivery.settle('refused')
    },
  }
}
