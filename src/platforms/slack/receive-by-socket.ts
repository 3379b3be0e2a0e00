import { setTimeout as sleep } from 'node:timers/promises'
import { SocketModeReceiver, webApi } from '@slack/bolt'
import type { Clock } from '../../shared/clock.ts'
import type { Logger } from '../../shared/logger.ts'
import { errorName } from './failures.ts'
import type { BoltLogger } from './quiet-logger.ts'
import { appOf, type Receiving, type Take } from './receiver.ts'

interface SocketParts {
  appToken: string
  clientOptions: webApi.WebClientOptions
  clock: Clock
  logger: Logger
  boltLogger: BoltLogger
  take: Take
  /** There is no socket any more. */
  onGap(): void
  /** There is one again. */
  onGapOver(): void
}

const firstWait = 1000
const longestWait = 60_000
const longestFarewell = 500

/** A socket is recycled every few hours; with two, the other one takes what comes meanwhile. */
const sockets = 2

/**
 * Socket Mode, over two sockets.
 * @throws Error naming the remedy, when the first cannot be opened
 */
export async function openSockets(parts: SocketParts): Promise<Receiving> {
  const { appToken, clientOptions, clock, logger, boltLogger, take, onGap, onGapOver } = parts
  const open = new Set<SocketModeReceiver>()
  const callOffs = new Set<() => void>()
  let gap = false
  let stopped = false

  /** Opens a socket. Bolt reopens by itself, but an error while it does would end the process: here it is tried again. */
  async function connect(): Promise<void> {
    const receiver = new SocketModeReceiver({
      appToken,
      logger: boltLogger,
      autoReconnectEnabled: false,
      installerOptions: { clientOptions: { ...clientOptions } },
    })
    receiver.init(appOf(take))
    guard(receiver, logger)
    await receiver.start()
    if (stopped) return receiver.stop()
    open.add(receiver)
    let replaced = false
    const replace = () => {
      if (replaced || stopped) return
      replaced = true
      void keepConnecting(0)
    }
    // Slack says that it is about to close; the next one opens at once.
    receiver.client.on('ws_message', (data: string | Uint8Array) => {
      if (typeof data === 'string' && /^\{"type":"disconnect"/.test(data)) replace()
    })
    receiver.client.once('disconnected', () => {
      open.delete(receiver)
      if (open.size === 0 && !stopped) gapBegins()
      replace()
    })
    if (!gap) return
    gap = false
    onGapOver()
  }

  async function keepConnecting(wait: number): Promise<void> {
    try {
      await connect()
    } catch (error) {
      if (!stopped) again(error, wait)
    }
  }

  function again(error: unknown, wait: number) {
    // Sockets are among what Slack lets be asked for most seldom.
    const told = error instanceof webApi.WebAPIRateLimitedError ? error.retryAfter * 1000 : 0
    const next = Math.max(Math.min(Math.max(wait * 2, firstWait), longestWait), told)
    logger.warn({ slack: errorName(error), again_in_ms: next }, 'a socket to Slack could not be opened; trying again')
    const callOff = clock.wakeAt(clock.now() + next, () => {
      callOffs.delete(callOff)
      return keepConnecting(next)
    })
    callOffs.add(callOff)
  }

  function gapBegins() {
    gap = true
    onGap()
  }

  try {
    await connect()
  } catch (error) {
    if (!(error instanceof webApi.WebAPIRateLimitedError)) throw new Error(explain(error))
    gapBegins()
    again(error, 0)
  }
  for (let number = 1; number < sockets; number++) await keepConnecting(0)

  return {
    async stop() {
      stopped = true
      for (const callOff of callOffs) callOff()
      // Slack answers a farewell only sometimes: nobody waits for it long.
      const farewells = Promise.all([...open].map(({ client }) => client.disconnect()))
      await Promise.race([farewells, sleep(longestFarewell, undefined, { ref: false })])
    },
  }
}

/**
 * Bolt's client ends the process when Slack sends a message that it does not expect: one without an inner event, which says that events
 * were left out, for one.
 */
function guard({ client }: SocketModeReceiver, logger: Logger) {
  for (const listener of client.listeners('ws_message')) {
    client.removeListener('ws_message', listener)
    client.on('ws_message', async (data: string | Uint8Array, isBinary: boolean) => {
      try {
        await listener.call(client, withEvent(data), isBinary)
      } catch (error) {
        logger.warn({ error }, 'a message of Slack could not be read')
      }
    })
  }
}

function withEvent(data: string | Uint8Array): string | Uint8Array {
  if (typeof data !== 'string' || !data.includes('"app_rate_limited"')) return data
  const envelope = JSON.parse(data) as { type: string; payload?: { type: string; event?: object } }
  if (envelope.type !== 'events_api' || !envelope.payload || envelope.payload.event) return data
  return JSON.stringify({ ...envelope, payload: { ...envelope.payload, event: { type: envelope.payload.type } } })
}

function explain(error: unknown): string {
  if (error instanceof webApi.WebAPIRequestError || error instanceof webApi.WebAPIHTTPError)
    return 'Slack cannot be reached: check the network, and SLACK_API_URL if you set it.'
  return `Slack opens no socket for SLACK_APP_TOKEN (${errorName(error) ?? 'no answer'}): make an app-level token with the scope connections:write under Basic Information of your app at api.slack.com/apps, and switch Socket Mode on.`
}
