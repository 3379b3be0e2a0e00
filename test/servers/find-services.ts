import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { userInfo } from 'node:os'
import pg from 'pg'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: string | undefined
    redis: string | undefined
    chromium: string | undefined
    /** Starts the name of every database that this run makes. */
    databasePrefix: string
  }
}

/** Runs once before all tests: finds Postgres, Redis and Chromium, and says in one line which are missing. */
export default async function findServices(project: TestProject) {
  const postgres = process.env.TEST_POSTGRES_URL ?? (await findPostgres())
  const redis = process.env.TEST_REDIS_URL ?? (await findRedis())
  const chromium = process.env.TEST_CHROMIUM ?? chromiumPaths.find((path) => existsSync(path))
  const databasePrefix = `askaround_test_${process.pid}_`
  project.provide('postgres', postgres)
  project.provide('redis', redis)
  project.provide('chromium', chromium)
  project.provide('databasePrefix', databasePrefix)

  const missing = [!postgres && 'Postgres', !redis && 'Redis', !chromium && 'Chromium'].filter(Boolean)
  if (missing.length > 0 && !process.env.CI)
    console.log(
      `Not found here: ${missing.join(', ')}. Tests that need it are skipped; CONTRIBUTING.md says how to run them.`,
    )

  return () => (postgres ? dropDatabases(postgres, databasePrefix) : undefined)
}

const chromiumPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

async function findPostgres(): Promise<string | undefined> {
  const url = `postgres://${userInfo().username}@127.0.0.1:5432/test`
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  try {
    await client.connect()
    await client.end()
    return url
  } catch {
    return undefined
  }
}

function findRedis(): Promise<string | undefined> {
  return new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port: 6379, timeout: 2000 })
    const finish = (url?: string) => {
      socket.destroy()
      done(url)
    }
    socket.on('connect', () => socket.write('PING\r\n'))
    socket.on('data', (data) => finish(data.toString().startsWith('+PONG') ? 'redis://127.0.0.1:6379' : undefined))
    socket.on('error', () => finish())
    socket.on('timeout', () => finish())
  })
}

/** Drops what a test that was killed left behind. */
async function dropDatabases(url: string, prefix: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [prefix])
  for (const { datname } of rows) await client.query(`drop database if exists "${datname}" with (force)`)
  await client.end()
}
