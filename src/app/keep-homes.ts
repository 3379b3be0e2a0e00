import { platformOf } from '../platforms/platform.ts'
import type { Request } from '../requests/request.ts'
import type { Bot } from './bot.ts'

/** How long changes are gathered, in ms: no page of one's own is made anew more often than that. */
const OWN_CHANGES = 5000
const CHANGES_FOR_ALL = 60_000

type Parts = Pick<Bot, 'store' | 'platforms' | 'clock' | 'logger'>

/** Sees to it that the page that shows a member what is theirs keeps to the truth, where a platform has one. What is lost with the process is shown anew when the page is opened. */
export interface Homes {
  memberChanged(memberId: string): void
  /** For the asker, those whose ping changed and, when it opens or ends, all who might have helped. */
  requestChanged(before: Request | undefined, after: Request): void
  stop(): void
}

export function keepHomes({ store, platforms, clock, logger }: Parts): Homes {
  const members = gather(OWN_CHANGES, async (ids) => (await store.members(ids)).flatMap(({ accounts }) => accounts))
  const communities = gather(CHANGES_FOR_ALL, async (ids) =>
    (await Promise.all(ids.map((id) => store.community(id)))).flatMap((community) => community?.spaces ?? []),
  )

  function gather(wait: number, refsOf: (ids: string[]) => Promise<string[]>) {
    const changed = new Set<string>()
    let callOff: (() => void) | undefined
    async function tell(): Promise<void> {
      callOff = undefined
      const ids = [...changed]
      changed.clear()
      try {
        const refs = await refsOf(ids)
        for (const platform of platforms.values())
          if (platform.limits.home) await platform.refreshHomes(refs.filter((ref) => platformOf(ref) === platform.name))
      } catch (error) {
        logger.warn({ error }, 'a page that shows people what is theirs could not be brought up to date')
      }
    }
    return {
      add(id: string) {
        if (![...platforms.values()].some(({ limits }) => limits.home)) return
        changed.add(id)
        callOff ??= clock.wakeAt(clock.now() + wait, tell)
      },
      stop: () => callOff?.(),
    }
  }

  return {
    memberChanged: members.add,
    requestChanged(before, after) {
      members.add(after.askerId)
      const known = new Map(before?.pings.map(({ id, state }) => [id, state]))
      for (const { id, memberId, state } of after.pings) if (known.get(id) !== state) members.add(memberId)
      if (before?.state !== after.state && (before?.state === 'open' || after.state === 'open'))
        communities.add(after.communityId)
    },
    stop() {
      members.stop()
      communities.stop()
    },
  }
}
