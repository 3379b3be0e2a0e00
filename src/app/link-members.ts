import { greets } from '../communities/community.ts'
import type { Member } from '../members/member.ts'
import { isOutstanding } from '../requests/request.ts'
import type { Queries } from '../storage/store.ts'
import type { Bot } from './bot.ts'
import { type Decision, decide, decideMember } from './decide.ts'
import { forgetInChoices } from './kept-choices.ts'

const ALL = 100_000

/** Two members are one person from now on: the one who came first, with everything of the other. */
export async function linkMembers(
  bot: Bot,
  tx: Queries,
  { memberIds, account, at, interaction }: Extract<Decision, { for: 'link' }>,
): Promise<void> {
  const found = await tx.members(memberIds)
  const [first, second] = found.sort((a, b) => a.joinedAt - b.joinedAt)
  if (!first || !second) return
  await absorb(bot, tx, { member: first, other: second, at, interaction })
  await decideMember(bot, tx, first.id, { type: 'acted', account, at })
}

/** Whatever names `other`, in requests and beside them, names `member` afterwards; `other` is no more. */
export async function absorb(
  bot: Bot,
  tx: Queries,
  { member, other, at, interaction }: { member: Member; other: Member; at: number; interaction?: string },
): Promise<void> {
  await releasePings(bot, tx, [member.id, other.id], at)
  for (const { id } of await requestsOf(tx, other.id)) {
    const event = { type: 'member-merged', memberId: other.id, intoId: member.id, at } as const
    await decide(bot, tx, { for: 'request', requestId: id, event })
  }
  await tx.absorbMember(member.id, other.id)
  await forgetInChoices(tx, member.communityId, other.id)
  const community = await tx.community(member.communityId)
  const linked = { type: 'linked', other, at, communityZone: community?.timeZone ?? 'UTC' } as const
  await decideMember(bot, tx, member.id, { ...linked, ...(interaction ? { interaction } : {}) })
  if (community && (community.organisers.includes(other.id) || greets(community, other.id) !== undefined)) {
    const event = { type: 'member-merged', memberId: other.id, intoId: member.id, at } as const
    await decide(bot, tx, { for: 'community', communityId: community.id, event, memberId: member.id })
  }
}

async function requestsOf(tx: Queries, memberId: string) {
  const asked = await tx.requestsWhere({ askerId: memberId, limit: ALL })
  const involved = await tx.requestsWhere({ involvesId: memberId, limit: ALL })
  return new Map([...asked, ...involved].map((request) => [request.id, request])).values()
}

/**
 * One person is asked one thing at a time, and never about their own request: the claim stays, else what they were asked first; the
 * others are taken back.
 */
async function releasePings(bot: Bot, tx: Queries, memberIds: string[], at: number): Promise<void> {
  const outstanding = []
  for (const memberId of memberIds)
    for (const request of await tx.requestsWhere({ involvesId: memberId, states: ['open'], limit: ALL }))
      for (const ping of request.pings)
        if (ping.memberId === memberId && isOutstanding(ping)) outstanding.push({ request, ping })
  const [stays] = outstanding
    .filter(({ request }) => !memberIds.includes(request.askerId))
    .sort(
      (a, b) =>
        Number(b.ping.state === 'claimed') - Number(a.ping.state === 'claimed') || a.ping.createdAt - b.ping.createdAt,
    )
  for (const { request, ping } of outstanding) {
    if (ping === stays?.ping) continue
    const event = { type: 'helper-unavailable', memberId: ping.memberId, at } as const
    await decide(bot, tx, { for: 'request', requestId: request.id, event })
  }
}
