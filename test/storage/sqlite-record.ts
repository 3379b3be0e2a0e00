import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openStore } from '../../src/storage/open-store.ts'
import type { Database } from '../contracts/store.ts'
import { addSuggestions } from './race-suggestions.ts'
import { sumEvidence } from './samples.ts'

/** A new folder for files, and how to remove it. */
export function temporaryFolder(): { path: (name: string) => string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'askaround-'))
  return { path: (name) => join(folder, name), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** All rows of all tables of an SQLite file. */
export function dumpFile(file: string): string {
  const database = new DatabaseSync(file, { readOnly: true })
  const tables = database.prepare("select name from sqlite_schema where type = 'table'").all()
  const rows = tables.map(({ name }) => [name, database.prepare(`select * from "${name}"`).all()])
  database.close()
  return JSON.stringify(rows)
}

/** SQLite for the contract suite. One process may have a file, so its workers are loops. */
export async function startSqlite(): Promise<Database> {
  const folder = temporaryFolder()
  let files = 0
  return {
    async create() {
      const file = folder.path(`${files++}.db`)
      return {
        open: (options = {}) => openStore({ file, addEvidence: sumEvidence, ...options }),
        dump: async () => dumpFile(file),
        async raceSuggestions(store, requestId, workers, each) {
          await Promise.all(Array.from({ length: workers }, (_, i) => addSuggestions(store, requestId, `w${i}`, each)))
        },
      }
    },
    end: async () => folder.remove(),
  }
}
