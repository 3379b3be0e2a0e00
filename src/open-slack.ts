import { beginCommunity } from './app/begin-community.ts'
import type { Settings } from './app/load-config.ts'
import type { SlackEnvironment } from './app/slack-environment.ts'
import type { Cards } from './cards/cards.ts'
import { commands } from './commands/commands.ts'
import { createSlackPlatform, type SlackPlatform } from './platforms/slack/adapter.ts'
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
}

/** Slack. A workspace that is seen for the first time becomes a community of its own. */
export function openSlack({ config }: Settings, slack: SlackEnvironment, parts: Parts): SlackPlatform {
  const { store, gazetteer, cards, clock, logger } = parts
  const { connect, ...rest } = slack
  return createSlackPlatform({
    ...rest,
    connect: connect.mode === 'http' ? { ...connect, host: config.web.host } : connect,
    commands,
    explain: cards.explain,
    commandForm: cards.commandForm,
    welcome: ({ team, space, name }) => beginCommunity(store, gazetteer, config, { id: `slack-${team}`, space, name }),
    introducesItself: true,
    clock,
    logger,
  })
}
