import type { Problem } from '../commands/intent.ts'
import { looksLikeCode, readCode } from '../commands/one-time-code.ts'
import { problem } from '../commands/problem.ts'
import type { Community } from '../communities/community.ts'
import { platformOf } from '../platforms/platform.ts'
import type { Bot } from './bot.ts'
import { isMeant } from './find-channel.ts'
import { type InteractionEvent, intentOf } from './intent-of-event.ts'

/** What the names in a set-up form mean. */
export type FoundSetUp =
  | {
      channels: string[]
      /** Watched now on the platform where the form was filled in: what is not named again is watched no more. */
      watched: string[]
      moderators?: string
      mirror?: string
      code?: string
    }
  | { problem: Problem }

const MOST_TOLD = 10

/** Channels by the names that an organiser typed into the set-up form. Asks the platforms, so it is done before the transaction. */
export async function findSetUp(
  bot: Bot,
  event: InteractionEvent,
  community: Community,
): Promise<FoundSetUp | undefined> {
  const intent = intentOf(event)
  if (intent.to !== 'set-up') return undefined
  const { channels: names, moderators, link } = intent.typed
  const platform = platformOf(event.space)
  const all = await channelsOf(bot, community)
  const here = all.filter(({ channel }) => platformOf(channel) === platform)
  const code = link && looksLikeCode(link) ? readCode(link) : undefined

  function find(name: string, among = all): string {
    const near = here.filter((one) => among.includes(one) && isMeant(bot, one, name))
    const found = near.length > 0 ? near : among.filter((one) => isMeant(bot, one, name))
    if (found.length === 1) return found[0]!.channel
    const say = (some: typeof all) =>
      some
        .slice(0, MOST_TOLD)
        .map((one) => (platformOf(one.channel) === platform ? one.name : `${platformOf(one.channel)} ${one.name}`))
        .join(', ')
    if (found.length > 1) throw new NotClear(problem('problem.which-channel', { name, all: say(found) }))
    throw new NotClear(problem('problem.no-such-channel', { name, n: here.length, all: say(here) }))
  }
  try {
    const channels = [...new Set(names.map((name) => find(name)))]
    const others = all.filter(({ channel }) => channel !== channels[0])
    return {
      channels,
      watched: community.channels.map(({ channel }) => channel).filter((channel) => platformOf(channel) === platform),
      ...(moderators === undefined ? {} : { moderators: moderators && find(moderators) }),
      ...(code ? { code } : link ? { mirror: find(link, others) } : {}),
    }
  } catch (error) {
    if (error instanceof NotClear) return { problem: error.problem }
    throw error
  }
}

class NotClear extends Error {
  readonly problem: Problem

  constructor(what: Problem) {
    super(what.key)
    this.problem = what
  }
}

/** Every channel of a community, as far as this process serves its platforms. */
async function channelsOf(bot: Pick<Bot, 'platforms'>, { spaces }: Pick<Community, 'spaces'>) {
  const listed = await Promise.all(
    spaces.map(async (space) => (await bot.platforms.get(platformOf(space))?.channels(space)) ?? []),
  )
  return listed.flat()
}
