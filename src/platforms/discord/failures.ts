import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js'
import type { Failure, Outcome } from '../platform.ts'

/** Discord's word that the bot opens direct messages too fast; going on would get it quarantined. */
const OPENING_TOO_FAST = 40003
const PAUSE_AFTER_OPENING = 3_600_000

const codes: Record<number, 'closed-dms' | 'forbidden' | 'gone'> = {
  50007: 'closed-dms',
  // No server in common any more.
  50278: 'closed-dms',
  10003: 'gone',
  10004: 'gone',
  10007: 'gone',
  10008: 'gone',
  10013: 'gone',
  10015: 'gone',
  10062: 'gone',
  50027: 'gone',
  50001: 'forbidden',
  50005: 'forbidden',
  50013: 'forbidden',
  50083: 'forbidden',
  160005: 'forbidden',
}

const networkErrors = new Set([
  ...['ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH'],
  ...['UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'],
])

/**
 * What went wrong with a request, as the domain must know it. Undefined when it is none of its business: a fault of ours.
 * @param now ms since 1970
 */
export function failureOf(error: unknown, now: number): Failure | undefined {
  if (error instanceof RateLimitError) return { type: 'rate-limited', at: now + Math.max(error.retryAfter, 1000) }
  if (error instanceof DiscordAPIError) {
    if (error.code === OPENING_TOO_FAST) return { type: 'rate-limited', at: now + PAUSE_AFTER_OPENING }
    const known = codes[Number(error.code)]
    if (known) return { type: known }
    if (error.status === 403) return { type: 'forbidden' }
    if (error.status === 404) return { type: 'gone' }
    return error.status >= 500 ? { type: 'unavailable' } : undefined
  }
  if (error instanceof HTTPError) return error.status >= 500 ? { type: 'unavailable' } : undefined
  return isNetworkTrouble(error) ? { type: 'unavailable' } : undefined
}

/** Whether the token was refused: from then on discord.js sends none, so nothing works any more. */
export const isUnauthorized = (error: unknown) =>
  error instanceof DiscordAPIError && error.status === 401 && error.code !== 50027

export const hasCode = (error: unknown, code: number) => error instanceof DiscordAPIError && error.code === code

function isNetworkTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return true
  const { code } = error as { code?: unknown }
  return (typeof code === 'string' && networkErrors.has(code)) || isNetworkTrouble(error.cause)
}

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value })
export const failed = (type: Exclude<Failure['type'], 'rate-limited'>): { ok: false; failure: Failure } => ({
  ok: false,
  failure: { type },
})
