import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { configSchema } from '../../src/app/config-schema.ts'
import { projectFolder } from '../../src/app/load-config.ts'
import { loadModels, type Models } from '../../src/app/load-models.ts'
import { createPromiseChecker, type Promised } from '../../src/app/replay/check-promises.ts'
import { watchPlatform } from '../../src/app/replay/watch-platform.ts'
import { type RunningBot, startBot } from '../../src/app/start.ts'
import type { Card } from '../../src/cards/card.ts'
import { createCards } from '../../src/cards/cards.ts'
import { commands } from '../../src/commands/commands.ts'
import { addEvidence } from '../../src/matching/decay.ts'
import { createWebPlatform, type WebPlatform } from '../../src/platforms/web/adapter.ts'
import { createSeededChance } from '../../src/shared/chance.ts'
import { createSimulatedClock } from '../../src/shared/clock.ts'
import { createLogger } from '../../src/shared/logger.ts'
import { openCaches } from '../../src/storage/cache.ts'
import { openStore } from '../../src/storage/open-store.ts'
import { faultyPlatform, type Life, mortalClock, mortalStore, type Odds } from './mortal-parts.ts'

export const ZONE = 'America/Winnipeg'
/** Who may read the inner channel. */
export const INNER = ['Person 0', 'Person 1', 'Person 2', 'Person 3', 'Person 4', 'Person 5']
const channels = [{ name: 'general' }, { name: 'help' }, { name: 'inner', members: INNER }]

let models: Models | undefined

export type Town = Awaited<ReturnType<typeof openTown>>

/** The whole bot on the web platform with a file of its own; it can die at any touch of the world and is started anew by `restart`. */
export async function openTown(seed: number, start: number, odds: Odds) {
  models ??= loadModels(join(projectFolder, 'config'))
  const { messages } = models
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'askaround-simulation-'))
  const file = join(folder, 'askaround.db')
  const clock = createSimulatedClock(start)
  const chance = createSeededChance(seed)
  const logger = createLogger({ level: 'silent' })
  const store = await openStore({ file, addEvidence })
  await store.saveCommunity(
    {
      id: 'town',
      version: 1,
      name: 'Town',
      spaces: ['web:s:main'],
      timeZone: ZONE,
      language: 'en',
      places: [],
      channels: channels.map(({ name }) => ({ channel: `web:c:${name}`, mode: 'offer' })),
      mirrors: [],
      organisers: [],
      weeklyLimit: 2,
    },
    0,
  )
  const record = new DatabaseSync(file, { readOnly: true })
  const owedEdits = () =>
    record
      .prepare("select payload from effects where type = 'edit'")
      .all()
      .map(({ payload }) => String(payload))
  const brokenAt: { promise: Promised; message: string; at: number; card: Card }[] = []
  const checker = createPromiseChecker({
    clock,
    messages,
    mayRead: (account, conversation) => {
      const { channels: readable, dm } = web.client.conversations(account)
      const channel = conversation.replace(/^web:t:([a-z0-9-]+)\.\d+$/, 'web:c:$1')
      return channel === dm || readable.some((row) => row.channel === channel)
    },
    isOver: (pingId) => owedEdits().some((payload) => payload.includes(`"ping:${pingId}"`)),
    onBroken: (promise, message, card) => brokenAt.push({ promise, message, card, at: clock.now() }),
  })
  let life: Life
  let web: WebPlatform
  let running: RunningBot
  let starts = 0

  async function startAnew(): Promise<void> {
    life = { dead: false }
    const own = mortalClock(clock, life)
    web = createWebPlatform({ commands, explain: createCards({ messages }).explain, clock: own, logger, channels })
    running = await startBot({
      store: mortalStore(store, life, chance, odds),
      caches: await openCaches({ onTrouble: () => {} }),
      platforms: [faultyPlatform(watchPlatform(web, [checker]), life, { clock, chance, odds })],
      models: models!,
      config: configSchema.parse({ community: { time_zone: ZONE } }),
      supportLines: {},
      clock: own,
      chance,
      logger,
      worker: `process ${starts++}`,
      hashTerm: (term) => term,
      noteErasure: async () => {},
      shared: false,
    })
  }

  const town = {
    clock,
    chance,
    store,
    checker,
    brokenAt,
    file,
    get web() {
      return web
    },
    get starts() {
      return starts
    },
    get isDead() {
      return life.dead
    },
    /** A process that dies while it starts is started again. */
    async restart(): Promise<void> {
      for (;;) {
        life.dead = true
        try {
          await startAnew()
          return
        } catch (error) {
          if (!life.dead) throw error
        }
      }
    },
    async settle(): Promise<void> {
      if (!life.dead) await running.loop.settle()
    },
    async goTo(time: number): Promise<void> {
      for (let next = clock.next(); next !== undefined && next <= time; next = clock.next()) {
        await clock.advanceTo(next)
        await town.settle()
        if (life.dead) {
          await town.restart()
          await town.settle()
        }
      }
      await clock.advanceTo(time)
    },
    async close(): Promise<void> {
      await running.stop()
      record.close()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  life = { dead: true }
  await town.restart()
  return town
}
