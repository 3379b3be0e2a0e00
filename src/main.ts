import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beginCommunity } from './app/begin-community.ts'
import { openErasures } from './app/erasures.ts'
import { holdLease } from './app/hold-lease.ts'
import { projectFolder, type Settings } from './app/load-config.ts'
import { loadModels, type Models } from './app/load-models.ts'
import type { ReplayParts } from './app/replay/open-world.ts'
import { sampleId } from './app/sandbox/load-sample.ts'
import { createPlayer, type Player } from './app/sandbox/player.ts'
import { removeSample } from './app/sandbox/remove-sample.ts'
import { openSandboxTime, readAhead, timeOf } from './app/sandbox/sandbox-time.ts'
import { stories } from './app/sandbox/stories.ts'
import { nextAt } from './app/sandbox/travel.ts'
import { type RunningBot, startBot } from './app/start.ts'
import { createCards } from './cards/cards.ts'
import { commands } from './commands/commands.ts'
import { addEvidence } from './matching/decay.ts'
import { openSample } from './open-sample.ts'
import { createActors } from './platforms/web/actors.ts'
import { createWebPlatform, type WebPlatform } from './platforms/web/adapter.ts'
import { firstChannels } from './platforms/web/first-channels.ts'
import { channelNamed, spaceRef } from './platforms/web/ids.ts'
import { systemChance } from './shared/chance.ts'
import { type Clock, createShiftableClock, systemClock } from './shared/clock.ts'
import { createLogger } from './shared/logger.ts'
import { openCaches } from './storage/cache.ts'
import { openStore } from './storage/open-store.ts'
import type { Store } from './storage/store.ts'
import { createTermHash } from './storage/terms-key.ts'
import { createUnderstanding } from './understanding/create-understanding.ts'

export interface Running extends RunningBot {
  web: WebPlatform
  /** Takes the sample community out, with all its people and what they said. */
  removeSample(): Promise<void>
  /** Moves the sandbox's clock on to this time (ms since 1970); what is due on the way happens. */
  goTo(time: number): Promise<void>
  player: Player
}

/** The file of the record when no Postgres is configured. */
const recordFile = ({ config }: Settings) => join(config.data_directory, 'askaround.db')

/** Opens the record that the settings name; with `readOnly`, beside a running bot. */
export function openRecord(settings: Settings, readOnly = false): Promise<Store> {
  mkdirSync(settings.config.data_directory, { recursive: true })
  const { databaseUrl, key } = settings.environment
  return openStore({ databaseUrl, key, readOnly, file: recordFile(settings), addEvidence })
}

export const modelsOf = (): Models => loadModels(join(projectFolder, 'config'))

/**
 * Starts what the settings say: the record, the web page, the loop.
 * @param parts.pace the clock by which stories of the sandbox are played; the system's when absent
 * @throws Error that names the remedy; nothing is left open then
 */
export async function startConfigured(settings: Settings, parts: { pace?: Clock } = {}): Promise<Running> {
  const { config, environment, supportLines } = settings
  const secrets = environment.key ? [environment.key.toString('base64'), environment.key.toString('hex')] : []
  const logger = createLogger({ level: config.log_level, secrets })
  const models = modelsOf()
  const store = await openRecord(settings)
  const caches = await openCaches({ redisUrl: environment.redisUrl, onTrouble: (said) => logger.warn(said) })
  const worker = randomUUID()
  let giveBack = async () => {}
  const close = async () => {
    await giveBack()
    await caches.close()
    await store.close()
  }
  try {
    if (environment.databaseUrl) {
      giveBack = await holdLease({ store, clock: systemClock, worker }, 'platform:web', {
        onWait: () =>
          logger.info('another process serves the web page; this one stands by and takes over when it ends'),
        onLost: () => {
          logger.fatal('lost the lease of the web page, so another process may serve it now; stopping')
          process.exit(1)
        },
      })
    }
    const clock = createShiftableClock(systemClock, config.sandbox ? await readAhead(store) : 0)
    const erasures = await openErasures(config.data_directory, environment.key, clock)
    const { organisers } = config.web
    const moderators = config.support.moderators_channel
    const channels = firstChannels(moderators ? { name: moderators, members: organisers } : undefined)
    const cards = createCards({ messages: models.messages })
    const hashTerm = createTermHash(environment.key)
    if (config.sandbox && (await store.communities()).length === 0)
      await openSample({
        store,
        gazetteer: models.gazetteer,
        understanding: createUnderstanding(models),
        threadTitle: cards.threadTitle,
        hashTerm,
        config,
      })
    let running: RunningBot
    const sandboxTime = openSandboxTime(store, clock, () => running)
    const player = createPlayer({
      stories,
      actors: createActors(() => web.client),
      clock: parts.pace ?? systemClock,
      begin: ({ hour, timeZone }) => sandboxTime.goTo(nextAt(hour, clock.now(), timeZone)),
      settle: () => running.loop.settle(),
      onChange: () => web.showSandbox(),
    })
    async function removeSampleCommunity() {
      player.stop()
      await sandboxTime.isReal()
      await removeSample(running.bot)
      await web.removeSpace(sampleId)
    }
    const web = createWebPlatform({
      ...(config.sandbox && {
        sandbox: {
          remove: removeSampleCommunity,
          player,
          ahead: clock.ahead,
          leap: (leap, timeZone) => sandboxTime.goTo(timeOf(leap, clock.now(), timeZone)),
        },
      }),
      commands,
      organiserNames: organisers,
      channels,
      explain: cards.explain,
      commandForm: cards.commandForm,
      clock,
      logger,
      listen: {
        host: config.web.host,
        port: config.web.port,
        ...(config.web.base_url ? { baseUrl: config.web.base_url } : {}),
      },
    })
    await beginCommunity(store, models.gazetteer, config, {
      id: 'web',
      space: spaceRef('main'),
      channels: channels.flatMap(({ name, members }) => (members ? [] : [channelNamed(name)])),
      channelNamed,
    })
    running = await startBot({
      store,
      caches,
      platforms: [web],
      models,
      config,
      supportLines,
      clock,
      chance: systemChance,
      logger,
      worker,
      hashTerm,
      noteErasure: erasures.note,
      repeatErasures: (erase) => erasures.repeat(store, erase),
      shared: environment.databaseUrl !== undefined,
    })
    return {
      ...running,
      web,
      removeSample: removeSampleCommunity,
      goTo: sandboxTime.goTo,
      player,
      async stop() {
        player.stop()
        await running.stop()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** What an operator reads after the start: where, what is on, and how to switch on the rest. */
export function sayWhatIsOn({ config, environment }: Settings, { web }: Running): string {
  const { databaseUrl, redisUrl, key } = environment
  return [
    `Askaround is at ${web.signInLink ?? web.address}`,
    config.sandbox
      ? 'Sandbox: be two of its invented people in two windows (sandbox: false in config/askaround.yaml leaves it out)'
      : 'Open it in two windows, be two people, and post "need a ladder this weekend" in #help.',
    databaseUrl ? 'Record: Postgres' : `Record: ${config.data_directory} (DATABASE_URL for Postgres)`,
    `Cache: ${redisUrl ? 'Redis' : 'memory (REDIS_URL for Redis)'}`,
    `Stored text: ${key ? 'encrypted' : 'as it is (ASKAROUND_KEY encrypts it)'}`,
    `Support lines: ${config.support.moderators_channel ? 'on' : 'off (support.moderators_channel in config/askaround.yaml)'}`,
  ].join('\n')
}

/** What a replay is made of: a record that nobody needs afterwards, and the web platform without a page. */
export function openReplay({ config }: Pick<Settings, 'config'>): { parts: ReplayParts; remove(): void } {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'askaround-replay-'))
  const models = modelsOf()
  const { explain } = createCards({ messages: models.messages })
  let opened = 0
  return {
    parts: {
      models,
      config,
      openStore: () => openStore({ file: join(folder, `${opened++}.db`), addEvidence }),
      openCaches: () => openCaches({ onTrouble: () => {} }),
      createPlatform: (options) => createWebPlatform({ ...options, commands, explain, channels: [] }),
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
