import type { Community } from '../communities/community.ts'
import type { Clock } from '../shared/clock.ts'
import type { Store } from '../storage/store.ts'

const FRESH_FOR = 2000

/** Which community a space belongs to; looked at for every posted message, so remembered for two seconds. */
export interface CommunitiesCache {
  ofSpace(space: string): Promise<Community | undefined>
  /** Forgets what it knows, so that an organiser's change holds at once in this process. */
  forget(): void
}

export function createCommunitiesCache(store: Store, clock: Clock): CommunitiesCache {
  const known = new Map<string, { community: Community; at: number }>()
  return {
    async ofSpace(space) {
      const fresh = known.get(space)
      if (fresh && clock.now() - fresh.at < FRESH_FOR) return fresh.community
      const community = await store.communityBySpace(space)
      // A space that is new is made known outside of this.
      if (community) known.set(space, { community, at: clock.now() })
      return community
    },
    forget: () => known.clear(),
  }
}
