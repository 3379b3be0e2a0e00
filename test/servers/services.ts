import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/**
 * What tests need and a user's machine may not have. Undefined when there is none:
 * `describe.skipIf(!postgresUrl())('Postgres', …)`. On CI nothing is skipped: there these throw.
 */
export const postgresUrl = () => requireOnCi(inject('postgres'), 'Postgres', 'TEST_POSTGRES_URL')

/** Shared by all tests: keep to a namespace of your own. */
export const redisUrl = () => requireOnCi(inject('redis'), 'Redis', 'TEST_REDIS_URL')

/** For playwright-core's `executablePath`. */
export const chromiumPath = () => requireOnCi(inject('chromium'), 'Chromium', 'TEST_CHROMIUM')

export interface TestDatabase {
  url: string
  /** Ends whatever is still connected. */
  drop(): Promise<void>
}

/** A new, empty Postgres database. Only where `postgresUrl()` is there. */
export async function createDatabase(): Promise<TestDatabase> {
  const server = postgresUrl()
  if (!server) throw new Error('no Postgres here: guard the suite with describe.skipIf(!postgresUrl())')
  const name = `${inject('databasePrefix')}${randomBytes(6).toString('hex')}`
  const url = new URL(server)
  url.pathname = name
  await run(server, `create database "${name}"`)
  return { url: url.href, drop: () => run(server, `drop database if exists "${name}" with (force)`) }
}

async function run(server: string, statement: string) {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function requireOnCi(found: string | undefined, name: string, variable: string): string | undefined {
  if (!found && process.env.CI) throw new Error(`CI needs ${name}: start it, or set ${variable}`)
  return found
}
