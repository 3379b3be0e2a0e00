import { webApi } from '@slack/bolt'
import type { Clock } from '../../shared/clock.ts'
import type { Logger } from '../../shared/logger.ts'
import type { Failure, Outcome } from '../platform.ts'

type Type = Exclude<Failure['type'], 'rate-limited'>

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value })
export const failed = (type: Type): { ok: false; failure: Failure } => ({ ok: false, failure: { type } })

/** What Slack's errors mean to Askaround. What is not here is a fault of ours, and thrown. */
const meanings: Record<string, Type> = {
  cannot_dm_bot: 'closed-dms',
  messages_tab_disabled: 'closed-dms',
  user_disabled: 'closed-dms',
  cant_dm_user: 'closed-dms',
  dms_disabled: 'closed-dms',
  channel_not_found: 'gone',
  is_archived: 'gone',
  message_not_found: 'gone',
  thread_not_found: 'gone',
  user_not_found: 'gone',
  expired_trigger_id: 'gone',
  exchanged_trigger_id: 'gone',
  invalid_trigger_id: 'gone',
  not_in_channel: 'forbidden',
  user_not_in_channel: 'forbidden',
  cant_update_message: 'forbidden',
  cant_delete_message: 'forbidden',
  edit_window_closed: 'forbidden',
  update_failed: 'forbidden',
  restricted_action: 'forbidden',
  restricted_action_read_only_channel: 'forbidden',
  restricted_action_thread_only_channel: 'forbidden',
  restricted_action_thread_locked: 'forbidden',
  cannot_reply_to_message: 'forbidden',
  team_access_not_granted: 'forbidden',
  access_denied: 'forbidden',
  missing_scope: 'forbidden',
  internal_error: 'unavailable',
  fatal_error: 'unavailable',
  request_timeout: 'unavailable',
  service_unavailable: 'unavailable',
}

/** Slack takes the token no longer: the workspace is lost until it is installed again. */
const lost = new Set([
  'token_revoked',
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_expired',
  'org_login_required',
])

export const isLost = (error: unknown): boolean => lost.has(errorName(error) ?? '')

/** Slack's own word for what went wrong. */
export const errorName = (error: unknown): string | undefined =>
  error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined

interface Parts {
  clock: Clock
  logger: Logger
  /** The workspace's token is not taken any more. */
  onLost(team: string, error: string): Promise<void>
}

/** Calls Slack, and says as a value what the domain must decide on. */
export function createAttempt({ clock, logger, onLost }: Parts) {
  return async function attempt<T>(team: string, call: () => Promise<T>): Promise<Outcome<T>> {
    try {
      return done(await call())
    } catch (error) {
      const failure = failureOf(error, clock.now())
      if (failure) {
        if (error instanceof webApi.WebAPIPlatformError && error.data.error === 'missing_scope') {
          const { needed } = error.data as { needed?: string }
          logger.error(
            { team, needed },
            'Slack refused because a scope is missing: update the app with config/slack-manifest.yaml and install it again',
          )
        }
        return { ok: false, failure }
      }
      if (!isLost(error)) throw error
      await onLost(team, errorName(error)!)
      return failed('forbidden')
    }
  }
}

function failureOf(error: unknown, now: number): Failure | undefined {
  if (error instanceof webApi.WebAPIRateLimitedError) return { type: 'rate-limited', at: now + error.retryAfter * 1000 }
  if (error instanceof webApi.WebAPIRequestError) return { type: 'unavailable' }
  if (error instanceof webApi.WebAPIHTTPError) return error.statusCode >= 500 ? { type: 'unavailable' } : undefined
  const name = errorName(error) ?? ''
  if (name === 'ratelimited' || name === 'rate_limited' || name === 'message_limit_exceeded')
    return { type: 'rate-limited', at: now + 60_000 }
  return Object.hasOwn(meanings, name) ? { type: meanings[name]! } : undefined
}

/** The value of an outcome that must not fail here. */
export function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`Slack did not answer: ${outcome.failure.type}`)
  return outcome.value
}
