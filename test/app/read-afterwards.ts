import { join } from 'node:path'
import { configSchema } from '../../src/app/config-schema.ts'
import { loadConfig, projectFolder } from '../../src/app/load-config.ts'
import { loadModels } from '../../src/app/load-models.ts'
import { startBot } from '../../src/app/start.ts'
import { createCards } from '../../src/cards/cards.ts'
import { commands } from '../../src/commands/commands.ts'
import { addEvidence } from '../../src/matching/decay.ts'
import { createWebPlatform } from '../../src/platforms/web/adapter.ts'
import type { MessageRow } from '../../src/platforms/web/rows.ts'
import { createSeededChance } from '../../src/shared/chance.ts'
import { createSimulatedClock } from '../../src/shared/clock.ts'
import { createLogger } from '../../src/shared/logger.ts'
import { openCaches } from '../../src/storage/cache.ts'
import { openStore } from '../../src/storage/open-store.ts'

/** Starts the bot once more on the record of dead ones, two minutes later, lets it do what is owed, and reads what there is. */
export async function readAfterwards(file: string) {
  const store = await openStore({ file, addEvidence })
  const clock = createSimulatedClock(Date.now() + 2 * 60_000)
  const models = loadModels(join(projectFolder, 'config'))
  const logger = createLogger({ level: 'silent' })
  const { explain } = createCards({ messages: models.messages })
  const running = await startBot({
    store,
    caches: await openCaches({ onTrouble: () => {} }),
    platforms: [createWebPlatform({ commands, explain, clock, logger })],
    models,
    config: configSchema.parse({ pings: { weekly_limit: 50, quiet_hours: '12:00-12:00' } }),
    supportLines: loadConfig({ env: {} }).supportLines,
    clock,
    chance: createSeededChance(1),
    logger,
    worker: 'afterwards',
    shared: false,
    hashTerm: (term) => term,
    noteErasure: async () => {},
  })
  await running.loop.settle()
  await clock.advanceTo(clock.now() + 60_000)
  await running.loop.settle()
  const requests = await store.requestsWhere({ limit: 10_000 })
  const messages = (await store.keepList('web', 'm/')).map(({ value }) => JSON.parse(value) as MessageRow)
  const owed = (await store.claimEffects('nobody', Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 100)).length
  await running.stop()
  await store.close()
  return { requests, messages, owed }
}
