import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectInTurn } from './app/connect-in-turn.ts'
import { openErasures } from './app/erasures.ts'
import { openLifeSign } from './app/life-sign.ts'
import { projectFolder, type Settings } from './app/load-config.ts'
import { loadModels, type Models } from './app/load-models.ts'
import type { ReplayParts } from './app/replay/open-world.ts'
import { forgetTold } from './app/sandbox/begin-story.ts'
import { sampleId } from './app/sandbox/load-sample.ts'
import type { Player } from './app/sandbox/player.ts'
import { readAhead } from './app/sandbox/sandbox-time.ts'
import { createSecondStage } from './app/second-stage.ts'
import { slackSecrets } from './app/slack-environment.ts'
import { type RunningBot, startBot } from './app/start.ts'
import { suggestWords } from './app/suggest-words.ts'
import { whyNoVectors } from './app/why-no-vectors.ts'
import { createCards } from './cards/cards.ts'
import { commands } from './commands/commands.ts'
import { addEvidence } from './matching/decay.ts'
import { openWeb } from './open-web.ts'
import type { Platform, Suggest } from './platforms/platform.ts'
import { createWebPlatform, type WebPlatform } from './platforms/web/adapter.ts'
import { spaceRef } from './platforms/web/ids.ts'
import type { Inside } from './platforms/web/inside.ts'
import { systemChance } from './shared/chance.ts'
import { type Clock, createShiftableClock, systemClock } from './shared/clock.ts'
import { createLogger, type Logger } from './shared/logger.ts'
import { openCaches } from './storage/cache.ts'
import { openStore } from './storage/open-store.ts'
import type { Store } from './storage/store.ts'
import { createTermHash } from './storage/terms-key.ts'

export interface Running extends RunningBot {
  web: WebPlatform
  /** Takes the sample community out, with all its people and what they said. */
  removeSample(): Promise<void>
  /** Moves the sandbox's clock on to this time (ms since 1970); what is due on the way happens. */
  goTo(time: number): Promise<void>
  player: Player
  /** What goes on inside, for the sample community. */
  inside: Inside
}

/** The file of the record when no Postgres is configured. */
const recordFile = ({ config }: Settings) => join(config.data_directory, 'askaround.db')

/** Opens the record that the settings name; with `readOnly`, beside a running bot. */
export function openRecord(settings: Settings, readOnly = false): Promise<Store> {
  mkdirSync(settings.config.data_directory, { recursive: true, mode: 0o700 })
  const { databaseUrl, key } = settings.environment
  return openStore({ databaseUrl, key, readOnly, file: recordFile(settings), addEvidence })
}

export const modelsOf = (): Models => loadModels(join(projectFolder, 'config'))

/**
 * Starts what the settings say: the record, the web page, the loop.
 * @param parts.clock where the time comes from, and `pace` the clock by which stories of the sandbox are played; the system's when absent
 * @throws Error that names the remedy; nothing is left open then
 */
export async function startConfigured(
  settings: Settings,
  parts: { clock?: Clock; pace?: Clock } = {},
): Promise<Running> {
  const { config, environment, supportLines } = settings
  const secrets = [
    ...(environment.key ? [environment.key.toString('base64'), environment.key.toString('hex')] : []),
    ...(environment.slack ? slackSecrets(environment.slack) : []),
    ...(environment.discord ? [environment.discord.token] : []),
  ]
  const logger = createLogger({ level: config.log_level, secrets })
  const models = modelsOf()
  const store = await openRecord(settings)
  const caches = await openCaches({ redisUrl: environment.redisUrl, onTrouble: (said) => logger.warn(said) })
  const worker = randomUUID()
  const leases: (() => Promise<void>)[] = []
  let stopBot = async () => {}
  const close = async () => {
    await stopBot()
    for (const giveBack of leases) await giveBack()
    await caches.close()
    await store.close()
  }
  try {
    const clock = createShiftableClock(parts.clock ?? systemClock, config.sandbox ? await readAhead(store) : 0)
    const erasures = await openErasures(config.data_directory, environment.key, clock)
    const cards = createCards({ messages: models.messages })
    const hashTerm = createTermHash(environment.key)
    let running: RunningBot
    const suggest: Suggest = (typing) => suggestWords(running.bot, typing)
    const { web, player, inside, sandboxTime, removeSample, prepare } = openWeb(settings, {
      ...{ store, models, cards, clock, logger, hashTerm, suggest },
      pace: parts.pace ?? systemClock,
      running: () => running,
    })
    running = await startBot({
      store: config.sandbox ? inside.over(store) : store,
      watch: config.sandbox ? inside.watch : undefined,
      secondStage: vectorsServe(config, logger) ? createSecondStage({ clock: systemClock, logger }) : undefined,
      caches,
      platforms: [],
      models,
      config,
      supportLines,
      clock,
      chance: systemChance,
      logger,
      worker,
      hashTerm,
      noteErasure(accounts) {
        inside.clear()
        // Not waited for: it is called in the transaction that erases, and the record does one thing at a time.
        forgetTold(store, accounts).catch((error) => logger.warn({ error }, 'the sandbox could not forget somebody'))
        return erasures.note(accounts)
      },
      repeatErasures: (erase) => erasures.repeat(store, erase),
      lifeSign: openLifeSign(config.data_directory, store),
      shared: environment.databaseUrl !== undefined,
    })
    const { stop } = running
    stopBot = stop
    const given = { store, gazetteer: models.gazetteer, cards, clock, logger, suggest }
    const connect = (platform: Platform) =>
      running.connect(config.sandbox ? sandboxTime.over(platform, spaceRef(sampleId)) : platform)
    const inTurn = async (lease: string, connected: () => Promise<void>) => {
      if (!environment.databaseUrl) return connected()
      leases.push(await connectInTurn({ store, clock: systemClock, worker, logger }, lease, connected))
    }
    await inTurn('platform:web', async () => {
      await prepare()
      await connect(web)
    })
    // What a club does not use is not loaded.
    if (environment.slack)
      await connect((await import('./open-slack.ts')).openSlack(settings, environment.slack, given))
    const { discord } = environment
    if (discord) {
      const { openDiscord } = await import('./open-discord.ts')
      await inTurn(`platform:discord:${JSON.stringify(discord.shards ?? 'all')}`, () =>
        connect(openDiscord(settings, discord, given)),
      )
    }
    return {
      ...running,
      web,
      removeSample,
      goTo: sandboxTime.goTo,
      player,
      inside,
      async stop() {
        player.stop()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Whether sentence vectors are wanted and can be had here. Says once why not. */
function vectorsServe({ matching }: Settings['config'], logger: Pick<Logger, 'info'>): boolean {
  if (!matching.sentence_vectors) return false
  const why = whyNoVectors()
  if (why) logger.info(`no sentence vectors, posts and topics are judged by their words: ${why}`)
  return why === undefined
}

/** What an operator reads after the start: where, what is on, and how to switch on the rest. */
export function sayWhatIsOn(settings: Settings, { web, bot }: Running): string {
  const { config, environment } = settings
  const { slack, discord } = environment
  const serves = (name: string) => bot.platforms.has(name)
  return [
    serves('web')
      ? `Askaround is at ${web.signInLink ?? web.address}`
      : 'Another process serves the page; this one takes over when that one ends.',
    config.sandbox
      ? 'Sandbox: be two of its invented people in two windows (sandbox: false in config/askaround.yaml leaves it out)'
      : 'Open it in two windows, be two people, and post "need a ladder this weekend" in #help.',
    `Discord: ${discord ? (serves('discord') ? 'connected' : 'another process has these shards; this one stands by') : 'off (DISCORD_TOKEN, docs/discord.md)'}`,
    `Slack: ${slack ? `connected (${slack.connect.mode})` : 'off (SLACK_BOT_TOKEN, docs/slack.md)'}`,
    sayRecord(settings),
    `Support lines: ${config.support.moderators_channel ? 'on' : 'off (support.moderators_channel in config/askaround.yaml)'}`,
  ].join('\n')
}

function sayRecord({ config, environment: { databaseUrl, redisUrl, key } }: Settings): string {
  const record = databaseUrl ? 'Postgres' : config.data_directory
  const rest = [
    !databaseUrl && 'DATABASE_URL for Postgres',
    !key && 'ASKAROUND_KEY encrypts it',
    !redisUrl && 'REDIS_URL for Redis',
  ].filter(Boolean)
  const said = `Record: ${record}, ${key ? 'encrypted' : 'not encrypted'}; cache: ${redisUrl ? 'Redis' : 'memory'}`
  return rest.length > 0 ? `${said} (${rest.join(', ')})` : said
}

/** What a replay is made of: a record that nobody needs afterwards, and the web platform without a page. */
export function openReplay({ config }: Pick<Settings, 'config'>): { parts: ReplayParts; remove(): void } {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'askaround-replay-'))
  const models = modelsOf()
  const { explain } = createCards({ messages: models.messages })
  const logger = createLogger({ level: 'warn' })
  let opened = 0
  return {
    parts: {
      models,
      config,
      // It never tires: time flies in a replay.
      openSecondStage: () =>
        vectorsServe(config, logger)
          ? createSecondStage({ clock: { now: Date.now, wakeAt: () => () => {} }, logger })
          : undefined,
      openStore: () => openStore({ file: join(folder, `${opened++}.db`), addEvidence }),
      openCaches: () => openCaches({ onTrouble: () => {} }),
      createPlatform: (options) => createWebPlatform({ ...options, commands, explain, channels: [] }),
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
