import type { Clock } from '../../shared/clock.ts'
import { keptOf } from '../../shared/ids.ts'
import type { Hooks, Keep } from '../platform.ts'
import { accountRef, conversationRef, eventId, interactionRef, parseAccount, spaceRef } from './ids.ts'
import type { Installations } from './installations.ts'

const DAY = 24 * 3_600_000
/** How long a page that was asked for is waited for. */
const longestWait = 60_000

const homeEnd = 'home'
const homeKey = (account: string) => `${keptOf(account)}${homeEnd}`

interface Parts {
  installations: Pick<Installations, 'of' | 'all'>
  keep: Keep
  clock: Clock
  accept: Hooks['accept']
}

/** Asks the bot for an App Home: when somebody opens it, and when what it shows them has changed. Only of those who ever opened it. */
export function createRefreshHomes({ installations, keep, clock, accept }: Parts) {
  /** Until when a page is on its way, and whether it has to be asked for again then. */
  const underWay = new Map<string, { until: number; again: boolean }>()

  async function ask(account: string, id: string): Promise<void> {
    const { team, user } = parseAccount(account)!
    await accept({
      ...{
        type: 'button-pressed',
        id,
        at: clock.now(),
        space: spaceRef(team),
        account,
        action: 'home.show',
        subject: 'me',
      },
      conversation: conversationRef({ team, channel: 'D0' }),
      interaction: interactionRef({ team, user, home: true }),
    })
  }

  async function askAgain(account: string): Promise<void> {
    const now = clock.now()
    const coming = underWay.get(account)
    if (coming && coming.until > now) {
      coming.again = true
      return
    }
    underWay.set(account, { until: now + longestWait, again: false })
    const { team, user } = parseAccount(account)!
    await ask(account, eventId(team, 'home', user, String(now)))
  }

  return {
    async opened(account: string, id: string): Promise<void> {
      await keep.put({ [homeKey(account)]: String(clock.now()) })
      await ask(account, id)
    },
    /** The page stands there. */
    async shown(account: string): Promise<void> {
      const coming = underWay.get(account)
      underWay.delete(account)
      if (coming?.again) await askAgain(account)
    },
    /** `refs`: accounts; and spaces, of which all are meant who opened it lately. */
    async refresh(refs: string[]): Promise<void> {
      for (const ref of refs) {
        const parsed = parseAccount(ref)
        // Read each time: an erasure may have taken it.
        if (parsed && installations.of(parsed.team) && (await keep.get(homeKey(ref)))) await askAgain(ref)
      }
      for (const { team } of installations.all()) {
        if (!refs.includes(spaceRef(team))) continue
        for (const { key, value } of await keep.list(`of/${accountRef(team, '')}`)) {
          const account = key.slice('of/'.length, -homeEnd.length - 1)
          if (key.endsWith(`/${homeEnd}`) && Number(value) > clock.now() - DAY) await askAgain(account)
        }
      }
    },
  }
}
