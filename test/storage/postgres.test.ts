import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openStore } from '../../src/storage/open-store.ts'
import { Conflict, type Store } from '../../src/storage/store.ts'
import { type Database, storeContract } from '../contracts/store.ts'
import { createDatabase, postgresUrl, type TestDatabase } from '../servers/services.ts'
import { aPing, aRequest, sumEvidence } from './samples.ts'

const worker = fileURLToPath(new URL('./race-suggestions.ts', import.meta.url))
const run = promisify(execFile)

/** Postgres for the contract suite. Its workers are processes. */
async function startPostgres(): Promise<Database> {
  const database = await createDatabase()
  const client = new pg.Client({ connectionString: database.url })
  // The server ends it when the database is dropped.
  client.on('error', () => {})
  await client.connect()
  const tables = async () => {
    const { rows } = await client.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
    )
    return rows.map(({ name }) => `"${name}"`)
  }
  return {
    async create() {
      // Those that refer to others first. Truncating 25 tables takes a hundred times as long.
      const first = ['"pings"', '"involved"', '"refs"', '"accounts"', '"spaces"']
      const filled = (await tables()).filter((table) => !table.startsWith('"kysely_'))
      const order = [...first.filter((table) => filled.includes(table)), ...filled]
      await client.query(order.map((table) => `delete from ${table}`).join(';'))
      return {
        open: (options = {}) =>
          openStore({ databaseUrl: database.url, file: '', addEvidence: sumEvidence, ...options }),
        async dump() {
          const all = []
          for (const table of await tables()) all.push([table, (await client.query(`select * from ${table}`)).rows])
          return JSON.stringify(all)
        },
        async raceSuggestions(_, requestId, workers, each) {
          const start = (i: number) => run(process.execPath, [worker, database.url, requestId, `w${i}`, String(each)])
          await Promise.all(Array.from({ length: workers }, (_, i) => start(i)))
        },
      }
    },
    async end() {
      await client.end()
      await database.drop()
    },
  }
}

describe.skipIf(!postgresUrl())('with a server', () => {
  storeContract('the record in Postgres', startPostgres)

  describe('two processes at the same moment', () => {
    let database: TestDatabase
    let stores: Store[]
    beforeAll(async () => {
      database = await createDatabase()
      // Both set the schema up at the same time: one does it, the other waits.
      const open = () => openStore({ databaseUrl: database.url, file: '', addEvidence: sumEvidence })
      stores = await Promise.all([open(), open()])
    })
    afterAll(async () => {
      for (const store of stores) await store.close()
      await database.drop()
    })

    /** Waits until one process waits for the other. */
    async function waitUntilBlocked(): Promise<void> {
      const client = new pg.Client({ connectionString: database.url })
      await client.connect()
      const blocked = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
      await vi.waitFor(async () => expect((await client.query(blocked)).rowCount).toBe(1), { timeout: 60_000 })
      await client.end()
    }

    it('that ask the same member: the index refuses the second, and the member is named', async () => {
      let second: Promise<void> | undefined
      await stores[0]!.transaction(async (tx) => {
        await tx.saveRequest(aRequest('r1', { pings: [aPing('p1', 'ann')] }), 0)
        second = stores[1]!.saveRequest(aRequest('r2', { pings: [aPing('p2', 'bob'), aPing('p3', 'ann')] }), 0)
        second.catch(() => {})
        await waitUntilBlocked()
      })
      await expect(second).rejects.toSatisfy(
        (error) => error instanceof Conflict && error.what === 'live-ping' && error.memberId === 'ann',
      )
      expect(await stores[0]!.request('r2')).toBeUndefined()
    })

    it('that wait for each other: one is told to decide again', async () => {
      let other: Promise<void> | undefined
      const first = stores[0]!.transaction(async (tx) => {
        await tx.saveCursor('a', '1', 1)
        other = stores[1]!.transaction(async (tx) => {
          await tx.saveCursor('b', '2', 1)
          await tx.saveCursor('a', '2', 1)
        })
        other.catch(() => {})
        await waitUntilBlocked()
        await tx.saveCursor('b', '1', 1)
      })
      const outcomes = await Promise.allSettled([first, first.catch(() => {}).then(() => other)])
      const failed = outcomes.filter((one) => one.status === 'rejected').map(({ reason }) => reason as Conflict)
      expect(failed.map(({ what }) => what)).toEqual(['serialisation'])
    })
  })
})

describe('a Postgres that is not there', () => {
  it('is said, with what to check', async () => {
    const databaseUrl = 'postgres://nobody@127.0.0.1:1/nothing'
    await expect(openStore({ databaseUrl, file: '', addEvidence: sumEvidence })).rejects.toThrow('Check DATABASE_URL')
  })
})
