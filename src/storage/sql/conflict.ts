import { Conflict } from '../store.ts'

/** Postgres' codes: serialisation failure, deadlock, unique violation. */
const AGAIN = ['40001', '40P01']
const UNIQUE = '23505'

/**
 * What Postgres says when two processes changed the same thing at the same moment, as the Conflict that it means;
 * any other error as it is.
 */
export function asConflict(error: unknown): unknown {
  const { code, constraint, detail } = (error ?? {}) as { code?: string; constraint?: string; detail?: string }
  if (code === UNIQUE && constraint === 'pings_one_live') {
    return new Conflict('live-ping', /\(member_id\)=\((.*)\)/.exec(detail ?? '')?.[1])
  }
  return code !== undefined && AGAIN.includes(code) ? new Conflict('serialisation') : error
}
