import type { Typing } from '../platforms/platform.ts'
import type { Bot } from './bot.ts'
import { readersOf } from './choose-helpers.ts'

const MOST = 6
const SHORTEST = 2
/** Requests that are looked through for topics; the newest. */
const MOST_SEARCHED = 200

/**
 * Ends for what somebody begins to type, at most six: places of the gazetteer, or topics of requests that they may read anyway.
 * What volunteers offered is nobody else's to see, so it is not looked at.
 */
export async function suggestWords(
  bot: Pick<Bot, 'store' | 'gazetteer' | 'communities' | 'platforms'>,
  { what, start, account, spaces }: Typing,
): Promise<string[]> {
  const begun = start.trim().toLowerCase()
  if (begun.length < SHORTEST) return []
  if (what === 'places') return [...new Set(bot.gazetteer.findPlace(start).map(({ label }) => label))].slice(0, MOST)
  const topics = (await Promise.all(spaces.map((space) => topicsIn(bot, space, account)))).flat()
  return [...new Set(topics)].filter((topic) => topic.startsWith(begun)).slice(0, MOST)
}

async function topicsIn(
  bot: Pick<Bot, 'store' | 'communities' | 'platforms'>,
  space: string,
  account: string,
): Promise<string[]> {
  const community = await bot.communities.ofSpace(space)
  if (!community) return []
  const requests = await bot.store.requestsWhere({
    communityId: community.id,
    states: ['open', 'solved'],
    limit: MOST_SEARCHED,
  })
  const channels = [...new Set(requests.map(({ channel }) => channel))]
  const readable = new Set<string>()
  for (const channel of channels) if ((await readersOf(bot, [channel], [account])).size > 0) readable.add(channel)
  return requests
    .filter(({ channel, words }) => readable.has(channel) && words?.kind !== 'support')
    .flatMap(({ words }) => words?.topics ?? [])
}
