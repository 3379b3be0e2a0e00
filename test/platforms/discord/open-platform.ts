import messages from '../../../config/messages/en.json' with { type: 'json' }
import { createCards } from '../../../src/cards/cards.ts'
import { commands } from '../../../src/commands/commands.ts'
import { createDiscordPlatform } from '../../../src/platforms/discord/adapter.ts'
import type { DiscordOptions } from '../../../src/platforms/discord/options.ts'
import { createSimulatedClock } from '../../../src/shared/clock.ts'
import { createLogger } from '../../../src/shared/logger.ts'
import { startDiscordServer } from '../../servers/discord/server.ts'
import { createHooks } from '../web/memory-hooks.ts'

/** The SDK identifies at most every five seconds; tests do not wait for that. */
export const atOnce = { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => {} }) }

/** The adapter, connected by the real discord.js to a Discord on this machine, with a clock that stands still at noon of 12 Nov 2025. */
export async function openDiscord(options: Partial<DiscordOptions> = {}) {
  const clock = createSimulatedClock(Date.UTC(2025, 10, 12, 12))
  const discord = await startDiscordServer({ clock })
  const general = discord.channel('general')
  const hooks = createHooks()
  const fatal: string[] = []
  const logged: string[] = []
  const logger = createLogger({ level: 'warn', destination: { write: (line) => void logged.push(line) } })
  const { explain, commandForm } = createCards({ messages })

  const create = () =>
    createDiscordPlatform({
      token: discord.token,
      apiUrl: discord.address,
      commands,
      explain,
      commandForm,
      clock,
      logger,
      onFatal: (message) => void fatal.push(message),
      sdk: { ws: atOnce },
      ...options,
    })
  let platform = create()
  await platform.start(hooks)

  const opened = {
    discord,
    hooks,
    clock,
    general,
    fatal,
    logged,
    get platform() {
      return platform
    },
    /** Resolves once the bot took, or put off, all that Discord told it. */
    async settled() {
      await discord.gateway.delivered()
      await platform.settled()
    },
    /** Another process takes over, with what this one kept. */
    async restart(whileAway: () => void = () => {}) {
      await platform.stop()
      whileAway()
      platform = create()
      await platform.start(hooks)
      await opened.settled()
    },
    async close() {
      await platform.stop()
      await discord.close()
    },
  }
  return opened
}
