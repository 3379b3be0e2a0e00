import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { configSchema } from '../../src/app/config-schema.ts'
import { projectFolder } from '../../src/app/load-config.ts'
import { loadModels } from '../../src/app/load-models.ts'
import type { ReplayParts } from '../../src/app/replay/open-world.ts'
import { createCards } from '../../src/cards/cards.ts'
import { commands } from '../../src/commands/commands.ts'
import { addEvidence } from '../../src/matching/decay.ts'
import { createWebPlatform } from '../../src/platforms/web/adapter.ts'
import { openCaches } from '../../src/storage/cache.ts'
import { openStore } from '../../src/storage/open-store.ts'

/** The parts of a replay, in a folder that `remove` deletes. */
export function openReplayParts(settings: Record<string, unknown> = {}): { parts: ReplayParts; remove(): void } {
  // Nobody needs the record afterwards, so it may lie in memory.
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'askaround-replay-'))
  const models = loadModels(join(projectFolder, 'config'))
  const { explain } = createCards({ messages: models.messages })
  let opened = 0
  return {
    parts: {
      models,
      config: configSchema.parse(settings),
      openStore: () => openStore({ file: join(folder, `${opened++}.db`), addEvidence }),
      openCaches: () => openCaches({ onTrouble: () => {} }),
      createPlatform: (options) => createWebPlatform({ ...options, commands, explain, channels: [] }),
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
