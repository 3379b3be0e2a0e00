import type { Allocation, Need } from './allocate.ts'
import type { Demand, Load } from './evidence.ts'
import type { EvidenceIndex } from './evidence-index.ts'
import type { Likeness } from './match-topics.ts'
import type { Matching } from './matching.ts'

/** How many are looked at in one go; the next so many only when these cannot fill the wave. */
const PROPOSED = 50
const MOST_PROPOSED = 200
/** Of so many the chances are noted for what their pings are worth. */
const NOTED = 100
const COMPARED = 30

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
  requestId,
  everybodyHeard = false,
  learns = true,
  likeness,
}: {
  demand: Demand
  index: EvidenceIndex
  matching: Matching
  now: number
  need: Need
  loadsOf: (memberIds: string[]) => ReadonlyMap<string, Load> | Promise<ReadonlyMap<string, Load>>
  /** Only these may be chosen, for instance those named by a referral. */
  candidates?: Iterable<string>
  /** The request that helpers are chosen for, to learn from who answers it and to price pings; absent: only a look. */
  requestId?: string
  /** All who are ranked read the request, as in a channel; else only those chosen hear of it. */
  everybodyHeard?: boolean
  /** Whether the community's answered requests teach the bot. */
  learns?: boolean
  /** See `Matching.rank`. */
  likeness?: Likeness | undefined
}): Promise<Allocation> {
  if (learns && requestId !== undefined) matching.learn(index, now)
  const { ranked, rows } = matching.compare(demand, index, {
    now,
    limit: MOST_PROPOSED,
    likeness,
    ...(candidates && { candidates }),
  })
  const priced: Need = candidates
    ? need
    : {
        ...need,
        priceOf: (memberId, limit) => index.prices.of(memberId, limit, now),
        explore: index.prices.explores(matching.explore),
      }
  /** Where only the asked hear of it, few others answer: of those who were not asked only the best are compared with them, so that a lesson stays small. */
  const openLesson = (asked?: string[]) => {
    const heard = new Set(asked)
    const compared = ranked.flatMap(({ memberId }, i) => (!asked || i < COMPARED || heard.has(memberId) ? [i] : []))
    const width = rows.length / ranked.length
    const rowsOf = new Float32Array(compared.length * width)
    compared.forEach((i, at) => {
      rowsOf.set(rows.subarray(i * width, (i + 1) * width), at * width)
    })
    index.lessons.open(
      { requestId: requestId!, at: now, memberIds: compared.map((i) => ranked[i]!.memberId), rows: rowsOf },
      asked,
    )
  }
  const loads = new Map<string, Load>()
  for (let proposed = PROPOSED; ; proposed += PROPOSED) {
    const page = ranked.slice(proposed - PROPOSED, proposed).map(({ memberId }) => memberId)
    for (const [memberId, load] of await loadsOf(page)) loads.set(memberId, load)
    const allocation = matching.allocate(ranked.slice(0, proposed), loads, priced)
    const full = allocation.chosen.length >= need.maxWave || allocation.chance >= need.target
    const better = allocation.cheapest !== undefined && (ranked[proposed]?.score ?? 0) > allocation.cheapest
    if ((!full || better) && proposed < ranked.length) continue
    if (requestId !== undefined && !candidates) {
      index.prices.wave(priced.explore ?? false)
      index.prices.note(requestId, ranked.slice(0, NOTED), now)
      const asked = allocation.chosen.map(({ memberId }) => memberId)
      if (learns) openLesson(everybodyHeard ? undefined : asked)
    }
    return allocation
  }
}
