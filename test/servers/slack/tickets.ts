import type { Clock } from '../../../src/shared/clock.ts'
import { limits } from './limits.ts'

interface ResponseUrl {
  uses: number
  until: number
  user: string
  channel: string
  /** The ephemeral or message that the interaction came from. */
  original?: string | undefined
  thread?: string | undefined
}

/** trigger_ids, which open one view within three seconds, and response_urls, which take five answers within half an hour. */
export function createTickets(clock: Clock) {
  const triggers = new Map<string, { user: string; until: number; used: boolean }>()
  const urls = new Map<string, ResponseUrl>()
  let made = 0
  return {
    trigger(user: string): string {
      const id = `${++made}.${clock.now()}.trigger`
      triggers.set(id, { user, until: clock.now() + limits.triggerLife, used: false })
      return id
    },
    /** Whose trigger it is, or what views.open answers. */
    pull(id: string): { user: string } | { error: string } {
      const trigger = triggers.get(id)
      if (!trigger) return { error: 'invalid_trigger_id' }
      if (trigger.until < clock.now()) return { error: 'expired_trigger_id' }
      if (trigger.used) return { error: 'exchanged_trigger_id' }
      trigger.used = true
      return { user: trigger.user }
    },
    /** The path of a new response_url. */
    responsePath(of: Omit<ResponseUrl, 'uses' | 'until'>): string {
      const path = `/actions/T0/${++made}/${clock.now()}`
      urls.set(path, { ...of, uses: 0, until: clock.now() + limits.responseUrlLife })
      return path
    },
    use(path: string): ResponseUrl | { error: string } {
      const url = urls.get(path)
      if (!url) return { error: 'invalid_url' }
      if (url.until < clock.now()) return { error: 'expired_url' }
      if (url.uses >= limits.responseUrlUses) return { error: 'used_url' }
      url.uses++
      return url
    },
  }
}

export type Tickets = ReturnType<typeof createTickets>
