import type { APIMessage } from 'discord.js'
import { mayView } from './permissions.ts'
import { refused } from './refusal.ts'
import { isoTime, type StoredChannel, timeOfId, type World } from './world.ts'

export interface NewMessage {
  /** A new one when absent; the first message of a forum's post has the id of its thread. */
  id?: string
  channel: StoredChannel
  author: string
  content?: string | null
  components?: APIMessage['components']
  flags?: number
  nonce?: string | number
  replyTo?: string
  webhook?: boolean
  /** Seen by this person alone. */
  onlyFor?: string
  mentions?: AllowedMentions
  interaction?: string
}

export interface AllowedMentions {
  parse?: string[]
  users?: string[]
  replied_user?: boolean
}

const EPHEMERAL = 64
const SILENT = 4096

/** Puts a message into a channel and tells of it. */
export function addMessage(world: World, given: NewMessage): APIMessage {
  const { channel, author, onlyFor, replyTo } = given
  const { id = world.nextId() } = given
  const text = given.content ?? ''
  const replied = replyTo === undefined ? undefined : findMessage(world, channel.id, replyTo)
  const message = {
    id,
    channel_id: channel.id,
    type: replied ? 19 : 0,
    author: world.users.get(author)!,
    content: text,
    timestamp: isoTime(timeOfId(id)),
    edited_timestamp: null,
    tts: false,
    pinned: false,
    mention_everyone: false,
    mentions: mentionedUsers(world, text),
    mention_roles: [],
    attachments: [],
    embeds: [],
    components: withIds(given.components ?? []),
    flags: (given.flags ?? 0) | (onlyFor ? EPHEMERAL : 0),
    ...(given.nonce === undefined ? {} : { nonce: given.nonce }),
    ...(given.webhook ? { webhook_id: world.applicationId, application_id: world.applicationId } : {}),
    ...(replied
      ? {
          message_reference: { type: 0, channel_id: channel.id, message_id: replied.id, guild_id: channel.guild_id },
          referenced_message: replied,
        }
      : {}),
  } as unknown as APIMessage
  const list = world.messages.get(channel.id) ?? []
  world.messages.set(channel.id, [...list, message])
  if (onlyFor) world.ephemeral.set(id, onlyFor)
  else channel.last_message_id = id
  const silent = ((given.flags ?? 0) & SILENT) !== 0
  world.notified.set(id, silent || onlyFor ? [] : notifiedBy(world, channel, message, given.mentions))
  if (!onlyFor)
    world.emit('MESSAGE_CREATE', asTold(world, channel, message), { ...inGuild(channel), channel: channel.id })
  return message
}

export function changeMessage(
  world: World,
  channel: StoredChannel,
  message: APIMessage,
  changes: Partial<APIMessage>,
): APIMessage {
  const now = { ...message, ...changes, edited_timestamp: isoTime(world.clock.now()) } as APIMessage
  if (changes.content !== undefined) now.mentions = mentionedUsers(world, changes.content)
  if (changes.components) now.components = withIds(changes.components)
  world.messages.set(
    channel.id,
    (world.messages.get(channel.id) ?? []).map((each) => (each.id === message.id ? now : each)),
  )
  if (!world.ephemeral.has(message.id))
    world.emit('MESSAGE_UPDATE', asTold(world, channel, now), { ...inGuild(channel), channel: channel.id })
  return now
}

export function dropMessage(world: World, channel: StoredChannel, id: string) {
  world.messages.set(
    channel.id,
    (world.messages.get(channel.id) ?? []).filter((each) => each.id !== id),
  )
  if (world.ephemeral.delete(id)) return
  const gone = { id, channel_id: channel.id, ...inGuildId(channel) }
  world.emit('MESSAGE_DELETE', gone, { ...inGuild(channel), channel: channel.id })
}

export const findMessage = (world: World, channel: string, id: string) =>
  world.messages.get(channel)?.find((each) => each.id === id)

export function getMessage(world: World, channel: string, id: string): APIMessage {
  const found = findMessage(world, channel, id)
  if (!found || world.ephemeral.has(id)) throw refused.unknownMessage()
  return found
}

const inGuild = (channel: StoredChannel) => (channel.guild_id ? { guild: channel.guild_id } : {})
const inGuildId = (channel: StoredChannel) => (channel.guild_id ? { guild_id: channel.guild_id } : {})

/** As the gateway tells it: with the guild and the member's own data. */
function asTold(world: World, channel: StoredChannel, message: APIMessage) {
  const member = channel.guild_id && world.guilds.get(channel.guild_id)?.members.get(message.author.id)
  const { user: _, ...rest } = member || { user: undefined }
  return { ...message, channel_type: channel.type, ...inGuildId(channel), ...(member ? { member: rest } : {}) }
}

function mentionedUsers(world: World, text: string) {
  const ids = new Set([...text.matchAll(/<@!?(\d+)>/g)].map((found) => found[1]!))
  return [...ids].flatMap((id) => world.users.get(id) ?? [])
}

/** Whom a message pings: mentions that the sender allowed, of people who read the channel; in a DM its receiver. */
function notifiedBy(world: World, channel: StoredChannel, message: APIMessage, allowed?: AllowedMentions): string[] {
  if (!channel.guild_id)
    return message.author.id === world.bot.id && 'recipients' in channel ? [channel.recipients![0]!.id] : [world.bot.id]
  const parse = allowed?.parse ?? ['users', 'roles', 'everyone']
  const named = message.mentions.map(({ id }) => id)
  const found = new Set(named.filter((id) => parse.includes('users') || allowed?.users?.includes(id)))
  if (parse.includes('everyone') && /@(?:everyone|here)/.test(message.content))
    for (const id of world.guilds.get(channel.guild_id)!.members.keys()) found.add(id)
  const answered = message.referenced_message?.author.id
  if (answered && (allowed ? allowed.replied_user : true)) found.add(answered)
  return [...found].filter((id) => id !== message.author.id && mayView(world, channel, id))
}

/** Discord numbers the components of a message itself, and says how many can be chosen. */
function withIds(components: NonNullable<APIMessage['components']>): NonNullable<APIMessage['components']> {
  let count = 0
  const number = <T>(each: T): T => {
    const id = ++count
    const parts = (each as { components?: unknown[] }).components
    const { type } = each as { type: number }
    const choose = type === 3 || (type >= 5 && type <= 8) ? { min_values: 1, max_values: 1 } : {}
    return { id, ...choose, ...each, ...(parts ? { components: parts.map(number) } : {}) }
  }
  return components.map(number)
}
