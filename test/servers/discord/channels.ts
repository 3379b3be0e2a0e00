import { type APIGuildMember, type APIOverwrite, type APIRole, PermissionFlagsBits } from 'discord.js'
import { refused } from './refusal.ts'
import { isoTime, type StoredChannel, type StoredGuild, userNamed, type World } from './world.ts'

/** What a member may do on a new server, as Discord sets it: among it reading, writing, threads, commands. */
const everybodysPermissions =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.AddReactions |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.UseApplicationCommands

/** A new guild with the bot in it. */
export function addGuild(world: World, name: string, owner: string): StoredGuild {
  const id = world.nextId()
  const guild: StoredGuild = { id, name, ownerId: owner, roles: new Map(), members: new Map() }
  guild.roles.set(id, role(id, '@everyone', everybodysPermissions))
  world.guilds.set(id, guild)
  guild.members.set(owner, member(world, owner))
  guild.members.set(world.bot.id, member(world, world.bot.id))
  return guild
}

export const role = (id: string, name: string, permissions: bigint): APIRole =>
  ({
    id,
    name,
    permissions: String(permissions),
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position: 0,
    managed: false,
    mentionable: false,
    flags: 0,
  }) as unknown as APIRole

export const member = (world: World, user: string): APIGuildMember =>
  ({
    user: world.users.get(user)!,
    nick: null,
    avatar: null,
    banner: null,
    roles: [],
    joined_at: isoTime(world.clock.now()),
    premium_since: null,
    communication_disabled_until: null,
    pending: false,
    deaf: false,
    mute: false,
    flags: 0,
  }) as unknown as APIGuildMember

export function addUser(world: World, name: string): string {
  const id = world.nextId()
  world.users.set(id, userNamed(id, name))
  return id
}

interface NewChannel {
  guild: string
  name: string
  /** 0 text, 5 announcements, 15 forum. */
  type?: number
  topic?: string
  overwrites?: APIOverwrite[]
}

export function addChannel(world: World, { guild, name, type = 0, topic, overwrites = [] }: NewChannel): StoredChannel {
  const channel = {
    id: world.nextId(),
    type,
    guild_id: guild,
    name,
    topic: topic ?? null,
    position: world.channels.size,
    permission_overwrites: overwrites,
    parent_id: null,
    nsfw: false,
    last_message_id: null,
    rate_limit_per_user: 0,
    flags: 0,
    ...(type === 15
      ? { available_tags: [], default_reaction_emoji: null, default_sort_order: null, default_forum_layout: 0 }
      : {}),
  } as unknown as StoredChannel
  world.channels.set(channel.id, channel)
  world.emit('CHANNEL_CREATE', channel, { guild, channel: channel.id })
  return channel
}

/** A thread on a message has the message's id. */
export function addThread(
  world: World,
  above: StoredChannel,
  { id = world.nextId(), name, owner, type = 11 }: { id?: string; name: string; owner: string; type?: number },
): StoredChannel {
  const now = isoTime(world.clock.now())
  const thread = {
    id,
    type,
    guild_id: above.guild_id,
    parent_id: above.id,
    owner_id: owner,
    name,
    last_message_id: null,
    last_pin_timestamp: null,
    rate_limit_per_user: 0,
    flags: 0,
    message_count: 0,
    member_count: 1,
    total_message_sent: 0,
    thread_metadata: {
      archived: false,
      locked: false,
      auto_archive_duration: 4320,
      archive_timestamp: now,
      create_timestamp: now,
    },
  } as unknown as StoredChannel
  world.channels.set(id, thread)
  world.threadMembers.set(id, new Set([owner, world.bot.id]))
  world.emit('THREAD_CREATE', { ...thread, newly_created: true }, { guild: above.guild_id!, channel: id })
  return thread
}

export function changeThread(
  world: World,
  id: string,
  changes: Partial<NonNullable<StoredChannel['thread_metadata']>>,
) {
  const thread = world.channels.get(id)!
  thread.thread_metadata = {
    ...thread.thread_metadata!,
    ...changes,
    archive_timestamp: isoTime(world.clock.now()),
  }
  world.emit('THREAD_UPDATE', thread, { guild: thread.guild_id!, channel: id })
}

export function dropChannel(world: World, id: string) {
  const channel = world.channels.get(id)
  if (!channel) throw refused.unknownChannel()
  const scope = { guild: channel.guild_id!, channel: id }
  const { type, guild_id, parent_id } = channel
  if (channel.thread_metadata) world.emit('THREAD_DELETE', { id, type, guild_id, parent_id: parent_id! }, scope)
  else world.emit('CHANNEL_DELETE', channel, scope)
  world.channels.delete(id)
  world.messages.delete(id)
}

/** The one conversation by DM between the bot and somebody. */
export function dmWith(world: World, user: string): StoredChannel {
  const known = [...world.channels.values()].find(
    (channel) => 'recipients' in channel && channel.recipients?.[0]?.id === user,
  )
  if (known) return known
  const channel = {
    id: world.nextId(),
    type: 1,
    flags: 0,
    last_message_id: null,
    recipients: [world.users.get(user)!],
  } as unknown as StoredChannel
  world.channels.set(channel.id, channel)
  return channel
}
