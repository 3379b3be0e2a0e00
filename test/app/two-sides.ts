import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { configSchema } from '../../src/app/config-schema.ts'
import { loadConfig, projectFolder } from '../../src/app/load-config.ts'
import { loadModels, type Models } from '../../src/app/load-models.ts'
import { type RunningBot, startBot } from '../../src/app/start.ts'
import type { Community } from '../../src/communities/community.ts'
import { addEvidence } from '../../src/matching/decay.ts'
import { createSeededChance } from '../../src/shared/chance.ts'
import { createSimulatedClock } from '../../src/shared/clock.ts'
import { createLogger } from '../../src/shared/logger.ts'
import { openCaches } from '../../src/storage/cache.ts'
import { openStore } from '../../src/storage/open-store.ts'
import { createPaperPlatform } from './paper-platform.ts'

let models: Models | undefined
export const MINUTE = 60_000
export type Side = 'east' | 'west'

const communityOf = (side: Side, spaces: string[], sides: Side[]): Community => ({
  id: side,
  version: 1,
  name: `The ${side}`,
  spaces,
  timeZone: 'UTC',
  language: 'en',
  places: [],
  channels: sides.map((one) => ({ channel: `${one}:c:help`, mode: 'offer' })),
  mirrors: [],
  organisers: [],
  weeklyLimit: 2,
})

/**
 * The running bot with people on two platforms of paper, "east" and "west", each with a channel #help. `apart`: two communities,
 * else one.
 */
export async function openTwoSides({ apart = false } = {}) {
  models ??= loadModels(join(projectFolder, 'config'))
  const folder = mkdtempSync(join(tmpdir(), 'askaround-sides-'))
  const clock = createSimulatedClock(Date.parse('2026-07-01T15:00:00Z'))
  const store = await openStore({ file: join(folder, 'askaround.db'), addEvidence })
  const platforms = { east: createPaperPlatform({}, 'east'), west: createPaperPlatform({}, 'west') }
  const troubles: string[] = []
  if (apart) {
    await store.saveCommunity(communityOf('east', ['east:s:1'], ['east']), 0)
    await store.saveCommunity(communityOf('west', ['west:s:1'], ['west']), 0)
  } else await store.saveCommunity(communityOf('east', ['east:s:1', 'west:s:1'], ['east', 'west']), 0)
  let running: RunningBot
  async function start() {
    running = await startBot({
      store,
      caches: await openCaches({ onTrouble: () => {} }),
      platforms: Object.values(platforms),
      models: models!,
      config: configSchema.parse({ matching: { sentence_vectors: false } }),
      supportLines: loadConfig({ env: {} }).supportLines,
      clock,
      chance: createSeededChance(7 + clock.now()),
      logger: createLogger({ level: 'warn', destination: { write: (line) => void troubles.push(line) } }),
      worker: 'one',
      shared: false,
      hashTerm: (term) => term,
      noteErasure: async () => {},
    })
  }
  await start()
  let events = 0
  const settle = async () => {
    await running.loop.settle()
    await clock.advanceTo(clock.now() + 1000)
    await running.loop.settle()
  }
  const base = (side: Side) => ({ id: `${side}:e:${++events}`, at: clock.now(), space: `${side}:s:1` })
  const interacted = (side: Side, who: string) => ({
    ...base(side),
    account: `${side}:a:${who}`,
    conversation: `${side}:c:help`,
    interaction: `${side}:i:${events}`,
  })
  const answerOf = (side: Side, interaction: string) =>
    platforms[side].shown.find(({ to }) => 'interaction' in to && to.interaction === interaction)?.text ?? ''

  return {
    store,
    clock,
    platforms,
    settle,
    /** Somebody types a command on one side. @returns the answer */
    async runs(side: Side, who: string, command: string, values: Record<string, string> = {}): Promise<string> {
      const event = interacted(side, who)
      await platforms[side].tells({ ...event, type: 'command-run', command, values, channel: event.conversation })
      await settle()
      return answerOf(side, event.interaction)
    },
    /** Presses a button, or submits its form. @returns the answer */
    async presses(side: Side, who: string, action: string, subject: string, values?: Record<string, string>) {
      const event = interacted(side, who)
      await platforms[side].tells(
        values
          ? { ...event, type: 'form-submitted', action, subject, values }
          : { ...event, type: 'button-pressed', action, subject },
      )
      await settle()
      return answerOf(side, event.interaction)
    },
    /** Posts in #help. @returns the message */
    async posts(side: Side, who: string, text: string): Promise<string> {
      const event = base(side)
      const message = `${side}:m:by-${who}-${events}`
      platforms[side].written.set(message, { author: `${side}:a:${who}`, text, at: event.at })
      const conversation = `${side}:c:help`
      const author = `${side}:a:${who}`
      await platforms[side].tells({
        ...event,
        type: 'message-posted',
        message,
        author,
        text,
        conversation,
        where: 'channel',
      })
      await settle()
      return message
    },
    /** Writes to the bot, which may reach them from then on. */
    async saysHi(side: Side, who: string): Promise<void> {
      const event = base(side)
      await platforms[side].tells({
        ...event,
        type: 'message-posted',
        message: `${side}:m:hi-${events}`,
        author: `${side}:a:${who}`,
        text: 'hi',
        conversation: `${side}:d:${who}`,
        where: 'dm',
      })
      await settle()
    },
    /** Direct messages that arrived there, as they stand now. */
    dms: (side: Side, who: string) =>
      platforms[side].shown.flatMap(({ to, text }) =>
        'conversation' in to && to.conversation === `${side}:d:${who}` ? [text] : [],
      ),
    member: async (side: Side, who: string) => {
      for (const community of await store.communities()) {
        const found = await store.memberByAccount(`${side}:a:${who}`, community.id)
        if (found) return found
      }
      throw new Error(`${who} is not known.`)
    },
    async later(ms: number) {
      await clock.advanceTo(clock.now() + ms)
      await running.loop.settle()
    },
    async restart() {
      await running.stop()
      await start()
      await settle()
    },
    troubles: () => troubles.splice(0),
    async close() {
      await running.stop()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type TwoSides = Awaited<ReturnType<typeof openTwoSides>>
