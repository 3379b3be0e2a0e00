import type { Member } from '../members/member.ts'
import { audienceOf } from '../mirroring/copies.ts'
import type { CardName } from '../requests/effects.ts'
import type { Request } from '../requests/request.ts'
import type { Bot } from './bot.ts'
import { readersOf } from './choose-helpers.ts'
import { sideBySide } from './side-by-side.ts'

/** Channels about which a platform is asked at the same time. */
const MOST_AT_ONCE = 16

/** Direct messages that hold words of the request, or how it goes on: for nobody who may not read it where it was asked. */
const tellsOfRequest = new Set<CardName>(['ping', 'progress', 'outcome', 'forward-line', 'newcomer-asks'])
/** Not passed on between two of whom one blocked the other. */
const betweenTwo = new Set<CardName>([...tellsOfRequest, 'thanks', 'claim-lapsed'])

/** Whether this member may be told such a thing by direct message, as block and audience are now. */
export async function mayRead(bot: Bot, card: CardName, request: Request, member: Member): Promise<boolean> {
  if (member.id === request.askerId) return true
  if (betweenTwo.has(card) && (await bot.store.blockedWith(request.askerId, [member.id])).has(member.id)) return false
  if (!tellsOfRequest.has(card)) return true
  return (await readersOf(bot, audienceOf(request), member.accounts)).size > 0
}

/**
 * Whether what is said about a request may go on to its copies: as long as the asker, who approved that, may read it where it was
 * asked. A channel that was closed to them is one that they cannot open to others.
 */
export async function mayBeCopied(bot: Bot, request: Request): Promise<boolean> {
  const asker = await bot.store.member(request.askerId)
  return asker !== undefined && (await readersOf(bot, [request.channel], asker.accounts)).size > 0
}

/** Of the channels that these requests were asked in, those that one of the accounts may read. Each is asked about once. */
export async function channelsReadBy(
  bot: Bot,
  accounts: string[],
  requests: Pick<Request, 'channel'>[],
): Promise<Set<string>> {
  const channels = [...new Set(requests.map(({ channel }) => channel))]
  const readers = await sideBySide(channels, MOST_AT_ONCE, (channel) => readersOf(bot, [channel], accounts))
  return new Set(channels.filter((_, i) => readers[i]!.size > 0))
}
