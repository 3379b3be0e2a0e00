import type { Member } from './member.ts'

/**
 * An account leaves and becomes a member of its own. What was declared, what was refused and every pause go with it; what was learned and
 * counted stays. Pure.
 * @param id of the new member; `at` in ms since 1970
 */
export function partAccount(member: Member, account: string, id: string, at: number): Member {
  const { prefers: _, volunteer, ...rest } = member
  return {
    ...rest,
    id,
    version: 1,
    accounts: [account],
    joinedAt: at,
    ...(volunteer ? { volunteer: { ...volunteer, since: at, asked: 0, answered: 0 } } : {}),
  }
}
