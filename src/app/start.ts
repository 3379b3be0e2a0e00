import { createCards } from '../cards/cards.ts'
import { createMatching } from '../matching/matching.ts'
import type { Platform } from '../platforms/platform.ts'
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
import type { Models } from './load-models.ts'
import { type Loop, startLoop } from './loop.ts'
import { createMatchingIndexes } from './matching-indexes.ts'
import { createNoticePost } from './notice-post.ts'
import { createPace } from './pace.ts'
import { createPeople } from './people.ts'
import { memberSettingsOf, requestSettingsOf } from './read-settings.ts'
import type { SupportLines } from './support-lines.ts'

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
  /** Several processes share the work. */
  shared: boolean
}

export interface RunningBot {
  bot: Bot
  loop: Loop
  stop(): Promise<void>
}

/** Puts the parts together, connects the platforms and starts the loop. The start, tests and replays all come through here. */
export async function startBot(parts: BotParts): Promise<RunningBot> {
  const { store, clock, config, models } = parts
  const platforms = new Map(parts.platforms.map((platform) => [platform.name, platform]))
  const understanding = createUnderstanding(models)
  const bot: Bot = {
    store,
    platforms,
    understanding,
    gazetteer: models.gazetteer,
    matching: createMatching({
      weights: models.matchingWeights,
      placeOf: (id) => models.gazetteer.placeById(id),
      hash: parts.hashTerm,
    }),
    cards: createCards({ messages: models.messages }),
    indexes: createMatchingIndexes(store, clock),
    people: createPeople(store, platforms, parts.caches.named('people')),
    pace: createPace(parts),
    communities: createCommunitiesCache(store, clock),
    notice: createNoticePost(understanding),
    config,
    requestSettings: requestSettingsOf(config),
    memberSettings: memberSettingsOf(config),
    supportLines: parts.supportLines,
    clock,
    chance: parts.chance,
    logger: parts.logger,
    worker: parts.worker,
    hashTerm: parts.hashTerm,
    noteErasure: parts.noteErasure,
    wake: () => loop?.wake(),
  }
  let loop: Loop | undefined
  await parts.repeatErasures?.(async (memberId) => {
    const communityId = (await store.member(memberId))?.communityId
    const erasure = { for: 'erasure', communityId: communityId ?? '', memberId, at: clock.now() } as const
    await store.transaction((tx) => decide(bot, tx, erasure))
  })
  await holdWhatIsOverdue(bot)
  const stopForgetting = await forgetEveryDay(bot)
  for (const platform of parts.platforms) {
    await platform.start({
      accept: (event) => acceptEvent(bot, event),
      cursors: {
        get: (conversation) => store.cursor(conversation),
        set: (conversation, mark) => store.saveCursor(conversation, mark),
      },
      keep: {
        get: (key) => store.keepGet(platform.name, key),
        put: (entries) => store.keepPut(platform.name, entries),
        list: (prefix, options) => store.keepList(platform.name, prefix, options),
      },
    })
  }
  loop = startLoop(bot, clock, parts.shared ? 1000 : Number.POSITIVE_INFINITY)
  loop.wake()
  const running = loop
  return {
    bot,
    loop: running,
    async stop() {
      stopForgetting()
      await running.stop()
      for (const platform of parts.platforms) await platform.stop()
    },
  }
}
