import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { configSchema } from '../../src/app/config-schema.ts'
import { loadConfig, projectFolder } from '../../src/app/load-config.ts'
import { loadModels } from '../../src/app/load-models.ts'
import { startBot } from '../../src/app/start.ts'
import { createCards } from '../../src/cards/cards.ts'
import { commands } from '../../src/commands/commands.ts'
import type { Community } from '../../src/communities/community.ts'
import { addEvidence } from '../../src/matching/decay.ts'
import { createWebPlatform } from '../../src/platforms/web/adapter.ts'
import { createSeededChance } from '../../src/shared/chance.ts'
import type { Clock } from '../../src/shared/clock.ts'
import { createLogger } from '../../src/shared/logger.ts'
import { openCaches } from '../../src/storage/cache.ts'
import { openStore } from '../../src/storage/open-store.ts'
import { webPeople } from '../stories/chats/web-chat.ts'
import { createPerson, type Person } from '../stories/person.ts'

interface World {
  clock: Clock
  zone: string
  channels: { name: string; topic: string }[]
}

/** The whole bot with its page at an address of this machine, on a record of its own. Stop it. */
export async function startListeningBot({ clock, zone, channels }: World) {
  const folder = mkdtempSync(join(tmpdir(), 'askaround-page-'))
  const store = await openStore({ file: join(folder, 'askaround.db'), addEvidence })
  await store.saveCommunity(community(zone, channels), 0)
  const models = loadModels(join(projectFolder, 'config'))
  const logger = createLogger({ level: 'silent' })
  const web = createWebPlatform({
    commands,
    explain: createCards({ messages: models.messages }).explain,
    clock,
    logger,
    listen: { host: '127.0.0.1', port: 0 },
    channels,
  })
  const running = await startBot({
    store,
    caches: await openCaches({ onTrouble: () => {} }),
    platforms: [web],
    models,
    config: configSchema.parse({ community: { time_zone: zone }, log_level: 'silent' }),
    supportLines: loadConfig({ env: {} }).supportLines,
    clock,
    chance: createSeededChance(7),
    logger,
    worker: 'page',
    shared: false,
    hashTerm: (term) => term,
    noteErasure: async () => {},
  })
  const settle = () => running.loop.settle()
  const people = webPeople(() => web, { channels: channels.map(({ name }) => name), members: {} })
  return {
    address: web.address!,
    settle,
    /** Somebody who acts without a window of their own. */
    async person(name: string): Promise<Person> {
      const account = await people.join(name, zone)
      await settle()
      return createPerson({
        name,
        account,
        settle,
        takesASecond: async () => {},
        through: (work) => work(),
        chat: people,
        threadHere: async (thread) => thread,
      })
    },
    async stop() {
      await running.stop()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const community = (timeZone: string, channels: World['channels']): Community => ({
  id: 'club',
  version: 1,
  name: 'The club',
  spaces: ['web:s:main'],
  timeZone,
  language: 'en',
  places: [],
  channels: channels.map(({ name }) => ({ channel: `web:c:${name}`, mode: 'offer' })),
  mirrors: [],
  organisers: [],
  weeklyLimit: 2,
})
