import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { configSchema } from '../src/app/config-schema.ts'
import { projectFolder } from '../src/app/load-config.ts'
import { loadModels, type Models } from '../src/app/load-models.ts'
import { createSecondStage } from '../src/app/second-stage.ts'
import { startBot } from '../src/app/start.ts'
import { addEvidence } from '../src/matching/decay.ts'
import type { Evidence } from '../src/matching/evidence.ts'
import { createSeededChance, drawFraction } from '../src/shared/chance.ts'
import { systemClock } from '../src/shared/clock.ts'
import { createLogger } from '../src/shared/logger.ts'
import { openCaches } from '../src/storage/cache.ts'
import { openStore } from '../src/storage/open-store.ts'

export const SPACE = 'count:s:main'
export const CHANNEL = 'count:c:general'
const COMMUNITY = 'town'
export const accountOf = (i: number) => `count:a:m${i}`

const subjects = ['vet', 'plumber', 'bicycle', 'violin', 'tax', 'garden', 'printer', 'kayak', 'bread', 'visa', 'camera']
const doings = ['repair', 'lessons', 'advice', 'rental', 'storage', 'painting', 'sharpening', 'moving', 'teaching']
const topicOf = (i: number) =>
  `${subjects[i % subjects.length]} ${doings[Math.floor(i / subjects.length) % doings.length]}`
export const requestText = (i: number) =>
  `Does anyone know a good place for ${topicOf(i)} around here? Need it this week.`

let models: Models | undefined

/** The whole bot on a real file with full durability, and a town of `members` volunteers with evidence. `close` deletes the file. */
export async function openTown({
  members,
  platform,
}: {
  members: number
  platform: import('./counting-platform.ts').CountingPlatform
}) {
  const folder = mkdtempSync(join(tmpdir(), 'askaround-bench-'))
  models ??= loadModels(join(projectFolder, 'config'))
  const store = await openStore({ file: join(folder, 'bench.db'), addEvidence })
  const now = Date.now()
  const chance = createSeededChance(1)
  await store.saveCommunity(
    {
      id: COMMUNITY,
      version: 1,
      name: 'Town',
      spaces: [SPACE],
      timeZone: 'UTC',
      language: 'en',
      places: [],
      channels: [{ channel: CHANNEL, mode: 'offer' }],
      mirrors: [],
      organisers: [],
      weeklyLimit: 20,
    },
    0,
  )
  await fillTown()
  const logger = createLogger({ level: 'error' })
  const { bot, loop, stop } = await startBot({
    store,
    secondStage: createSecondStage({ clock: systemClock, logger }),
    caches: await openCaches({ onTrouble: () => {} }),
    platforms: [platform],
    models,
    // Nobody sleeps and nobody is spared, so that every request has somebody to ask.
    config: configSchema.parse({
      pings: { quiet_hours: '00:00-00:00', weekly_limit: 20 },
      dms: { new_per_10_minutes: 1000, new_per_day: 10_000 },
    }),
    supportLines: {},
    clock: systemClock,
    chance,
    logger,
    worker: 'bench',
    hashTerm: (term) => term,
    noteErasure: async () => {},
    shared: false,
  })

  return {
    bot,
    loop,
    store,
    platform,
    accept: (event: Parameters<typeof platform.hooks.accept>[0]) => platform.hooks.accept(event),
    async close() {
      await stop()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }

  async function fillTown() {
    const piece = 200
    for (let from = 0; from < members; from += piece) {
      await store.transaction(async (tx) => {
        const rows: Evidence[] = []
        for (let i = from; i < Math.min(from + piece, members); i++) {
          const topics = [topicOf(i), topicOf(i * 7 + 3)]
          const volunteer = {
            since: now,
            topics,
            places: [],
            languages: ['en'],
            weeklyLimit: 20,
            quietHours: { from: '00:00', to: '00:00' },
            listens: false,
            learning: true,
            lapsedInARow: 0,
            asked: 4,
            answered: 2,
          }
          const memberId = `m${i}`
          await tx.saveMember(
            {
              id: memberId,
              communityId: COMMUNITY,
              version: 0,
              accounts: [accountOf(i)],
              joinedAt: now,
              declinedOffersAt: [],
              volunteer,
            },
            0,
          )
          const row = (kind: Evidence['kind'], key: string): Evidence => ({ memberId, kind, key, weight: 1, at: now })
          rows.push(
            ...topics.map((topic) => row('declared-topic', topic)),
            row('language', 'en'),
            row('channel', CHANNEL),
          )
          // Words that people wrote, frequent ones more often, as in a language (Zipf).
          for (let n = 0; n < 30; n++) rows.push(row('learned', `word${Math.floor(30 * 1000 ** drawFraction(chance))}`))
        }
        await tx.addEvidence(COMMUNITY, rows)
      })
    }
  }
}

export type Town = Awaited<ReturnType<typeof openTown>>

/** Runs `work` for 0 to `count` - 1, at most `together` at a time. @returns seconds */
export async function together(count: number, atOnce: number, work: (i: number) => Promise<unknown>): Promise<number> {
  const started = performance.now()
  let next = 0
  const worker = async () => {
    for (let i = next++; i < count; i = next++) await work(i)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return (performance.now() - started) / 1000
}

/** The value below which the part `q` of `times` lies. */
export const quantile = (times: number[], q: number) =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))]!
