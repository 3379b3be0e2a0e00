import type { Problem } from '../commands/intent.ts'
import { problem } from '../commands/problem.ts'
import type { Community } from '../communities/community.ts'
import { platformOf } from '../platforms/platform.ts'
import type { Bot } from './bot.ts'
import { type InteractionEvent, intentOf } from './intent-of-event.ts'

export type OtherChannel = { channel: string } | { problem: Problem }

/**
 * The channel at the other end of a mirror, as an organiser names it: it may be on another platform, where no list of channels
 * reaches. Asks the platforms for names, so it is done before the transaction.
 */
export async function findOtherChannel(
  bot: Bot,
  event: InteractionEvent,
  community: Community,
): Promise<OtherChannel | undefined> {
  const intent = intentOf(event)
  if (intent.to !== 'mirror') return undefined
  const { channels, mirrors } = community
  const ends = [...channels.map(({ channel }) => channel), ...mirrors.flatMap(({ a, b }) => [a, b])]
  const known = [...new Set(ends)].filter((channel) => channel !== intent.channel)
  const named = await Promise.all(
    known.map(async (channel) => ({ channel, name: await bot.people.conversationName(channel) })),
  )
  const found = named.filter((one) => isMeant(bot, one, intent.other))
  if (found.length === 1) return { channel: found[0]!.channel }
  const say = ({ channel, name = '#' }: (typeof named)[number]) => `${platformOf(channel)} ${name}`
  if (found.length > 1)
    return { problem: problem('problem.which-channel', { name: intent.other, all: found.map(say).join(', ') }) }
  // Naming the channel at this end means the one of that name elsewhere; there is none.
  return {
    problem: problem('problem.no-such-channel', {
      name: intent.other,
      n: named.length,
      all: named.map(say).join(', '),
    }),
  }
}

/** By its reference, its link, its mention ("<#123>", whose number ends the link), or its name, with its platform before it or not. */
export function isMeant(
  bot: Pick<Bot, 'platforms'>,
  { channel, name }: { channel: string; name: string | undefined },
  typed: string,
): boolean {
  if (typed === channel) return true
  const link = bot.platforms.get(platformOf(channel))?.linkTo(channel)
  const mentioned = /^<#(\w+)(?:\|[^>]*)?>$/u.exec(typed)?.[1]
  if (mentioned) return link?.endsWith(`/${mentioned}`) ?? false
  if (/^https?:\/\//u.test(typed)) return link !== undefined && typed.replace(/\/$/u, '') === link
  const [, platform, rest] = /^(?:(\p{L}+)\s+)?#?(.+)$/u.exec(typed.trim().toLowerCase()) ?? []
  const plain = name?.replace(/^#/u, '').toLowerCase()
  return plain !== undefined && plain === rest && (!platform || platform === platformOf(channel))
}
