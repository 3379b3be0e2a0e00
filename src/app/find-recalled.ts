import { placesOf, seenAt } from '../mirroring/copies.ts'
import { platformOf } from '../platforms/platform.ts'
import { recall } from '../requests/recall.ts'
import type { Recalled, Request } from '../requests/request.ts'
import type { Bot } from './bot.ts'
import { channelsReadBy } from './may-read.ts'

/** Solved requests that are looked through; the newest. */
const MOST_SEARCHED = 2000

/** Threads of similar solved requests that the asker may read, best first, at most three. */
export async function findRecalled(bot: Bot, request: Request): Promise<Recalled[]> {
  const asker = await bot.store.member(request.askerId)
  if (!request.words || !asker) return []
  const about = [...request.words.topics, request.words.text ?? ''].join('\n')
  const platform = platformOf(request.channel)
  const found = await searchSolved(bot, request.communityId, about, asker.accounts, platform)
  const here = found.filter(({ id, thread }) => id !== request.id && platformOf(thread!) === platform)
  return here.slice(0, 3).map(({ id, thread }) => ({ requestId: id, thread: thread! }))
}

/**
 * Solved, recallable requests about these words that one of the accounts may read, best first; each as it stands where they may,
 * on this platform if anywhere.
 */
export async function searchSolved(
  bot: Bot,
  communityId: string,
  about: string,
  accounts: string[],
  platform: string,
): Promise<Request[]> {
  const solved = await bot.store.requestsWhere({
    communityId,
    states: ['solved'],
    recallable: true,
    hasText: true,
    limit: MOST_SEARCHED,
  })
  const found = recall(about, solved).slice(0, 20)
  const mayRead = await channelsReadBy(bot, accounts, found.flatMap(placesOf))
  const isNear = (channel: string) => Number(platformOf(channel) === platform)
  return found.flatMap((request) => {
    const readable = placesOf(request).filter(({ channel, thread }) => thread && mayRead.has(channel))
    const [nearest] = readable.sort((a, b) => isNear(b.channel) - isNear(a.channel))
    return nearest ? [seenAt(request, nearest)] : []
  })
}
