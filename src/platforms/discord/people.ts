import {
  type AnyThreadChannel,
  type Channel,
  ChannelType,
  type Client,
  type Guild,
  type GuildMember,
  PermissionFlagsBits,
  type ThreadChannel,
} from 'discord.js'
import type { Person } from '../platform.ts'
import { hasCode } from './failures.ts'
import { accountRef, channelRef, guildOf, parseConversation, userOf } from './ids.ts'

const MEMBERS_TIMEOUT = 10_000
/** How many members Discord tells of at once. */
const AT_ONCE = 100
const spokenIn = [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum, ChannelType.GuildMedia]
const UNKNOWN = [10003, 10007, 10013, 50001]

export type People = ReturnType<typeof createPeople>

/** Who is who, and who may read what, as Discord tells it; the SDK keeps it up to date while it is connected. */
export function createPeople(client: Client) {
  async function channelOf(id: string): Promise<Channel | undefined> {
    return client.channels.cache.get(id) ?? (await orUndefined(client.channels.fetch(id))) ?? undefined
  }

  /** Those of the users who are in the guild. */
  async function membersOf(guild: Guild, users: string[]): Promise<GuildMember[]> {
    const known = users.flatMap((user) => guild.members.cache.get(user) ?? [])
    const unknown = users.filter((user) => !guild.members.cache.has(user))
    const told: GuildMember[] = []
    for (let start = 0; start < unknown.length; start += AT_ONCE) {
      const wanted = unknown.slice(start, start + AT_ONCE)
      told.push(...(await guild.members.fetch({ user: wanted, time: MEMBERS_TIMEOUT })).values())
    }
    return [...known, ...told]
  }

  async function memberOf(user: string, guild: Guild): Promise<GuildMember | undefined> {
    return guild.members.cache.get(user) ?? (await orUndefined(guild.members.fetch(user)))
  }

  /** A member of any guild that this process serves, by what is known already. */
  const knownMember = (user: string) =>
    client.guilds.cache.map((guild) => guild.members.cache.get(user)).find((member) => member !== undefined)

  return {
    channelOf,

    async readers(conversation: string, accounts: string[]): Promise<Set<string>> {
      const place = parseConversation(conversation)
      const users = new Map(accounts.flatMap((account) => (userOf(account) ? [[userOf(account)!, account]] : [])))
      if (!place || users.size === 0) return new Set()
      const channel = await channelOf(place.id)
      if (!channel) return new Set()
      if (channel.isDMBased())
        return new Set([...users].flatMap(([user, account]) => (isRecipient(channel, user) ? [account] : [])))
      const members = await membersOf(channel.guild, [...users.keys()])
      const ruling = channel.isThread() ? await channelOf(channel.parentId ?? '') : channel
      if (!ruling || ruling.isDMBased() || ruling.isThread()) return new Set()
      const may = members.filter((member) => ruling.permissionsFor(member).has(PermissionFlagsBits.ViewChannel))
      const inside = channel.type === ChannelType.PrivateThread ? await insiders(channel, may) : may
      return new Set(inside.map(({ id }) => users.get(id)!))
    },

    /** `space`: the guild whose name for them and whose administration is meant. */
    async person(account: string, space?: string): Promise<Person | undefined> {
      const user = userOf(account)
      if (!user) return undefined
      const guild = space ? client.guilds.cache.get(guildOf(space) ?? '') : undefined
      const member = guild ? await memberOf(user, guild) : knownMember(user)
      if (member) {
        const admin = guild !== undefined && member.permissions.has(PermissionFlagsBits.ManageGuild)
        return {
          account: accountRef(user),
          name: member.displayName,
          avatar: member.displayAvatarURL({ size: 64 }),
          admin,
        }
      }
      const somebody = await orUndefined(client.users.fetch(user))
      return (
        somebody && {
          ...{ account: accountRef(user), name: somebody.displayName, admin: false },
          avatar: somebody.displayAvatarURL({ size: 64 }),
        }
      )
    },

    async conversationName(conversation: string): Promise<string | undefined> {
      const place = parseConversation(conversation)
      const channel = place && place.kind !== 'dm' ? await channelOf(place.id) : undefined
      if (!channel || channel.isDMBased()) return undefined
      return channel.isThread() ? channel.name : `#${channel.name}`
    },

    async channels(space: string) {
      const guild = client.guilds.cache.get(guildOf(space) ?? '')
      const me = guild?.members.me
      if (!guild || !me) return []
      return [...guild.channels.cache.values()]
        .filter(
          (channel) =>
            spokenIn.includes(channel.type) && channel.permissionsFor(me).has(PermissionFlagsBits.ViewChannel),
        )
        .map(({ id, name }) => ({ channel: channelRef(guild.id, id), name: `#${name}` }))
    },

    /** Of a forum, its guidelines. */
    async topic(conversation: string): Promise<string | undefined> {
      const place = parseConversation(conversation)
      const channel = place?.kind === 'channel' ? await channelOf(place.id) : undefined
      return channel && 'topic' in channel ? (channel.topic ?? undefined) : undefined
    },

    /** A guild that this process serves and somebody is in. */
    async aGuildOf(user: string): Promise<string | undefined> {
      const known = knownMember(user)
      if (known) return known.guild.id
      for (const guild of client.guilds.cache.values()) if (await memberOf(user, guild)) return guild.id
      return undefined
    },
  }
}

/** Whether a thread is a post in a forum: its first message has its id, and its name is the post's title. */
export const isPost = (thread: AnyThreadChannel) =>
  thread.parent?.type === ChannelType.GuildForum || thread.parent?.type === ChannelType.GuildMedia

const isRecipient = (channel: Channel, user: string) => 'recipientId' in channel && channel.recipientId === user

/** A private thread is read by its members, and by those who manage threads. */
async function insiders(thread: ThreadChannel, members: GuildMember[]): Promise<GuildMember[]> {
  const inside = await Promise.all(
    members.map(async (member) => {
      if (thread.permissionsFor(member).has(PermissionFlagsBits.ManageThreads)) return true
      return (await orUndefined(thread.members.fetch({ member: member.id, cache: false }))) !== undefined
    }),
  )
  return members.filter((_, index) => inside[index])
}

/** Undefined when Discord does not know it, or does not show it to the bot. */
async function orUndefined<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (UNKNOWN.some((code) => hasCode(error, code))) return undefined
    throw error
  }
}
