import {
  Client,
  type ClientOptions,
  DefaultRestOptions,
  Events,
  GatewayIntentBits,
  Options,
  REST,
  type RESTGetAPIGatewayBotResult,
  type RESTOptions,
  Routes,
} from 'discord.js'
import type { Logger } from '../../shared/logger.ts'

export interface ConnectOptions {
  token: string
  /** Base of the REST API, such as "https://discord.com/api"; Discord's own when absent. */
  apiUrl?: string
  /** The shards of this process, of how many; what Discord recommends when absent. */
  shards?: { ids: number[]; count: number }
  logger: Logger
  /** Timers of the SDK, which tests shorten. */
  sdk?: { ws?: ClientOptions['ws']; timeout?: number }
}

const REQUEST_TIMEOUT = 10_000
/** Of a thousand sessions a day. */
const fewStarts = 100

/**
 * The least that serves: servers with their channels and roles; who joins, leaves and holds which role, for who may read what;
 * messages in channels and to the bot; their words. Members and words are switched on in Discord's portal.
 */
export const intents = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMembers,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
  GatewayIntentBits.MessageContent,
]

/** What every request of this process has in common. */
const restOptions = ({ apiUrl, sdk = {} }: Pick<ConnectOptions, 'apiUrl' | 'sdk'>): Partial<RESTOptions> => ({
  ...(apiUrl ? { api: apiUrl.replace(/\/+$/, '') } : {}),
  // Askaround repeats by itself, with what it knows of the effect.
  retries: 0,
  rejectOnRateLimit: () => true,
  timeout: sdk.timeout ?? REQUEST_TIMEOUT,
})

/**
 * For answers to interactions, which open their own door and do not count towards the fifty requests a second of a bot: one that
 * is refused for that is not given again.
 */
export const createAnswerRest = (options: Pick<ConnectOptions, 'apiUrl' | 'sdk'>): REST =>
  new REST({ version: '10', ...restOptions(options), globalRequestsPerSecond: Number.MAX_SAFE_INTEGER })

/** The SDK as Askaround wants it: it repeats and waits for nothing by itself, pings nobody by itself, remembers no messages. */
export function createClient({ apiUrl, shards, logger, sdk = {} }: ConnectOptions): Client {
  const client = new Client({
    intents,
    allowedMentions: { parse: [] },
    ...(shards ? { shards: shards.ids, shardCount: shards.count } : { shards: 'auto' }),
    ...(sdk.ws ? { ws: sdk.ws } : {}),
    rest: restOptions({ sdk, ...(apiUrl ? { apiUrl } : {}) }),
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
      ThreadMemberManager: 0,
      GuildBanManager: 0,
      GuildInviteManager: 0,
      GuildMemberManager: { maxSize: 5000, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 5000, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
  })
  client.on(Events.Error, (error) => logger.warn({ err: error }, 'the connection to Discord had trouble'))
  client.on(Events.ShardError, (error, shard) =>
    logger.warn({ err: error, shard }, 'the connection to Discord had trouble'),
  )
  return client
}

const portal = 'https://discord.com/developers/applications'
const remedies: Record<number, string> = {
  4004: 'Discord does not know this token. Make a new one under Bot at the portal and put it into DISCORD_TOKEN',
  4010: 'Discord does not take these shards. Correct DISCORD_SHARDS, such as 0-3/16',
  4011: 'This bot is in so many servers that it needs shards. Set DISCORD_SHARDS, such as 0-3/16',
  4013: 'Discord does not know the intents that were asked for. Update Askaround',
  4014: 'Switch on "Server Members Intent" and "Message Content Intent" under Bot at the portal',
}

/** What to do when Discord closed the connection for good. */
export const remedyFor = (code: number): string =>
  `${remedies[code] ?? `Discord closed the connection for good (${code})`}: ${portal}`

/**
 * Signs in, and resolves once all servers are known.
 * @throws Error that names the remedy
 */
export async function signIn(client: Client, options: Pick<ConnectOptions, 'token' | 'apiUrl'>): Promise<void> {
  const ready = new Promise<void>((resolve, reject) => {
    client.once(Events.ClientReady, () => resolve())
    client.once(Events.ShardDisconnect, ({ code }) => reject(new Error(remedyFor(code))))
  })
  const signedIn = client.login(options.token).catch((error: unknown) => {
    const { code } = error as { code?: unknown }
    if (code === 'TokenInvalid') throw new Error(remedyFor(4004))
    if (/4014|disallowed intent/i.test(String((error as Error).message))) throw new Error(remedyFor(4014))
    const where = options.apiUrl ?? DefaultRestOptions.api
    throw new Error(`Discord cannot be reached at ${where}: check the network, and DISCORD_API_URL if you set it.`, {
      cause: error,
    })
  })
  ready.catch(() => {})
  await signedIn
  await ready
}

/** Says in the log when Discord lets the bot begin few more sessions today. */
export async function watchSessions(client: Client, logger: Logger): Promise<void> {
  const { session_start_limit: left } = (await client.rest.get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult
  if (left.remaining < fewStarts)
    logger.warn(
      { remaining: left.remaining, of: left.total, hours: Math.ceil(left.reset_after / 3_600_000) },
      'few sessions are left that Discord lets this bot begin; a bot that begins more gets a new token. Find out why it starts so often',
    )
}
