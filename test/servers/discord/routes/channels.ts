import { PermissionFlagsBits } from 'discord.js'
import { addThread, changeThread, dmWith } from '../channels.ts'
import { findMessage } from '../messages.ts'
import { channelPermissions, mayView } from '../permissions.ts'
import { refused } from '../refusal.ts'
import type { Route } from '../routes.ts'
import { readChannel } from './messages.ts'

export const channelRoutes: Record<string, Route> = {
  'GET /channels/:channel': { run: ({ world, params }) => readChannel(world, params.channel!) },
  /** Of a thread: waking it takes who may write there, unless it is locked. */
  'PATCH /channels/:channel': {
    run({ world, params, body }) {
      const channel = readChannel(world, params.channel!)
      const granted = channelPermissions(world, channel, world.bot.id)
      const mayManage = (granted & PermissionFlagsBits.ManageThreads) !== 0n
      if (!channel.thread_metadata || (channel.thread_metadata.locked && !mayManage)) throw refused.missingPermissions()
      changeThread(world, channel.id, body as { archived?: boolean })
      return world.channels.get(channel.id)
    },
  },
  'POST /channels/:channel/messages/:message/threads': {
    status: 201,
    run({ world, params, body }) {
      const channel = readChannel(world, params.channel!)
      const message = findMessage(world, channel.id, params.message!)
      if (!message || world.ephemeral.has(message.id)) throw refused.unknownMessage()
      if (!(channelPermissions(world, channel, world.bot.id) & PermissionFlagsBits.CreatePublicThreads))
        throw refused.missingPermissions()
      if (world.channels.has(message.id)) throw refused.threadExists()
      const { name } = body as { name: string }
      return addThread(world, channel, { id: message.id, name, owner: world.bot.id })
    },
  },
  'POST /users/@me/channels': {
    run({ world, body }) {
      const { recipient_id: user } = body as { recipient_id: string }
      if (!world.users.has(user)) throw refused.unknownUser()
      const before = world.channels.size
      const channel = dmWith(world, user)
      if (world.channels.size > before) world.openedDms.push(user)
      return channel
    },
  },
  'GET /channels/:channel/thread-members/:user': {
    run({ world, params }) {
      const channel = readChannel(world, params.channel!)
      const isMember = world.threadMembers.get(channel.id)?.has(params.user!)
      if (!isMember || !mayView(world, channel, params.user!)) throw refused.unknownMember()
      return {
        id: channel.id,
        user_id: params.user!,
        join_timestamp: new Date(world.clock.now()).toISOString(),
        flags: 0,
      }
    },
  },
}
