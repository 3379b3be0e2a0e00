import type { Allocation, Need } from './allocate.ts'
import type { Demand, Load } from './evidence.ts'
import type { EvidenceIndex } from './evidence-index.ts'
import type { Matching } from './matching.ts'

/** How many are looked at in one go; the next so many only when these cannot fill the wave. */
const PROPOSED = 50
const MOST_PROPOSED = 200

/**
 * Ranks, reads the load of those proposed and chooses a wave. The bot and `askaround rank` both go through here; only `loadsOf` differs.
 * `loadsOf` is asked for fifty members at a time and gives what limits each now; who is missing from it is no volunteer and is passed over.
 */
export async function chooseFrom({
  demand,
  index,
  matching,
  now,
  need,
  loadsOf,
  candidates,
}: {
  demand: Demand
  index: EvidenceIndex
  matching: Matching
  now: number
  need: Need
  loadsOf: (memberIds: string[]) => ReadonlyMap<string, Load> | Promise<ReadonlyMap<string, Load>>
  /** Only these may be chosen, for instance those named by a referral. */
  candidates?: Iterable<string>
}): Promise<Allocation> {
  const ranked = matching.rank(demand, index, { now, limit: MOST_PROPOSED, ...(candidates && { candidates }) })
  const loads = new Map<string, Load>()
  for (let proposed = PROPOSED; ; proposed += PROPOSED) {
    const page = ranked.slice(proposed - PROPOSED, proposed).map(({ memberId }) => memberId)
    for (const [memberId, load] of await loadsOf(page)) loads.set(memberId, load)
    const allocation = matching.allocate(ranked.slice(0, proposed), loads, need)
    const full = allocation.chosen.length >= need.maxWave || allocation.chance >= need.target
    if (full || proposed >= ranked.length) return allocation
  }
}
