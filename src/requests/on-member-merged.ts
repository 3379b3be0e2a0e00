import type { Rule } from './change.ts'

/** Somebody turned out to be the same person as another: whatever named the one names the other from now on. */
export const onMemberMerged: Rule<'member-merged'> = (before, { memberId, intoId }) => {
  const now = <T extends string | undefined>(id: T) => (id === memberId ? intoId : id)
  const renamed = <T extends { memberId: string }>(rows: T[]) =>
    rows.map((row) => ({ ...row, memberId: now(row.memberId) }))
  return {
    request: {
      ...before,
      askerId: now(before.askerId),
      pings: renamed(before.pings),
      suggestions: renamed(before.suggestions),
      drafts: renamed(before.drafts),
      referrals: before.referrals.map((referral) => ({
        ...referral,
        byId: now(referral.byId),
        ...(referral.memberId ? { memberId: now(referral.memberId) } : {}),
      })),
    },
    effects: [],
  }
}
