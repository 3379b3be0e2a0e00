import { type APIMessage, PermissionFlagsBits } from 'discord.js'
import { type AllowedMentions, addMessage, changeMessage, dropMessage, findMessage, getMessage } from '../messages.ts'
import { channelPermissions, isThread, mayView, recipientOf } from '../permissions.ts'
import { refused } from '../refusal.ts'
import type { Route } from '../routes.ts'
import type { StoredChannel, World } from '../world.ts'

const NONCE_LIFE = 5 * 60_000
const NEW_LAYOUT = 1 << 15

export interface MessageBody {
  content?: string | null
  components?: APIMessage['components']
  flags?: number
  nonce?: string | number
  enforce_nonce?: boolean
  allowed_mentions?: AllowedMentions
  message_reference?: { message_id: string; fail_if_not_exists?: boolean }
}

export const messageRoutes: Record<string, Route> = {
  'POST /channels/:channel/messages': {
    run({ world, params, body }) {
      const channel = openChannel(world, params.channel!)
      return send(world, channel, body as MessageBody)
    },
  },
  'GET /channels/:channel/messages': {
    run({ world, params, query }) {
      const channel = readChannel(world, params.channel!)
      const all = (world.messages.get(channel.id) ?? []).filter(({ id }) => !world.ephemeral.has(id))
      const limit = Number(query.get('limit') ?? 50)
      if (!(limit >= 1 && limit <= 100)) throw refused.invalidForm({ limit: 'from 1 to 100' })
      const [after, before, around] = [query.get('after'), query.get('before'), query.get('around')]
      if (after)
        return all
          .filter(({ id }) => BigInt(id) > BigInt(after))
          .slice(0, limit)
          .reverse()
      if (before)
        return all
          .filter(({ id }) => BigInt(id) < BigInt(before))
          .slice(-limit)
          .reverse()
      if (around) {
        const middle = all.findIndex(({ id }) => BigInt(id) >= BigInt(around))
        const start = Math.max(0, middle - Math.floor(limit / 2))
        return all.slice(start, start + limit).reverse()
      }
      return all.slice(-limit).reverse()
    },
  },
  'GET /channels/:channel/messages/:message': {
    run({ world, params }) {
      const channel = readChannel(world, params.channel!)
      return getMessage(world, channel.id, params.message!)
    },
  },
  'PATCH /channels/:channel/messages/:message': {
    run({ world, params, body }) {
      const channel = readChannel(world, params.channel!)
      const message = getMessage(world, channel.id, params.message!)
      if (message.author.id !== world.bot.id) throw refused.notTheAuthor()
      if (channel.thread_metadata?.archived) throw refused.threadArchived()
      refuseIfLocked(world, channel)
      return changeMessage(world, channel, message, changesOf(body as MessageBody, message))
    },
  },
  'DELETE /channels/:channel/messages/:message': {
    run({ world, params }) {
      const channel = readChannel(world, params.channel!)
      const message = getMessage(world, channel.id, params.message!)
      const granted = channelPermissions(world, channel, world.bot.id)
      if (message.author.id !== world.bot.id && !(granted & PermissionFlagsBits.ManageMessages))
        throw channel.guild_id ? refused.missingPermissions() : refused.missingAccess()
      if (channel.thread_metadata?.archived) throw refused.threadArchived()
      dropMessage(world, channel, message.id)
    },
  },
}

/** A channel that the bot can see. */
export function readChannel(world: World, id: string): StoredChannel {
  const channel = world.channels.get(id)
  if (!channel) throw refused.unknownChannel()
  if (!mayView(world, channel, world.bot.id)) throw refused.missingAccess()
  return channel
}

/** A channel that the bot may write in. A locked thread takes only those who manage threads; an archived one opens by being written in. */
function openChannel(world: World, id: string): StoredChannel {
  const channel = readChannel(world, id)
  const recipient = recipientOf(channel)
  if (!channel.guild_id) {
    if (!recipient || world.closedDms.has(recipient) || !sharesGuild(world, recipient)) throw refused.closedDms()
    return channel
  }
  const granted = channelPermissions(world, channel, world.bot.id)
  const needed = isThread(channel) ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages
  if (channel.type === 15) throw refused.missingAccess()
  if (!(granted & needed)) throw refused.missingPermissions()
  refuseIfLocked(world, channel)
  if (channel.thread_metadata?.archived) {
    channel.thread_metadata = { ...channel.thread_metadata!, archived: false }
    world.emit('THREAD_UPDATE', channel, { guild: channel.guild_id, channel: channel.id })
  }
  return channel
}

/** In a locked thread only those who manage threads write and edit. */
function refuseIfLocked(world: World, channel: StoredChannel) {
  const granted = channelPermissions(world, channel, world.bot.id)
  if (channel.thread_metadata?.locked && !(granted & PermissionFlagsBits.ManageThreads)) throw refused.threadLocked()
}

const sharesGuild = (world: World, user: string) =>
  [...world.guilds.values()].some(({ members }) => members.has(user) && members.has(world.bot.id))

function send(world: World, channel: StoredChannel, body: MessageBody): APIMessage {
  const { content, components, flags = 0, nonce, enforce_nonce: enforced, message_reference: reference } = body
  if (!content?.trim() && !components?.length) throw refused.emptyMessage()
  const key = `${channel.id} ${nonce}`
  const known = world.nonces.get(key)
  if (enforced && nonce !== undefined && known && world.clock.now() - known.at < NONCE_LIFE) {
    const before = findMessage(world, channel.id, known.message)
    if (before) return before
  }
  const replyTo = reference?.message_id
  if (replyTo && !findMessage(world, channel.id, replyTo)) {
    if (reference.fail_if_not_exists !== false)
      throw refused.invalidForm({
        message_reference: { _errors: [{ code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' }] },
      })
  }
  const message = addMessage(world, {
    channel,
    author: world.bot.id,
    content: content ?? '',
    components: components ?? [],
    flags,
    ...(nonce === undefined ? {} : { nonce }),
    ...(replyTo && findMessage(world, channel.id, replyTo) ? { replyTo } : {}),
    mentions: body.allowed_mentions ?? { parse: ['users', 'roles', 'everyone'] },
  })
  if (nonce !== undefined) world.nonces.set(key, { message: message.id, at: world.clock.now() })
  return message
}

export function changesOf({ content, components, flags }: MessageBody, message: APIMessage): Partial<APIMessage> {
  const layout = ((flags ?? message.flags ?? 0) & NEW_LAYOUT) | ((message.flags ?? 0) & ~NEW_LAYOUT)
  return {
    ...(content === undefined ? {} : { content: content ?? '' }),
    ...(components === undefined || components === null ? {} : { components }),
    flags: layout,
  }
}
