import { createCards } from '../cards/cards.ts'
import { createMatching } from '../matching/matching.ts'
import type { Hooks, Platform } from '../platforms/platform.ts'
import type { Chance } from '../shared/chance.ts'
import type { Clock } from '../shared/clock.ts'
import type { Logger } from '../shared/logger.ts'
import type { Caches } from '../storage/cache.ts'
import type { Store } from '../storage/store.ts'
import { createUnderstanding } from '../understanding/create-understanding.ts'
import { acceptEvent } from './accept-event.ts'
import type { Bot } from './bot.ts'
import { forgetEveryDay, holdWhatIsOverdue } from './catch-up.ts'
import { createCommunitiesCache } from './communities-cache.ts'
import type { Config } from './config-schema.ts'
import { decide } from './decide.ts'
import { followedMessages } from './followed-messages.ts'
import { keepHomes } from './keep-homes.ts'
import { keepLeavingSigns, type LifeSign } from './life-sign.ts'
import type { Models } from './load-models.ts'
import { hearMood } from './look-again.ts'
import { type Loop, startLoop } from './loop.ts'
import { createMatchingIndexes } from './matching-indexes.ts'
import { createNoticePost } from './notice-post.ts'
import { createPace } from './pace.ts'
import { createPeople } from './people.ts'
import { memberSettingsOf, offerAimsOf, requestSettingsOf } from './read-settings.ts'
import type { SecondStage } from './second-stage.ts'
import type { SupportLines } from './support-lines.ts'
import type { Watch } from './watch.ts'
import { within } from './within.ts'

/** How long a stop waits for what is under way, and then for the platforms, in ms: five seconds are not over then. */
const FINISHING = 3000
const LEAVING = 1000

export interface BotParts {
  store: Store
  caches: Caches
  platforms: Platform[]
  models: Models
  config: Config
  supportLines: SupportLines
  clock: Clock
  chance: Chance
  logger: Logger
  worker: string
  hashTerm: (term: string) => string
  noteErasure: (accounts: string[]) => Promise<void>
  /** Calls `erase` for those who were erased after the record was copied that is now restored. */
  repeatErasures?: (erase: (memberId: string) => Promise<void>) => Promise<number>
  /** Tells a restored backup from an outage; without it what was owed long ago is held after either. */
  lifeSign?: LifeSign
  /** Several processes share the work. */
  shared: boolean
  watch?: Watch | undefined
  secondStage?: SecondStage | undefined
}

export interface RunningBot {
  bot: Bot
  loop: Loop
  /** Begins to serve another platform: what comes from there is taken, and what is owed there is done. */
  connect(platform: Platform): Promise<void>
  /** Takes nothing new, finishes what is under way, and leaves what is owed owed. Within five seconds, whatever stalls. */
  stop(): Promise<void>
}

/** Puts the parts together, connects the platforms and starts the loop. The start, tests and replays all come through here. */
export async function startBot(parts: BotParts): Promise<RunningBot> {
  const { store, clock, config, models } = parts
  const platforms = new Map<string, Platform>()
  const understanding = createUnderstanding(models)
  const offerAims = offerAimsOf(config, models)
  const people = createPeople(store, platforms, parts.caches.named('people'))
  const bot: Bot = {
    store,
    platforms,
    understanding,
    gazetteer: models.gazetteer,
    matching: createMatching({
      weights: models.matchingWeights,
      placeOf: (id) => models.gazetteer.placeById(id),
      hash: parts.hashTerm,
      topicWords: models.topicWords,
    }),
    cards: createCards({ messages: models.messages }),
    indexes: createMatchingIndexes(store, clock, {
      hash: parts.hashTerm,
      learnsWeights: config.matching.learn_weights,
    }),
    secondStage: parts.secondStage,
    people,
    pace: createPace(parts),
    homes: keepHomes({ ...parts, platforms }),
    communities: createCommunitiesCache(store, clock),
    notice: createNoticePost({
      understanding,
      aims: offerAims,
      answersIn: (communityId, channel) => store.offerAnswers(communityId, channel),
      nameOf: async (account) => (await people.person(account))?.name,
      meaningOf: parts.secondStage?.meaningOf,
      watch: parts.watch,
    }),
    hearMood: (text) => hearMood(understanding, text, parts.secondStage?.meaningOf),
    config,
    requestSettings: requestSettingsOf(config),
    memberSettings: memberSettingsOf(config),
    offerAims,
    supportLines: parts.supportLines,
    clock,
    chance: parts.chance,
    logger: parts.logger,
    worker: parts.worker,
    hashTerm: parts.hashTerm,
    noteErasure: parts.noteErasure,
    watch: parts.watch,
    wake: () => loop?.wake(),
  }
  let loop: Loop | undefined
  async function connect(platform: Platform): Promise<void> {
    // What comes while it starts may need it.
    platforms.set(platform.name, platform)
    try {
      await platform.start(hooksOf(platform))
    } catch (error) {
      platforms.delete(platform.name)
      throw error
    }
  }
  const hooksOf = (platform: Platform): Hooks => ({
    accept: (event) => acceptEvent(bot, event),
    followed: () => followedMessages(bot, platform.name),
    cursors: {
      get: (conversation) => store.cursor(conversation),
      set: (conversation, mark) => store.saveCursor(conversation, mark, clock.now()),
    },
    keep: {
      get: (key) => store.keepGet(platform.name, key),
      put: (entries) => store.keepPut(platform.name, entries),
      list: (prefix, options) => store.keepList(platform.name, prefix, options),
    },
  })
  await parts.repeatErasures?.(async (memberId) => {
    const communityId = (await store.member(memberId))?.communityId
    const erasure = { for: 'erasure', communityId: communityId ?? '', memberId, at: clock.now() } as const
    await store.transaction((tx) => decide(bot, tx, erasure))
  })
  if (!(await parts.lifeSign?.fits())) await holdWhatIsOverdue(bot)
  const stopSigns = parts.lifeSign && (await keepLeavingSigns(parts.lifeSign, clock, parts.logger))
  if (!parts.shared) await store.endClaims()
  const stopForgetting = await forgetEveryDay(bot)
  for (const platform of parts.platforms) await connect(platform)
  loop = startLoop(bot, clock, parts.shared ? 1000 : Number.POSITIVE_INFINITY)
  loop.wake()
  const running = loop
  return {
    bot,
    loop: running,
    async connect(platform) {
      await connect(platform)
      running.wake()
    },
    async stop() {
      stopForgetting()
      bot.homes.stop()
      // What is still under way then stays owed, as if the process had died: the next one looks whether it arrived.
      if (!(await within(clock, FINISHING, running.stop())))
        parts.logger.warn('a platform did not answer in time; what was under way is left for the next start')
      await Promise.all(
        [...platforms.values()].map(async (platform) => {
          const left = platform.stop().catch((error) => parts.logger.warn({ error }, 'a platform did not stop cleanly'))
          await within(clock, LEAVING, left)
        }),
      )
      parts.secondStage?.stop()
      await stopSigns?.()
    },
  }
}
