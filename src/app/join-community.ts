import type { Queries } from '../storage/store.ts'
import type { Bot } from './bot.ts'
import { type Decision, decide } from './decide.ts'
import { absorb } from './link-members.ts'

const ALL = 100_000

/** One community goes into another, with its spaces, channels, people and requests. Who was in both is one member afterwards. */
export async function joinCommunity(
  bot: Bot,
  tx: Queries,
  { fromId, intoId, memberId, account, at, interaction, card }: Extract<Decision, { for: 'join' }>,
): Promise<void> {
  const from = await tx.community(fromId)
  if (!from || !(await tx.community(intoId))) return
  for (const pair of await tx.inBoth(fromId, intoId)) {
    const [other, member] = [await tx.member(pair.fromId), await tx.member(pair.intoId)]
    if (member && other) await absorb(bot, tx, { member, other, at })
  }
  for (const { id } of await tx.requestsWhere({ communityId: fromId, limit: ALL })) {
    const event = { type: 'community-joined', communityId: intoId, at } as const
    await decide(bot, tx, { for: 'request', requestId: id, event })
  }
  // Merging members may have changed who organises it.
  const merged = (await tx.community(fromId)) ?? from
  await tx.moveCommunity(fromId, intoId)
  const typed = await tx.memberByAccount(account, intoId)
  const event = { type: 'community-joined', other: merged, at } as const
  await decide(bot, tx, {
    for: 'community',
    communityId: intoId,
    event,
    interaction,
    memberId: typed?.id ?? memberId,
    ...(card ? { card } : {}),
  })
}
