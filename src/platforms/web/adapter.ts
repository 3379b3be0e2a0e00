import type { Form } from '../../cards/card.ts'
import type { ActionName } from '../../commands/actions.ts'
import type { CommandDeclaration } from '../../commands/commands.ts'
import type { Problem } from '../../commands/intent.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Logger } from '../../shared/logger.ts'
import type { Hooks, Platform, Suggest } from '../platform.ts'
import { type Delivery, openDelivery } from './catch-up.ts'
import { type ClientActions, createClientActions } from './client-actions.ts'
import { readCommand } from './commands.ts'
import { firstChannels } from './first-channels.ts'
import { limits } from './limits.ts'
import { createLive, type Live } from './live.ts'
import { createPeople, type NewChannel, type People } from './people.ts'
import { conversationName } from './reading.ts'
import { createReceiveInteractions } from './receive-interactions.ts'
import { createReceiveMessages } from './receive-messages.ts'
import { removeSpace } from './remove-space.ts'
import type { Sandbox } from './sandbox.ts'
import { createSends } from './send.ts'
import { type PageServer, type ServerOptions, startServer } from './server/server.ts'
import { openState, type State } from './state.ts'

export interface WebOptions {
  commands: CommandDeclaration[]
  /** Says in words what is wrong with a typed command. */
  explain(problem: Problem): string
  /** Ends for what somebody begins to type where a command takes topics or places; none when absent. */
  suggest?: Suggest
  /** The form of an action that a command opens instead of being run. Without it every command is run. */
  commandForm?: (action: ActionName) => Form
  clock: Clock
  logger: Logger
  /** Where the page listens; nowhere when absent, as in a replay. */
  listen?: ServerOptions
  /** Who administers besides the first person to come. */
  organiserNames?: string[]
  /** Ids of the spaces; "main" alone when absent. */
  spaces?: string[]
  /** Channels that are there from the start. */
  channels?: NewChannel[]
  /** What the page offers while there is a sample community. */
  sandbox?: Sandbox
}

export interface WebPlatform extends Platform {
  /** Where the page is, such as "http://127.0.0.1:3000"; undefined when it listens nowhere. */
  readonly address: string | undefined
  /** Where the page is reached from other machines: lets one browser in, once. Printed at start. */
  readonly signInLink: string | undefined
  /** What people can do. Available once started. */
  readonly client: ClientActions
  createChannel(channel: NewChannel): Promise<string>
  /** The sandbox's bar has something new to show. */
  showSandbox(): void
  /** There is more to see of what goes on inside. */
  showInside(): void
  /** Removes a space with all that was said there, and the people who are nowhere else. */
  removeSpace(id: string): Promise<void>
  /** Delivers again what the bot has not taken yet. */
  catchUp(): Promise<void>
}

/** The chat platform of our own: channels, threads and direct messages, in the page and in memory of `keep`. */
export function createWebPlatform(options: WebOptions): WebPlatform {
  const { clock, logger, spaces = ['main'], organiserNames = [], channels = firstChannels() } = options
  let running: Running | undefined

  function parts(): Running {
    if (!running) throw new Error('The web platform is not started. Call start() first.')
    return running
  }

  return {
    name: 'web',
    limits,
    get address() {
      return running?.server?.address
    },
    get signInLink() {
      return running?.server?.signInLink
    },
    get client() {
      return parts().client
    },
    createChannel: (channel) => parts().people.createChannel(channel),
    showSandbox: () => running?.live.publish({ type: 'sandbox' }),
    showInside: () => running?.live.publish({ type: 'inside' }),
    removeSpace: (id) => removeSpace(parts().state, parts().live, id),
    catchUp: () => parts().delivery.redeliver(),
    async start(hooks) {
      running = await open(hooks)
      await running.delivery.redeliver()
    },
    async stop() {
      const stopping = running
      running = undefined
      await stopping?.server?.stop()
      await stopping?.delivery.stop()
    },
    send: (...given) => parts().sends.send(...given),
    edit: (...given) => parts().sends.edit(...given),
    remove: (...given) => parts().sends.remove(...given),
    openThread: (...given) => parts().sends.openThread(...given),
    openDm: (...given) => parts().sends.openDm(...given),
    findSent: (...given) => parts().sends.findSent(...given),
    fetchMessage: (...given) => parts().sends.fetchMessage(...given),
    readers: async (channel, accounts) => parts().people.readers(channel, accounts),
    person: async (account) => parts().people.person(account),
    conversationName: async (conversation) => conversationName(parts().state, conversation),
    channels: async (space) =>
      [...parts().state.channels.values()]
        .filter((row) => row.space === space)
        .map(({ channel, name }) => ({ channel, name: `#${name}` })),
    topic: async (channel) => parts().state.channels.get(channel)?.topic,
    isInvited: async () => true,
    pacedWith: (conversation) => conversation,
    refreshHomes: async () => {},
    // Nobody has to say hi first: the bot may write to everybody who has not closed their DMs.
    dmLink: undefined,
    linkTo: (ref) => running?.server && `${running.server.address}/to/${encodeURIComponent(ref)}`,
  }

  async function open({ keep, accept }: Hooks): Promise<Running> {
    const state = await openState(keep)
    const live = createLive()
    const delivery = await openDelivery(state, accept, clock, logger)
    const people = createPeople({ state, delivery, live, clock, organiserNames, spaces })
    for (const channel of channels) await people.createChannel(channel)
    const messages = createReceiveMessages({ state, delivery, live, clock })
    const interactions = createReceiveInteractions({
      state,
      delivery,
      clock,
      explain: options.explain,
      commandForm: options.commandForm,
      readCommand: (account, text) => readCommand({ state, ...options }, account, text),
    })
    await interactions.load()
    const client = createClientActions({ state, live, people, messages, interactions })
    const sends = createSends({ state, live, clock })
    const { listen, commands, sandbox, suggest } = options
    const page = {
      state,
      live,
      clock,
      commands,
      client,
      logger,
      ...(sandbox && { sandbox }),
      ...(suggest && { suggest }),
    }
    const server = listen && (await startServer(listen, page))
    return { state, live, delivery, people, client, sends, server }
  }
}

interface Running {
  state: State
  live: Live
  delivery: Delivery
  people: People
  client: ClientActions
  sends: ReturnType<typeof createSends>
  server: PageServer | undefined
}
