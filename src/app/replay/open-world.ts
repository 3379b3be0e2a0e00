import type { Messages } from '../../cards/cards.ts'
import type { Community } from '../../communities/community.ts'
import type { Platform } from '../../platforms/platform.ts'
import { createSeededChance } from '../../shared/chance.ts'
import { type Clock, createSimulatedClock, type SimulatedClock } from '../../shared/clock.ts'
import { createLogger, type Logger } from '../../shared/logger.ts'
import type { Caches } from '../../storage/cache.ts'
import type { Store } from '../../storage/store.ts'
import type { Bot } from '../bot.ts'
import type { Config } from '../config-schema.ts'
import type { Models } from '../load-models.ts'
import type { SecondStage } from '../second-stage.ts'
import { startBot } from '../start.ts'
import { createPromiseChecker, type PromiseChecker } from './check-promises.ts'
import { type Watcher, watchPlatform } from './watch-platform.ts'

/** A chat platform on which the replay does what people did. */
export interface PlayedPlatform extends Platform {
  readonly client: {
    signIn(name: string): Promise<string>
    postMessage(account: string, conversation: string, text: string, options?: { replyTo?: string }): Promise<string>
    runCommand(account: string, conversation: string, text: string): Promise<unknown>
    press(account: string, message: string, button: { action: string; subject: string }): Promise<unknown>
    conversations(account: string): { dm: string }
  }
  createChannel(channel: { name: string }): Promise<string>
}

/** What the replay is made of; `main` knows where to get it. */
export interface ReplayParts {
  models: Models
  config: Config
  /** A new, empty record. `close` of the store is called; the file stays the caller's. */
  openStore(): Promise<Store>
  openCaches(): Promise<Caches>
  /** Sentence vectors, where the settings want them and they can be had. Must answer however long that takes, so that a replay is the same each time. */
  openSecondStage?(): SecondStage | undefined
  createPlatform(options: { clock: Clock; logger: Logger }): PlayedPlatform
}

/** One community from nothing, with the whole bot, and a clock that the replay moves. */
export interface World {
  clock: SimulatedClock
  bot: Bot
  store: Store
  platform: PlayedPlatform
  checker: PromiseChecker
  communityId: string
  timeZone: string
  /** Moves on to `time`; all that is due on the way is done. */
  goTo(time: number): Promise<void>
  /** Waits until the bot has done all that is due now. */
  settle(): Promise<void>
  /** The channel of that name, made and watched when it is new. */
  channel(name: string): Promise<string>
  close(): Promise<void>
}

const SPACE = 'web:s:main'

export async function openWorld(
  { models, config, openStore, openCaches, openSecondStage, createPlatform }: ReplayParts,
  { at, seed, watcher }: { at: number; seed: number; watcher: Watcher },
): Promise<World> {
  const clock = createSimulatedClock(at)
  const logger = createLogger({ level: 'error' })
  const timeZone = config.community.time_zone
  const store = await openStore()
  let community: Community = {
    id: 'replay',
    version: 1,
    name: config.community.name,
    spaces: [SPACE],
    timeZone,
    language: config.community.language,
    places: [],
    channels: [],
    mirrors: [],
    organisers: [],
    weeklyLimit: config.pings.weekly_limit,
  }
  await store.saveCommunity(community, 0)
  const readable = createPlatform({ clock, logger })
  const checker = createPromiseChecker({
    clock,
    messages: models.messages as Messages,
    // Everybody reads every channel of recorded chat.
    mayRead: () => true,
    onBroken: (promise, message) => logger.error({ promise, message, at: clock.now() }, 'a broken promise'),
  })
  const platform = watchPlatform(readable, [checker, watcher])
  const { bot, loop, stop } = await startBot({
    store,
    caches: await openCaches(),
    secondStage: openSecondStage?.(),
    platforms: [platform],
    models,
    config,
    supportLines: {},
    clock,
    chance: createSeededChance(seed),
    logger,
    worker: 'replay',
    hashTerm: (term) => term,
    noteErasure: async () => {},
    shared: false,
  })
  const channels = new Map<string, string>()

  return {
    clock,
    bot,
    store,
    platform,
    checker,
    communityId: community.id,
    timeZone,
    async goTo(time) {
      // Each step waits for what it began, so that a wave ends before the next moment comes.
      for (let next = clock.next(); next !== undefined && next <= time; next = clock.next()) {
        await clock.advanceTo(next)
        await loop.settle()
      }
      await clock.advanceTo(time)
    },
    settle: () => loop.settle(),
    async channel(name) {
      const known = channels.get(name)
      if (known) return known
      const channel = await platform.createChannel({ name })
      channels.set(name, channel)
      community = { ...community, channels: [...community.channels, { channel, mode: 'offer' }] }
      await store.saveCommunity(community, community.version)
      community = (await store.community(community.id))!
      bot.communities.forget()
      return channel
    },
    async close() {
      await stop()
      await store.close()
    },
  }
}
