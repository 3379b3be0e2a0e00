import type { Community } from '../communities/community.ts'
import type { Member } from '../members/member.ts'
import type { PlatformEvent } from '../platforms/platform.ts'
import type { Queries } from '../storage/store.ts'
import type { Actor } from './carry-intent.ts'
import type { Decision } from './decide.ts'

/** The bot says by direct message what it is for, with the form that sets it up. */
export const introduceTo = ({ id }: Community, { id: memberId }: Member, at: number): Decision[] => [
  { for: 'community', communityId: id, memberId, event: { type: 'introduced', at, memberId } },
  {
    for: 'nobody',
    key: `set-up/${id}/${memberId}`,
    communityId: id,
    memberId,
    effects: [{ type: 'send', slot: 'set-up', to: { to: 'dm', memberId }, card: 'set-up', notify: true }],
  },
]

/** Whoever it introduced itself to takes no direct messages: the first organiser who does anything with it hears of it instead. */
export async function introduceAnew(
  tx: Queries,
  event: PlatformEvent,
  { member, organiser, community, at }: Actor,
): Promise<Decision[]> {
  const { introducedTo, channels } = community
  const shows = event.type === 'command-run' && event.command === 'askaround'
  if (!organiser || shows || !introducedTo || introducedTo === member.id || channels.length > 0) return []
  const told = await tx.member(introducedTo)
  const dms = await tx.dms(told?.accounts ?? [])
  const closed = told?.accounts.every((account) => dms.get(account)?.closed) ?? true
  return closed ? introduceTo(community, member, at) : []
}
