import pg from 'pg'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createDatabase, postgresUrl } from './services.ts'

describe.skipIf(!postgresUrl())('a test database', () => {
  it('is new and empty, and gone after drop, whoever is still connected', async () => {
    const database = await createDatabase()
    const client = new pg.Client({ connectionString: database.url })
    const ended = new Promise((done) => client.on('error', done))
    await client.connect()
    const { rows } = await client.query("select count(*)::int as n from pg_tables where schemaname = 'public'")
    expect(rows).toEqual([{ n: 0 }])
    await database.drop()
    await ended
    await expect(new pg.Client({ connectionString: database.url }).connect()).rejects.toThrow(/does not exist/)
  })
})

describe('on CI', () => {
  afterEach(() => vi.unstubAllEnvs())

  it('a missing server is a failure, never a skip', async () => {
    vi.stubEnv('CI', 'true')
    vi.resetModules()
    vi.doMock('vitest', () => ({ inject: () => undefined }))
    const services = await import('./services.ts')
    expect(() => services.postgresUrl()).toThrow('CI needs Postgres: start it, or set TEST_POSTGRES_URL')
    expect(() => services.chromiumPath()).toThrow('CI needs Chromium')
    vi.doUnmock('vitest')
  })
})
