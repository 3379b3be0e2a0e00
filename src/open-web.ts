import { beginCommunity } from './app/begin-community.ts'
import type { Settings } from './app/load-config.ts'
import type { Models } from './app/load-models.ts'
import { beginStory, NotNow } from './app/sandbox/begin-story.ts'
import { atMostEvery } from './app/sandbox/inside/at-most-every.ts'
import { createInside } from './app/sandbox/inside/create-inside.ts'
import { measuresOf } from './app/sandbox/inside/show-kept.ts'
import { sampleId } from './app/sandbox/load-sample.ts'
import { createPlayer } from './app/sandbox/player.ts'
import { removeSample } from './app/sandbox/remove-sample.ts'
import { openSandboxTime, readAhead, timeOf } from './app/sandbox/sandbox-time.ts'
import { stories } from './app/sandbox/stories.ts'
import type { RunningBot } from './app/start.ts'
import type { Cards } from './cards/cards.ts'
import { commands } from './commands/commands.ts'
import { openSample } from './open-sample.ts'
import type { Suggest } from './platforms/platform.ts'
import { createActors } from './platforms/web/actors.ts'
import { createWebPlatform } from './platforms/web/adapter.ts'
import { firstChannels } from './platforms/web/first-channels.ts'
import { channelNamed, spaceRef } from './platforms/web/ids.ts'
import { Refusal } from './platforms/web/refusal.ts'
import { type Clock, type ShiftableClock, systemClock } from './shared/clock.ts'
import type { Logger } from './shared/logger.ts'
import type { Store } from './storage/store.ts'

interface Parts {
  store: Store
  models: Models
  cards: Cards
  clock: ShiftableClock
  /** By which stories of the sandbox are played. */
  pace: Clock
  logger: Logger
  hashTerm: (term: string) => string
  suggest: Suggest
  running: () => RunningBot
}

const clockStands =
  'The clock stands: real people use this Askaround too, and moving it would move their reminders, waves and quiet hours.'

/** What a visitor is told instead of a story. */
const refuse = (error: Error): never => {
  throw error instanceof NotNow ? new Refusal(error.message) : error
}

/** The web page with the club of its own and, where the settings say so, the sandbox. Nothing is served before it is connected. */
export function openWeb({ config }: Settings, parts: Parts) {
  const { store, models, cards, clock, pace, logger, hashTerm, suggest, running } = parts
  const { organisers } = config.web
  const moderators = config.support.moderators_channel
  const channels = firstChannels(moderators ? { name: moderators, members: organisers } : undefined)
  const inside = createInside({
    communityId: sampleId,
    measures: measuresOf(models, config),
    bot: () => running().bot,
    clock: pace,
    onChange: atMostEvery(150, systemClock, () => web.showInside()),
  })
  const sandboxTime = openSandboxTime(store, clock, running)
  const actors = createActors(() => web.client)
  const player = createPlayer({
    stories,
    actors,
    clock: pace,
    slowly: inside.isLookedAt,
    begin: (story) =>
      beginStory({ ...sandboxTime, bot: running().bot, accountOf: actors.accountOf }, story).catch(refuse),
    settle: () => running().loop.settle(),
    onChange() {
      inside.told(player.playing(), clock.now())
      web.showSandbox()
    },
  })
  async function removeSampleCommunity() {
    player.stop()
    await sandboxTime.isReal()
    await removeSample(running().bot)
    inside.clear()
    await web.removeSpace(sampleId)
  }
  const web = createWebPlatform({
    ...(config.sandbox && {
      sandbox: {
        remove: removeSampleCommunity,
        player,
        inside,
        ahead: clock.ahead,
        stands: async () => ((await sandboxTime.stands()) ? clockStands : undefined),
        isReal: async () => void (clock.ahead() > 0 && (await sandboxTime.isReal())),
        leap: (leap, timeZone) => sandboxTime.goTo(timeOf(leap, clock.now(), timeZone)),
      },
    }),
    commands,
    suggest,
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

  return {
    web,
    player,
    inside,
    sandboxTime,
    removeSample: removeSampleCommunity,
    /** Before it is connected: its communities, where they are not there yet, and the time that the sandbox has come to. */
    async prepare(): Promise<void> {
      if (config.sandbox) clock.shift(await readAhead(store))
      if (config.sandbox && (await store.communities()).length === 0)
        await openSample({
          store,
          gazetteer: models.gazetteer,
          understanding: running().bot.understanding,
          threadTitle: cards.threadTitle,
          hashTerm,
          config,
        })
      await beginCommunity(store, models.gazetteer, config, {
        id: 'web',
        space: spaceRef('main'),
        channels: channels.flatMap(({ name, members }) => (members ? [] : [channelNamed(name)])),
        channelNamed,
      })
    },
  }
}
