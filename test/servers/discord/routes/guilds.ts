import { refused } from '../refusal.ts'
import type { Route } from '../routes.ts'

export const guildRoutes: Record<string, Route> = {
  'GET /gateway/bot': {
    run: ({ address, world }) => ({
      url: address(),
      shards: 1,
      session_start_limit: { total: 1000, remaining: world.sessionsLeft, reset_after: 86_400_000, max_concurrency: 1 },
    }),
  },
  'GET /users/@me': {
    run: ({ world }) => ({
      ...world.bot,
      mfa_enabled: true,
      locale: 'en-US',
      verified: true,
      email: null,
      premium_type: 0,
    }),
  },
  'GET /users/:user': {
    run({ world, params }) {
      const user = world.users.get(params.user!)
      if (!user) throw refused.unknownUser()
      return user
    },
  },
  'GET /guilds/:guild/members/:user': {
    run({ world, params }) {
      const guild = world.guilds.get(params.guild!)
      if (!guild?.members.has(world.bot.id)) throw refused.unknownGuild()
      const member = guild.members.get(params.user!)
      if (!member) throw refused.unknownMember()
      return member
    },
  },
}
