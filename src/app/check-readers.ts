import type { Community } from '../communities/community.ts'
import type { Member } from '../members/member.ts'
import { audienceOf } from '../mirroring/copies.ts'
import { type PlatformEvent, platformOf } from '../platforms/platform.ts'
import { isOutstanding, type Request } from '../requests/request.ts'
import type { Bot } from './bot.ts'
import { decide } from './decide.ts'
import { mayRead } from './may-read.ts'

/** Open requests that are looked at; the newest first. */
const MOST = 500

/**
 * Others than before may read a channel: pings that wait with somebody who may not read any more what they are about are taken
 * back. What is not sent yet is looked at when it is sent.
 */
export async function checkReaders(
  bot: Bot,
  { space, channel, at }: Extract<PlatformEvent, { type: 'readers-changed' }>,
  community: Community,
): Promise<void> {
  const open = await bot.store.requestsWhere({ communityId: community.id, states: ['open'], limit: MOST })
  for (const request of open.filter((each) => !channel || audienceOf(each).includes(channel)))
    for (const { memberId } of request.pings.filter(isOutstanding)) {
      const member = await bot.store.member(memberId)
      if (!member || !canTell(bot, request, member, platformOf(space))) continue
      if (await mayRead(bot, 'ping', request, member)) continue
      const event = { type: 'helper-unavailable', memberId, at } as const
      await bot.store.transaction((tx) => decide(bot, tx, { for: 'request', requestId: request.id, event }))
    }
  bot.wake()
}

/**
 * A change on one platform concerns only those who have an account there. Who reads along on another one is not known where that one
 * is connected by another process, or not yet by this one.
 */
function canTell({ platforms }: Bot, request: Request, { accounts }: Member, changed: string): boolean {
  const where = new Set(accounts.map(platformOf))
  const read = audienceOf(request).map(platformOf)
  return where.has(changed) && read.every((platform) => !where.has(platform) || platforms.has(platform))
}
