import { placesOf, seenAt } from '../mirroring/copies.ts'
import { platformOf } from '../platforms/platform.ts'
import { recall } from '../requests/recall.ts'
import type { Recalled, Request, Words } from '../requests/request.ts'
import { findSameNeed } from '../requests/same-need.ts'
import type { Bot } from './bot.ts'
import { channelsReadBy } from './may-read.ts'

/** Solved requests that are looked through; the newest. */
const MOST_SEARCHED = 2000
/** What was asked so long ago, in ms, is a new need when it is asked again; and so many of a day are compared. */
const SAME_DAY = 24 * 3_600_000
const MOST_COMPARED = 200

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
  return whereReadable(bot, recall(about, solved).slice(0, 20), accounts, platform)
}

/**
 * The request, opened within the last day and open or solved, that asks for what these words ask, as it stands where this asker may read
 * it; on the platform of `request` if anywhere. What asks for company is between its asker and those who listen.
 */
export async function findAskedLately(bot: Bot, request: Request, words: Words): Promise<Request | undefined> {
  const asker = await bot.store.member(request.askerId)
  if (!asker || request.care) return undefined
  const { communityId } = request
  const asked = await bot.store.requestsWhere({
    communityId,
    states: ['open', 'solved'],
    hasText: true,
    limit: MOST_COMPARED,
  })
  const since = bot.clock.now() - SAME_DAY
  const lately = asked.filter(
    (each) =>
      each.id !== request.id &&
      !each.care &&
      (each.openedAt ?? 0) >= since &&
      (each.state === 'open' || (each.recallable && each.askerId !== asker.id)),
  )
  const same = findSameNeed(words, lately)
  const [first] = await whereReadable(bot, same, asker.accounts, platformOf(request.channel))
  return first
}

/** Those that one of the accounts may read, each as it stands where they may, on this platform if anywhere. */
async function whereReadable(bot: Bot, found: Request[], accounts: string[], platform: string): Promise<Request[]> {
  const mayRead = await channelsReadBy(bot, accounts, found.flatMap(placesOf))
  const isNear = (channel: string) => Number(platformOf(channel) === platform)
  return found.flatMap((request) => {
    const readable = placesOf(request).filter(({ channel, thread }) => thread && mayRead.has(channel))
    const [nearest] = readable.sort((a, b) => isNear(b.channel) - isNear(a.channel))
    return nearest ? [seenAt(request, nearest)] : []
  })
}
