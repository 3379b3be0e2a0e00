import { HTTPReceiver } from '@slack/bolt'
import type { BoltLogger } from './quiet-logger.ts'
import { appOf, type Receiving, type Take } from './receiver.ts'

interface HttpParts {
  signingSecret: string
  port: number
  host?: string | undefined
  boltLogger: BoltLogger
  take: Take
}

/** The path at which Slack delivers events, interactions and commands. */
export const requestPath = '/slack/events'

/** Requests that Slack signs. `port`: the one that is listened on, which is a free one where 0 was asked for. */
export async function listenHttp(parts: HttpParts): Promise<Receiving & { port: number }> {
  const { signingSecret, port, host, boltLogger, take } = parts
  const receiver = new HTTPReceiver({ signingSecret, endpoints: [requestPath], logger: boltLogger })
  receiver.init(appOf(take))
  const server = await receiver.start({ port, ...(host ? { host } : {}) } as unknown as number)
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    stop: async () => {
      server.closeIdleConnections()
      await receiver.stop()
    },
  }
}
