import type { Client, Guild } from 'discord.js'
import { channelRef, spaceRef } from './ids.ts'
import type { DiscordOptions, DiscordSpace } from './options.ts'

/** Makes each server known to the bot, once: nothing of it is told before. */
export function createSpaces(
  client: Client,
  { onSpace }: Pick<DiscordOptions, 'onSpace'>,
  isNew: (guild: string) => void,
) {
  const known = new Map<string, Promise<void>>()

  return {
    introduce(guild: Guild): Promise<void> {
      const before = known.get(guild.id)
      if (before) return before
      const introduced = Promise.resolve(onSpace?.(spaceOf(guild)))
      known.set(guild.id, introduced)
      introduced.then(
        () => isNew(guild.id),
        () => known.delete(guild.id),
      )
      return introduced
    },
    forget: (guild: string) => void known.delete(guild),
    /** The server that something happened in; undefined for direct messages and servers that are gone. */
    of: (d: object): Guild | undefined =>
      'guild_id' in d && typeof d.guild_id === 'string' ? client.guilds.cache.get(d.guild_id) : undefined,
  }
}

const spaceOf = (guild: Guild): DiscordSpace => ({
  guild: guild.id,
  space: spaceRef(guild.id),
  name: guild.name,
  channelNamed(name) {
    const wanted = name.replace(/^#/, '').toLowerCase()
    const found = guild.channels.cache.find((channel) => !channel.isThread() && channel.name.toLowerCase() === wanted)
    return found && channelRef(guild.id, found.id)
  },
})
