import { isThread, mayView } from './permissions.ts'
import type { StoredGuild, World } from './world.ts'

/** What a new session is told first. */
export const readyPayload = (
  world: World,
  session: { id: string; shard: [number, number] },
  guilds: StoredGuild[],
  address: string,
) => ({
  v: 10,
  user: { ...world.bot, mfa_enabled: true, verified: true, email: null },
  guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
  session_id: session.id,
  resume_gateway_url: address,
  session_type: 'normal',
  application: { id: world.applicationId, flags: 0 },
  shard: session.shard,
  private_channels: [],
  relationships: [],
})

/** A guild with its channels, roles and active threads, and of its members the bot alone. */
export function guildPayload(world: World, { id, name, ownerId, roles, members }: StoredGuild) {
  const channels = [...world.channels.values()].filter((channel) => channel.guild_id === id)
  return {
    id,
    name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: ownerId,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 1,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    roles: [...roles.values()],
    emojis: [],
    stickers: [],
    features: ['COMMUNITY'],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    preferred_locale: 'en-US',
    public_updates_channel_id: null,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    safety_alerts_channel_id: null,
    joined_at: members.get(world.bot.id)?.joined_at,
    large: members.size > 50,
    unavailable: false,
    member_count: members.size,
    voice_states: [],
    members: [members.get(world.bot.id)],
    channels: channels.filter((channel) => !isThread(channel)),
    threads: channels.filter(
      (channel) => isThread(channel) && !channel.thread_metadata?.archived && mayView(world, channel, world.bot.id),
    ),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}
