import { randomUUID } from 'node:crypto'
import { ChannelType, type Client, PermissionFlagsBits, type PermissionsString } from 'discord.js'
import type { Problem } from '../../commands/intent.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Logger } from '../../shared/logger.ts'
import type { Hooks, Keep, Platform } from '../platform.ts'
import { accountRef, eventId, spaceRef } from './ids.ts'
import { keys } from './rows.ts'

/** What the bot needs to be allowed where it works. The invitation of docs/discord.md asks for it. */
export const neededPermissions =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.ReadMessageHistory

const inForum =
  PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessagesInThreads | PermissionFlagsBits.ReadMessageHistory

/** The same in a channel of this type: in a forum nothing can be said but in its posts, and each is a thread already. */
export const neededIn = (type: ChannelType): bigint =>
  type === ChannelType.GuildForum || type === ChannelType.GuildMedia ? inForum : neededPermissions

interface Parts {
  client: Client
  accept: Hooks['accept']
  keep: Keep
  clock: Clock
  logger: Logger
  explain(problem: Problem): string
  platform: Pick<Platform, 'openDm' | 'send'>
}

/** Tells the owner of a server, privately and once, what only they can change. */
export function createTellOrganiser({ client, accept, keep, clock, logger, explain, platform }: Parts) {
  /** Channels of which it was said that something is missing. */
  const told = new Set<string>()

  /** Said at most once, so it needs no id that comes again. */
  async function say(guildId: string, key: string, values: Problem['values']): Promise<void> {
    const guild = client.guilds.cache.get(guildId)
    const dm = guild && (await platform.openDm(accountRef(guild.ownerId)))
    if (!guild || !dm?.ok) return
    const text = explain({ key, values: { ...values, server: guild.name } })
    const card = { blocks: [{ type: 'text' as const, spans: [text] }] }
    await platform.send(randomUUID().slice(0, 23), { conversation: dm.value }, card, { notify: true })
  }

  return {
    /** The bot came into a server: what is to be said to its owner is the bot's to decide. */
    async introduce(guildId: string): Promise<void> {
      const guild = client.guilds.cache.get(guildId)
      if (!guild || (await keep.get(keys.greeted(guildId)))) return
      await accept({
        type: 'bot-added',
        id: eventId('added', guildId),
        at: clock.now(),
        space: spaceRef(guildId),
        account: accountRef(guild.ownerId),
      })
      await keep.put({ [keys.greeted(guildId)]: 'yes' })
    },

    /** Something could not be done in a channel or thread. Says which permissions are missing there, when some are. */
    async missing(channelId: string): Promise<void> {
      const found = client.channels.cache.get(channelId)
      const channel = found?.isThread() ? found.parent : found
      if (!channel || channel.isDMBased() || !channel.guild.members.me) return
      const missing = channel.permissionsFor(channel.guild.members.me).missing(neededIn(channel.type))
      if (missing.length === 0) return
      const permissions = missing.map(inWords).join(', ')
      logger.warn({ channel: channel.id, permissions }, 'permissions are missing in a channel')
      told.add(channel.id)
      if ((await keep.get(keys.missing(channel.id))) === permissions) return
      await keep.put({ [keys.missing(channel.id)]: permissions })
      const values = { permissions, channel: `#${channel.name}` }
      await say(channel.guild.id, 'problem.missing-permissions', values)
    },

    /** Something could be done there: when it is taken away again, that is worth saying again. */
    async worked(channelId: string): Promise<void> {
      const found = client.channels.cache.get(channelId)
      const id = found?.isThread() ? (found.parentId ?? channelId) : channelId
      if (told.delete(id)) await keep.put({ [keys.missing(id)]: undefined })
    },
  }
}

/** As Discord's settings call it: "SendMessagesInThreads" is "Send Messages in Threads". */
export const inWords = (name: PermissionsString) => name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(' In ', ' in ')
