import type { Rule } from './change.ts'

/** The community went into another, with all its requests. */
export const onCommunityJoined: Rule<'community-joined'> = (before, { communityId }) => ({
  request: { ...before, communityId },
  effects: [],
})
