import { greets } from '../communities/community.ts'
import type { Member } from '../members/member.ts'
import type { Effect } from '../requests/effects.ts'
import { toGreeters } from '../requests/messages.ts'
import type { Request } from '../requests/request.ts'
import type { Queries } from '../storage/store.ts'
import type { Actor, Say } from './carry-intent.ts'
import type { Decision } from './decide.ts'

const DAY = 24 * 3_600_000

/** An organiser names somebody who may like to greet newcomers. Nothing is sent: their profile asks them. Who names themselves has said yes. */
export const nameGreeter = (communityId: string, organiser: Member, { id: memberId }: Member, at: number) =>
  ({
    for: 'community',
    communityId,
    memberId: organiser.id,
    event: { type: 'greeter-named', at, memberId, agreed: memberId === organiser.id },
  }) satisfies Decision

/** A greeter is told of no newcomers from now on. `by`: themselves or an organiser. */
export const leaveGreeters = (communityId: string, by: Member, memberId: string, at: number) =>
  ({
    for: 'community',
    communityId,
    memberId: by.id,
    event: { type: 'greeter-removed', at, memberId },
  }) satisfies Decision

/** Somebody's own answer to being named, then or later. Who was not named has nothing to answer. */
export function carryGreet(agreed: boolean, { community, member, at }: Actor, say: Say): Decision[] {
  if (greets(community, member.id) === undefined) return say('greeter-stopped')
  if (!agreed) return [leaveGreeters(community.id, member, member.id, at), ...say('greeter-stopped')]
  const event = { type: 'greeter-agreed', at, memberId: member.id } as const
  return [{ for: 'community', communityId: community.id, memberId: member.id, event }, ...say('greeter-agreed')]
}

/**
 * Who is told that somebody asked for the first time here: those who agreed to greet. Not of a request for company, for that went to
 * those who listen.
 * @param before the request as it was, if it was
 */
export async function greetNewcomer(
  tx: Pick<Queries, 'community' | 'requestsWhere'>,
  before: Request | undefined,
  after: Request,
  at: number,
): Promise<Effect[]> {
  // Once there is a thread to greet them in.
  if (before?.thread || !after.thread || after.words?.kind === 'support') return []
  const greeters = (await tx.community(after.communityId))?.greeters ?? []
  const told = greeters.filter(({ memberId, agreed }) => agreed && memberId !== after.askerId)
  if (told.length === 0) return []
  const { askerId } = after
  const asked = await tx.requestsWhere({ askerId, states: ['open', 'solved', 'withdrawn', 'expired'], limit: 2 })
  if (asked.some(({ id }) => id !== after.id)) return []
  return told.map(({ memberId }, i) => ({
    type: 'send',
    slot: `${toGreeters}${i + 1}`,
    to: { to: 'dm', memberId },
    card: 'newcomer-asks',
    expiresAt: at + DAY,
  }))
}
