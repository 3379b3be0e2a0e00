import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import { describe } from 'vitest'
import { openStore } from '../../src/storage/open-store.ts'
import { type Database, storeContract } from '../contracts/store.ts'
import { createDatabase, postgresUrl } from '../servers/services.ts'
import { sumEvidence } from './samples.ts'

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
      const filled = (await tables()).filter((table) => !table.startsWith('"kysely_'))
      if (filled.length > 0) await client.query(`truncate ${filled.join(', ')}`)
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
})
