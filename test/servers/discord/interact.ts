import type { APIMessage } from 'discord.js'
import { channelPermissions } from './permissions.ts'
import type { StoredChannel, StoredInteraction, World } from './world.ts'

/** Tells the bot of a command (2), a component (3), typing in an option (4) or a form (5). */
export function interact(
  world: World,
  {
    account,
    channel,
    type,
    data,
    message,
  }: { account: string; channel: StoredChannel; type: number; data: object; message?: APIMessage },
): StoredInteraction {
  const id = world.nextId()
  let resolve = () => {}
  const answer = new Promise<void>((done) => {
    resolve = done
  })
  const interaction: StoredInteraction = {
    id,
    token: `interaction:${Buffer.from(`${id}:${world.nextId()}`).toString('base64url')}`,
    type,
    account,
    channel: channel.id,
    at: world.clock.now(),
    ...(message ? { message: message.id } : {}),
    answer,
    resolve,
  }
  world.interactions.set(id, interaction)
  const user = world.users.get(account)!
  const guild = channel.guild_id ? world.guilds.get(channel.guild_id) : undefined
  const permissions = String(channelPermissions(world, channel, account))
  const who = guild ? { member: { ...guild.members.get(account)!, user, permissions } } : { user }
  const payload = {
    id,
    application_id: world.applicationId,
    type,
    data,
    token: interaction.token,
    version: 1,
    channel_id: channel.id,
    channel: { ...channel, permissions },
    ...(guild
      ? { guild_id: guild.id, guild: { id: guild.id, locale: 'en-US', features: [] }, guild_locale: 'en-US' }
      : {}),
    ...who,
    locale: 'en-US',
    app_permissions: String(channelPermissions(world, channel, world.bot.id)),
    entitlements: [],
    authorizing_integration_owners: { '0': guild?.id ?? '0' },
    context: guild ? 0 : 1,
    attachment_size_limit: 10_485_760,
    ...(message ? { message } : {}),
  }
  world.emit('INTERACTION_CREATE', payload, guild ? { guild: guild.id } : {})
  return interaction
}
