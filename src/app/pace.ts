import type { Platform } from '../platforms/platform.ts'
import type { Clock } from '../shared/clock.ts'
import type { Store } from '../storage/store.ts'

const LEASE = 30_000
const ASK_AGAIN = 1000
const MOST_KNOWN = 10_000

/** Keeps a platform's pace into each conversation and those that share its pace. All sends there belong to the process that holds its lease. */
export interface Pace {
  /** @returns ms to wait before sending there; 0 when it may be sent now, which counts as sent */
  take(platform: Platform, conversation: string): Promise<number>
}

/** @param shared several processes share the work, so leases are taken */
export function createPace({
  store,
  clock,
  worker,
  shared,
}: {
  store: Store
  clock: Clock
  worker: string
  shared: boolean
}): Pace {
  const lastSent = new Map<string, number>()
  const leased = new Map<string, number>()

  async function mine(conversation: string, now: number): Promise<boolean> {
    if (!shared || (leased.get(conversation) ?? 0) > now + LEASE / 2) return true
    if (leased.size > MOST_KNOWN) leased.clear()
    const taken = await store.takeLease(`conversation:${conversation}`, worker, now, now + LEASE)
    if (taken) leased.set(conversation, now + LEASE)
    return taken
  }

  return {
    async take(platform, place) {
      const conversation = platform.pacedWith(place)
      const now = clock.now()
      if (!(await mine(conversation, now))) return ASK_AGAIN
      const next = (lastSent.get(conversation) ?? 0) + 1000 / platform.limits.sendsASecond
      // Timers are no finer than a few milliseconds; a platform that takes a hundred a second needs no pace.
      if (platform.limits.sendsASecond <= 100 && next > now) return next - now
      if (lastSent.size > MOST_KNOWN) lastSent.clear()
      lastSent.set(conversation, now)
      return 0
    },
  }
}
