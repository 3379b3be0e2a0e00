import type {
  APIApplicationCommandAutocompleteInteraction,
  APIApplicationCommandInteraction,
  APIMessageComponentInteraction,
  APIModalSubmitInteraction,
} from 'discord.js'
import { accountRef, channelRef, dmRef, threadRef } from './ids.ts'

export type Interaction =
  | APIApplicationCommandInteraction
  | APIApplicationCommandAutocompleteInteraction
  | APIMessageComponentInteraction
  | APIModalSubmitInteraction

const threads = [10, 11, 12]

/** Who did it, and where: a channel, a thread with the channel above it, or the DM with the bot. */
export function placeOf(
  interaction: Interaction,
): { account: string; user: string; conversation: string; channel?: string } | undefined {
  const user = interaction.member?.user ?? interaction.user
  const { channel, guild_id: guild } = interaction
  if (!user || !channel) return undefined
  const who = { user: user.id, account: accountRef(user.id) }
  if (!guild) return { ...who, conversation: dmRef(channel.id) }
  if (!threads.includes(channel.type)) {
    const conversation = channelRef(guild, channel.id)
    return { ...who, conversation, channel: conversation }
  }
  const parent = 'parent_id' in channel ? channel.parent_id : undefined
  return {
    ...who,
    conversation: threadRef(guild, channel.id),
    ...(parent ? { channel: channelRef(guild, parent) } : {}),
  }
}
