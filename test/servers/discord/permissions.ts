import { PermissionFlagsBits } from 'discord.js'
import type { StoredChannel, World } from './world.ts'

const everything = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n)
const threadTypes = [10, 11, 12]

/** What somebody may do in a guild, before any channel's own rules. */
function guildPermissions(world: World, guildId: string, userId: string): bigint {
  const guild = world.guilds.get(guildId)
  const member = guild?.members.get(userId)
  if (!guild || !member) return 0n
  if (guild.ownerId === userId) return everything
  const roles = [guildId, ...member.roles].flatMap((id) => guild.roles.get(id) ?? [])
  const granted = roles.reduce((all, role) => all | BigInt(role.permissions), 0n)
  return granted & PermissionFlagsBits.Administrator ? everything : granted
}

/** What somebody may do in a channel; a thread's rules are those of the channel above it. */
export function channelPermissions(world: World, channel: StoredChannel, userId: string): bigint {
  if (!channel.guild_id) return 'recipients' in channel ? everything : 0n
  const base = guildPermissions(world, channel.guild_id, userId)
  if (base === everything) return base
  const ruling = threadTypes.includes(channel.type) ? world.channels.get(channel.parent_id ?? '') : channel
  const member = world.guilds.get(channel.guild_id)?.members.get(userId)
  if (!ruling || !member) return 0n
  const rules = ruling.permission_overwrites ?? []
  const of = (ids: string[]) => rules.filter(({ id }) => ids.includes(id))
  const allowed = [of([channel.guild_id]), of(member.roles), of([userId])].reduce((granted, level) => {
    const deny = level.reduce((all, rule) => all | BigInt(rule.deny), 0n)
    const allow = level.reduce((all, rule) => all | BigInt(rule.allow), 0n)
    return (granted & ~deny) | allow
  }, base)
  return allowed & PermissionFlagsBits.ViewChannel ? allowed : 0n
}

/** Whether somebody reads a channel, thread or DM. A private thread is read by its members and those who manage threads. */
export function mayView(world: World, channel: StoredChannel, userId: string): boolean {
  if (!channel.guild_id) return userId === world.bot.id || recipientOf(channel) === userId
  const granted = channelPermissions(world, channel, userId)
  if (!(granted & PermissionFlagsBits.ViewChannel)) return false
  if (channel.type !== 12) return true
  return (
    Boolean(granted & PermissionFlagsBits.ManageThreads) || (world.threadMembers.get(channel.id)?.has(userId) ?? false)
  )
}

export const isThread = (channel: StoredChannel) => threadTypes.includes(channel.type)

/** The person on the other side of a DM with the bot. */
export const recipientOf = (channel: StoredChannel): string | undefined =>
  'recipients' in channel ? channel.recipients?.[0]?.id : undefined
