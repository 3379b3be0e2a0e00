import { platformOf } from '../platforms/platform.ts'
import { recall } from '../requests/recall.ts'
import type { Recalled, Request } from '../requests/request.ts'
import type { Bot } from './bot.ts'
import { readersOf } from './choose-helpers.ts'

/** Solved requests that are looked through; the newest. */
const MOST_SEARCHED = 2000

/** Threads of similar solved requests that the asker may read, best first, at most three. */
export async function findRecalled(bot: Bot, request: Request): Promise<Recalled[]> {
  const asker = await bot.store.member(request.askerId)
  if (!request.words || !asker) return []
  const about = [...request.words.topics, request.words.text ?? ''].join('\n')
  const found = await searchSolved(bot, request.communityId, about, asker.accounts)
  const here = found.filter(
    ({ id, channel }) => id !== request.id && platformOf(channel) === platformOf(request.channel),
  )
  return here.slice(0, 3).map(({ id, thread }) => ({ requestId: id, thread: thread! }))
}

/** Solved, recallable requests about these words whose channel one of the accounts may read, best first. */
export async function searchSolved(
  bot: Bot,
  communityId: string,
  about: string,
  accounts: string[],
): Promise<Request[]> {
  const solved = await bot.store.requestsWhere({
    communityId,
    states: ['solved'],
    recallable: true,
    hasText: true,
    limit: MOST_SEARCHED,
  })
  const found: Request[] = []
  for (const request of recall(about, solved).slice(0, 20)) {
    if (request.thread && (await readersOf(bot, [request.channel], accounts)).size > 0) found.push(request)
  }
  return found
}
