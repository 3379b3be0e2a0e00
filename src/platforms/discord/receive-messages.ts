import {
  type APIMessage,
  ChannelType,
  type Client,
  type GatewayMessageDeleteBulkDispatchData,
  type GatewayMessageDeleteDispatchData,
  type GatewayMessageUpdateDispatchData,
  MessageType,
  Routes,
} from 'discord.js'
import type { Clock } from '../../shared/clock.ts'
import type { Keep, PlatformEvent } from '../platform.ts'
import type { Delivery } from './delivery.ts'
import {
  accountRef,
  channelRef,
  dmRef,
  eventId,
  messageRef,
  parseConversation,
  spaceRef,
  threadRef,
  timeOf,
} from './ids.ts'
import { isPost, type People } from './people.ts'
import { type Names, readText } from './read-text.ts'
import { remember } from './remember.ts'
import type { Requests } from './requests.ts'
import { keys } from './rows.ts'

type Posted = Extract<PlatformEvent, { type: 'message-posted' }>

interface Parts {
  client: Client
  people: People
  delivery: Delivery
  accept(event: PlatformEvent): Promise<void>
  requests: Requests
  keep: Keep
  clock: Clock
  wasRemovedHere(id: string): boolean
}

/** What people write, as Discord tells it, turned into events. */
export function createReceiveMessages(parts: Parts) {
  const { client, people, delivery, accept, requests, keep, clock, wasRemovedHere } = parts
  /** Messages of which it was told lately that they were edited or deleted; only their ids. */
  const changed = new Set<string>()

  const namesIn = (message: Pick<APIMessage, 'mentions'>, guild: string | undefined): Names => ({
    user: (id) => {
      const member = guild ? client.guilds.cache.get(guild)?.members.cache.get(id) : undefined
      const user = message.mentions?.find((each) => each.id === id)
      return member?.displayName ?? user?.global_name ?? user?.username
    },
    channel: (id) => {
      const channel = client.channels.cache.get(id)
      return channel && 'name' in channel ? (channel.name ?? undefined) : undefined
    },
    role: (id) => (guild ? client.guilds.cache.get(guild)?.roles.cache.get(id)?.name : undefined),
  })

  /** The space that a direct message belongs to: where its author was last active, else any that they are in. */
  async function homeOf(user: string): Promise<string | undefined> {
    const known = await keep.get(keys.home(user))
    if (known && client.guilds.cache.has(known)) return spaceRef(known)
    const guild = await people.aGuildOf(user)
    return guild && spaceRef(guild)
  }

  /** Rejects when the bot did not take it. Nothing is told of what bots and Discord itself say. */
  async function take(told: APIMessage, conversation: string): Promise<void> {
    if (!isOfAPerson(told)) return
    // The news of a change overtook the message: what it was is not what stands there.
    const message = changed.has(told.id) ? await asItStands(told) : told
    if (!message) return
    const place = parseConversation(conversation)!
    const space = place.guild ? spaceRef(place.guild) : await homeOf(message.author.id)
    if (!space) return
    const where = place.kind === 'thread' && place.guild ? await threadIn(place.guild, place.id, message.id) : undefined
    const answered = message.message_reference?.message_id
    const event: Posted = {
      type: 'message-posted',
      id: eventId('posted', message.id),
      at: timeOf(message.id),
      space,
      message: messageRef(place.guild, place.id, message.id),
      author: accountRef(message.author.id),
      text: await wordsOf(message, place.guild),
      conversation,
      where: place.kind,
      ...where,
      ...(answered && message.referenced_message
        ? {
            replyTo: {
              message: messageRef(place.guild, place.id, answered),
              author: accountRef(message.referenced_message.author.id),
            },
          }
        : {}),
    }
    await accept(event)
  }

  /** Undefined when it is gone. */
  async function asItStands({ channel_id: channel, id }: APIMessage): Promise<APIMessage | undefined> {
    const found = await requests.attempt<APIMessage>(() => client.rest.get(Routes.channelMessage(channel, id)))
    if (!found.ok && found.failure.type !== 'gone') throw new Error(`a changed message: ${found.failure.type}`)
    return found.ok ? found.value : undefined
  }

  /** The space that a direct conversation belongs to. */
  async function homeOfDm(id: string): Promise<string | undefined> {
    const channel = await people.channelOf(id)
    return channel?.type === ChannelType.DM && channel.recipientId ? homeOf(channel.recipientId) : undefined
  }

  /**
   * Where in a guild a thread's message stands. The first one of a forum's post is told as said in the forum itself: it is what is
   * asked there, and its thread is opened already.
   */
  async function threadIn(
    guild: string,
    id: string,
    message: string,
  ): Promise<Partial<Pick<Posted, 'conversation' | 'where' | 'channel' | 'root' | 'forum'>>> {
    const thread = await people.channelOf(id)
    if (!thread?.isThread() || !thread.parentId) return {}
    const channel = channelRef(guild, thread.parentId)
    if (!isPost(thread)) return { channel, root: messageRef(guild, thread.parentId, id) }
    return message === id
      ? { conversation: channel, where: 'channel', forum: true }
      : { channel, root: messageRef(guild, id, id) }
  }

  /** What was written, as others read it; the title of a forum's post belongs to it. */
  async function wordsOf(
    message: Pick<APIMessage, 'id' | 'channel_id' | 'content' | 'mentions'>,
    guild: string | undefined,
  ): Promise<string> {
    const text = readText(message.content, namesIn(message, guild))
    const thread = message.id === message.channel_id ? await people.channelOf(message.channel_id) : undefined
    return thread?.isThread() && isPost(thread) ? `${thread.name}\n${text}` : text
  }

  return {
    namesIn,
    homeOf,
    wordsOf,
    take,

    /** The conversation of a message; undefined when it is none that people write in. */
    async conversationOf({ channel_id: id, guild_id: guild }: { channel_id: string; guild_id?: string }) {
      if (!guild) return dmRef(id)
      const channel = await people.channelOf(id)
      if (!channel) return undefined
      return channel.isThread() ? threadRef(guild, id) : channelRef(guild, id)
    },

    async edited(conversation: string, message: GatewayMessageUpdateDispatchData): Promise<void> {
      // Discord also tells when a preview unfolds.
      if (!message.edited_timestamp || !isOfAPerson(message)) return
      remember(changed, message.id)
      const place = parseConversation(conversation)!
      const space = place.guild ? spaceRef(place.guild) : await homeOf(message.author.id)
      if (!space) return
      const at = Date.parse(message.edited_timestamp)
      await delivery.tell({
        type: 'message-edited',
        id: eventId('edited', message.id, String(at)),
        at,
        space,
        message: messageRef(place.guild, place.id, message.id),
        text: await wordsOf(message, place.guild),
      })
    },

    async deleted(given: GatewayMessageDeleteDispatchData | GatewayMessageDeleteBulkDispatchData): Promise<void> {
      const { channel_id: channel, guild_id: guild } = given
      const ids = 'ids' in given ? given.ids : [given.id]
      for (const id of ids) remember(changed, id)
      const byOthers = ids.filter((each) => !wasRemovedHere(each))
      const space = byOthers.length > 0 && (guild ? spaceRef(guild) : await homeOfDm(channel))
      if (!space) return
      for (const id of byOthers) {
        await delivery.tell({
          type: 'message-deleted',
          id: eventId('deleted', id),
          at: clock.now(),
          space,
          message: messageRef(guild, channel, id),
        })
      }
    },
  }
}

const isOfAPerson = ({ author, type, webhook_id: webhook }: Partial<APIMessage>) =>
  author !== undefined && !author.bot && !webhook && (type === MessageType.Default || type === MessageType.Reply)
