import { channelRoutes } from './routes/channels.ts'
import { commandRoutes } from './routes/commands.ts'
import { guildRoutes } from './routes/guilds.ts'
import { interactionRoutes } from './routes/interactions.ts'
import { messageRoutes } from './routes/messages.ts'
import type { World } from './world.ts'

/** A request whose shape is right. */
export interface Asked {
  world: World
  params: Record<string, string>
  query: URLSearchParams
  body: never
  /** Of the gateway. */
  address: () => string
}

export interface Route {
  /** False: the token in the path opens the door, as with interactions. */
  auth?: false
  status?: number
  /** Returns what is answered; undefined is "204 No Content". */
  run(asked: Asked): unknown
}

/** All that this Discord does over REST, by method and path below /api/v10. */
export const routes: Record<string, Route> = {
  ...messageRoutes,
  ...channelRoutes,
  ...guildRoutes,
  ...commandRoutes,
  ...interactionRoutes,
}
