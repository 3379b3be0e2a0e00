import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Evidence } from '../../matching/evidence.ts'
import type { Request } from '../../requests/request.ts'
import type { Seal } from '../seal.ts'
import type { Once } from './compile-once.ts'
import type { Bodies } from './read-bodies.ts'
import type { RequestRows } from './request-rows.ts'
import type { Tables } from './schema.ts'

/** Matching's own sum of a stored row and an increment. */
export type AddEvidence = (existing: Evidence | undefined, increment: Evidence) => Evidence

/** What every query needs. `db` is a transaction, or a connection that only reads. */
export interface Context {
  db: Kysely<Tables>
  once: Once
  /** What this transaction has read, by id, so that nothing is read twice; saving sees whether it was changed meanwhile. None where nothing is saved. */
  seen?: Map<string, { request?: Request; rows: RequestRows }>
  seal: Seal
  bodies: Bodies
  addEvidence: AddEvidence
  /** Postgres: several processes claim at the same time. */
  skipLocked: boolean
}

/** Lists in a query are cut into pieces of this length: databases bound the number of parameters. */
const PIECE = 500

export function pieces<T>(list: readonly T[], size = PIECE): T[][] {
  const out: T[][] = []
  for (let i = 0; i < list.length; i += size) out.push(list.slice(i, i + size))
  return out
}

/** Errors are kept short, and without the one character that Postgres refuses. */
export const shortError = (error: string) => error.replaceAll('\0', '').slice(0, 500)

/** Whether a reference, which begins with its platform's name, is one of these platforms'. */
export const isOn = (ref: RawBuilder<unknown>, platforms: readonly string[]) =>
  sql<boolean>`(${sql.join(
    platforms.map((platform) => sql`${ref} like ${`${platform}:%`}`),
    sql` or `,
  )})`

/** Whether an event in the inbox came from none of these platforms. */
export const isNotOf = (platforms: readonly string[]) =>
  platforms.length === 0 ? sql<boolean>`1 = 1` : sql<boolean>`not ${isOn(sql.ref('inbox.id'), platforms)}`
