import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { configSchema } from '../../src/app/config-schema.ts'
import { openLifeSign } from '../../src/app/life-sign.ts'
import { loadConfig, projectFolder } from '../../src/app/load-config.ts'
import { loadModels, type Models } from '../../src/app/load-models.ts'
import { type RunningBot, startBot } from '../../src/app/start.ts'
import { addEvidence } from '../../src/matching/decay.ts'
import type { Limits, PlatformEvent } from '../../src/platforms/platform.ts'
import { createSeededChance } from '../../src/shared/chance.ts'
import { createSimulatedClock } from '../../src/shared/clock.ts'
import { createLogger } from '../../src/shared/logger.ts'
import { openCaches } from '../../src/storage/cache.ts'
import { openStore } from '../../src/storage/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import { createPaperPlatform, type PaperPlatform } from './paper-platform.ts'

let models: Models | undefined
const START = Date.parse('2026-07-01T15:00:00Z')
export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE

interface Options {
  limits?: Partial<Limits>
  settings?: Record<string, unknown>
  /** Leaves signs of life, as a real process does. */
  signs?: boolean
}

/** The running bot on a platform of paper and a real record, with a clock that stands still and a record that can be made to fail. */
export async function openBot({ limits = {}, settings = {}, signs = false }: Options = {}) {
  models ??= loadModels(join(projectFolder, 'config'))
  const folder = mkdtempSync(join(tmpdir(), 'askaround-app-'))
  const file = join(folder, 'askaround.db')
  const clock = createSimulatedClock(START)
  const log: { level: number; msg: string }[] = []
  const record = await openStore({ file, addEvidence })
  let failures = 0
  let keeping = true
  const store: Store = {
    ...record,
    transaction: (work) =>
      record.transaction((tx) =>
        work({
          ...tx,
          saveMember(...given) {
            if (failures === 0) return tx.saveMember(...given)
            failures--
            return Promise.reject(new Error('the disk is full'))
          },
        }),
      ),
    keepEvent: (...given) => (keeping ? record.keepEvent(...given) : Promise.reject(new Error('the disk is full'))),
  }
  await record.saveCommunity(
    {
      id: 'club',
      version: 1,
      name: 'The club',
      spaces: ['paper:s:1'],
      timeZone: 'UTC',
      language: 'en',
      places: [],
      channels: [{ channel: 'paper:c:help', mode: 'offer' }],
      mirrors: [],
      organisers: [],
      weeklyLimit: 2,
    },
    0,
  )
  const platform: PaperPlatform = createPaperPlatform(limits)
  let running: RunningBot
  let events = 0
  async function start(worker = 'one') {
    running = await startBot({
      store,
      caches: await openCaches({ onTrouble: () => {} }),
      platforms: [platform],
      models: models!,
      config: configSchema.parse(settings),
      supportLines: loadConfig({ env: {} }).supportLines,
      clock,
      chance: createSeededChance(7),
      logger: createLogger({ level: 'warn', destination: { write: (line) => void log.push(JSON.parse(line)) } }),
      worker,
      shared: false,
      hashTerm: (term) => term,
      noteErasure: async () => {},
      ...(signs ? { lifeSign: openLifeSign(folder, store) } : {}),
    })
  }
  await start()
  const settle = () => running.loop.settle()
  const later = async (ms: number) => {
    await clock.advanceTo(clock.now() + ms)
    await settle()
  }
  const base = () => ({ id: `paper:e:${++events}`, at: clock.now(), space: 'paper:s:1' })
  const interacted = (who: string) => ({
    ...base(),
    account: `paper:a:${who}`,
    conversation: 'paper:c:help',
    interaction: `paper:i:${events}`,
  })

  return {
    clock,
    store,
    record,
    platform,
    log,
    settle,
    later,
    get running() {
      return running
    },
    /** So many times nothing can be noted of a member. */
    breaksFor: (times: number) => {
      failures = times
    },
    /** Not even keeping an event works. */
    keepsNothing: () => {
      keeping = false
    },
    async tells(event: PlatformEvent) {
      await platform.tells(event)
      await settle()
    },
    runs: (who: string, command: string, values: Record<string, string> = {}): PlatformEvent => ({
      ...interacted(who),
      type: 'command-run',
      command,
      values,
      channel: 'paper:c:help',
    }),
    presses: (who: string, action: string, subject: string): PlatformEvent => ({
      ...interacted(who),
      type: 'button-pressed',
      action,
      subject,
    }),
    posts(who: string, text: string): PlatformEvent & { type: 'message-posted' } {
      const event = base()
      const message = `paper:m:by-${who}-${events}`
      platform.written.set(message, { author: `paper:a:${who}`, text, at: event.at })
      return {
        ...event,
        type: 'message-posted',
        message,
        author: `paper:a:${who}`,
        text,
        conversation: 'paper:c:help',
        where: 'channel',
      }
    },
    writesToBot: (who: string, text: string): PlatformEvent => ({
      ...base(),
      type: 'message-posted',
      message: `paper:m:dm-${who}-${events}`,
      author: `paper:a:${who}`,
      text,
      conversation: `paper:d:${who}`,
      where: 'dm',
    }),
    /** What stands on the disk, once all is written. */
    async diskHolds(words: string): Promise<boolean> {
      await record.transaction(async () => undefined)
      return ['', '-wal'].some((end) => {
        try {
          return readFileSync(`${file}${end}`).includes(words)
        } catch {
          return false
        }
      })
    },
    async restart(worker: string) {
      await running.stop()
      await start(worker)
      await settle()
    },
    async close() {
      await running.stop()
      await record.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type OpenBot = Awaited<ReturnType<typeof openBot>>

/** The one request there is. */
export async function theRequest({ record }: Pick<OpenBot, 'record'>) {
  const [request] = await record.requestsWhere({ communityId: 'club', limit: 1 })
  if (!request) throw new Error('There is no request.')
  return request
}
