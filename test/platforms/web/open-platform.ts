import messages from '../../../config/messages/en.json' with { type: 'json' }
import { createCards } from '../../../src/cards/cards.ts'
import { commands } from '../../../src/commands/commands.ts'
import { createWebPlatform, type WebOptions } from '../../../src/platforms/web/adapter.ts'
import { createSimulatedClock } from '../../../src/shared/clock.ts'
import { createLogger } from '../../../src/shared/logger.ts'
import { createHooks } from './memory-hooks.ts'

/** A started web platform that listens nowhere, with a clock that stands still at noon of 12 Nov 2025. */
export async function openWebPlatform(options: Partial<WebOptions> = {}, hooks = createHooks()) {
  const clock = createSimulatedClock(Date.UTC(2025, 10, 12, 12))
  const logger = createLogger({ level: 'silent' })
  const { commandForm } = createCards({ messages })
  const explain = ({ key }: { key: string }) => key
  const platform = createWebPlatform({ commands, explain, commandForm, clock, logger, ...options })
  await platform.start(hooks)
  return { platform, client: platform.client, hooks, clock }
}
