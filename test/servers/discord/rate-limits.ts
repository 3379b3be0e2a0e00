import { createHash } from 'node:crypto'
import type { Clock } from '../../../src/shared/clock.ts'
import type { Route } from './routes.ts'

export interface RateLimit {
  requests: number
  seconds: number
}

/** Discord's buckets: one for each route and its guild, channel or webhook. */
export function createLimits(clock: Clock) {
  let limit: RateLimit = { requests: 10_000, seconds: 1 }
  const windows = new Map<string, { until: number; left: number }>()

  return {
    set(next: RateLimit) {
      limit = next
      windows.clear()
    },
    /** Counts a request. `wait`: seconds until the next is taken, when this one was too many. */
    take(route: Route, params: Record<string, string>): { headers: Record<string, string>; wait?: number } {
      const now = clock.now()
      const bucket = createHash('md5').update(route.run.toString()).digest('hex')
      const key = `${bucket} ${params.channel ?? params.guild ?? params.token ?? ''}`
      const known = windows.get(key)
      const open = known && known.until > now ? known : { until: now + limit.seconds * 1000, left: limit.requests }
      windows.set(key, open)
      const wait = open.left <= 0 ? (open.until - now) / 1000 : undefined
      open.left = Math.max(0, open.left - 1)
      const headers = {
        'x-ratelimit-bucket': bucket,
        'x-ratelimit-limit': String(limit.requests),
        'x-ratelimit-remaining': String(open.left),
        'x-ratelimit-reset': String(open.until / 1000),
        'x-ratelimit-reset-after': String((open.until - now) / 1000),
      }
      return wait === undefined ? { headers } : { headers, wait }
    },
  }
}
