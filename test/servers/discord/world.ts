import type {
  APIApplicationCommand,
  APIChannel,
  APIGuildMember,
  APIMessage,
  APIOverwrite,
  APIRole,
  APIUser,
  UserFlags,
} from 'discord.js'
import type { Clock } from '../../../src/shared/clock.ts'

const EPOCH = 1_420_070_400_000n

/** A channel, thread or DM as Discord's API shows it; only the fields that this server keeps. */
export type StoredChannel = Extract<APIChannel, { id: string }> & {
  guild_id?: string
  parent_id?: string | null
  name?: string | null
  owner_id?: string
  permission_overwrites?: APIOverwrite[]
  thread_metadata?: { archived: boolean; locked: boolean; auto_archive_duration: number; archive_timestamp: string }
  last_message_id?: string | null
}

export interface StoredGuild {
  id: string
  name: string
  ownerId: string
  roles: Map<string, APIRole>
  members: Map<string, APIGuildMember>
}

/** What a person pressed, ran or submitted, until it can no longer be answered. */
export interface StoredInteraction {
  id: string
  token: string
  type: number
  account: string
  channel: string
  at: number
  /** The message whose component was used, if any. */
  message?: string
  /** How it was first answered; undefined until it is. */
  answered?: number
  /** The first answer's message: absent for a deferred update or a modal. */
  original?: string
  modal?: unknown
  choices?: unknown
  answer: Promise<void>
  resolve(): void
}

/** Where something happened: who may be told of it hangs on that. */
export interface Scope {
  guild?: string
  channel?: string
}

export type World = ReturnType<typeof createWorld>

/** Everything that this Discord knows: people, guilds, channels, what was said. Plain data in Discord's own shapes. */
export function createWorld(clock: Clock) {
  let count = 0n
  /** Rises with every call, and with time, as Discord's ids do. */
  const nextId = () => String(((BigInt(Math.floor(clock.now())) - EPOCH) << 22n) + (count++ % 4096n))
  const bot = { ...userNamed(nextId(), 'Askaround'), bot: true }
  return {
    clock,
    nextId,
    bot,
    applicationId: bot.id,
    token: `${Buffer.from(bot.id).toString('base64url')}.local.${'x'.repeat(27)}`,
    users: new Map<string, APIUser>([[bot.id, bot]]),
    guilds: new Map<string, StoredGuild>(),
    channels: new Map<string, StoredChannel>(),
    /** By channel, oldest first. */
    messages: new Map<string, APIMessage[]>(),
    /** Messages that one person alone sees: id of the message → of the person. */
    ephemeral: new Map<string, string>(),
    /** Whom a message notified, by message id. */
    notified: new Map<string, string[]>(),
    /** Nonces of the last minutes: "<channel> <nonce>" → message. */
    nonces: new Map<string, { message: string; at: number }>(),
    /** Commands by guild id, and "global". */
    commands: new Map<string, APIApplicationCommand[]>(),
    interactions: new Map<string, StoredInteraction>(),
    /** How many sessions the bot may still begin today. */
    sessionsLeft: 999,
    closedDms: new Set<string>(),
    /** Conversations by DM that the bot opened with people who had not written to it. */
    openedDms: [] as string[],
    threadMembers: new Map<string, Set<string>>(),
    /** Tells the bot; the gateway puts itself here. */
    emit: (_event: string, _data: object, _scope: Scope = {}): void => {},
  }
}

export const userNamed = (id: string, name: string): APIUser => ({
  id,
  username: name.toLowerCase().replace(/[^a-z0-9_.]/g, '_'),
  discriminator: '0',
  global_name: name,
  avatar: null,
  banner: null,
  accent_color: null,
  avatar_decoration_data: null,
  collectibles: null,
  primary_guild: null,
  public_flags: 0 as UserFlags,
  flags: 0 as UserFlags,
})

export const isoTime = (at: number) => new Date(at).toISOString()

/** When an id was made, ms since 1970. */
export const timeOfId = (id: string) => Number((BigInt(id) >> 22n) + EPOCH)
