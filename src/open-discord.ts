import { beginCommunity } from './app/begin-community.ts'
import type { DiscordEnvironment } from './app/discord-environment.ts'
import type { Settings } from './app/load-config.ts'
import type { Cards } from './cards/cards.ts'
import { commands } from './commands/commands.ts'
import { createDiscordPlatform, type DiscordPlatform } from './platforms/discord/adapter.ts'
import type { DiscordOptions } from './platforms/discord/options.ts'
import type { Clock } from './shared/clock.ts'
import type { Logger } from './shared/logger.ts'
import type { Store } from './storage/store.ts'
import type { Gazetteer } from './understanding/gazetteer.ts'

interface Parts {
  store: Store
  gazetteer: Gazetteer
  cards: Cards
  clock: Clock
  logger: Logger
  suggest: NonNullable<DiscordOptions['suggest']>
}

/** Discord. A server that is seen for the first time becomes a community of its own; its channels are its organisers' to name. */
export function openDiscord({ config }: Settings, discord: DiscordEnvironment, parts: Parts): DiscordPlatform {
  const { store, gazetteer, cards, clock, logger, suggest } = parts
  return createDiscordPlatform({
    ...discord,
    commands,
    explain: cards.explain,
    commandForm: cards.commandForm,
    suggest,
    onSpace: ({ guild, space, name, channelNamed }) =>
      beginCommunity(store, gazetteer, config, { id: `discord-${guild}`, space, name, channelNamed }),
    introducesItself: true,
    onFatal(message) {
      logger.fatal(message)
      process.exit(1)
    },
    clock,
    logger,
  })
}
