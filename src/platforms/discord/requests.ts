import { type Client, Routes } from 'discord.js'
import type { Clock } from '../../shared/clock.ts'
import type { Outcome } from '../platform.ts'
import { done, failureOf, hasCode, isUnauthorized } from './failures.ts'

const ARCHIVED = 50083

export type Requests = ReturnType<typeof createRequests>

/** Requests to Discord whose failures are values where the domain must decide on them. */
export function createRequests(client: Client, clock: Clock, onUnauthorized: () => void) {
  async function attempt<T>(work: () => Promise<unknown>): Promise<Outcome<T>> {
    try {
      return done((await work()) as T)
    } catch (error) {
      if (isUnauthorized(error)) onUnauthorized()
      const failure = failureOf(error, clock.now())
      if (failure) return { ok: false, failure }
      throw error
    }
  }

  return {
    attempt,
    /** As `attempt`, in a thread that went to sleep: it is woken first. */
    async inThread<T>(thread: string, work: () => Promise<unknown>): Promise<Outcome<T>> {
      return attempt<T>(async () => {
        try {
          return await work()
        } catch (error) {
          if (!hasCode(error, ARCHIVED)) throw error
          await client.rest.patch(Routes.channel(thread), { body: { archived: false } })
          return work()
        }
      })
    },
  }
}
