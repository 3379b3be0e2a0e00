import { existsSync } from 'node:fs'
import { backup, DatabaseSync } from 'node:sqlite'
import { Kysely, type SqliteDatabase } from 'kysely'
import { lifeSign, type Store } from '../store.ts'
import { allQueries } from './all-queries.ts'
import { checkKey } from './check-key.ts'
import { commitTogether } from './commit-together.ts'
import { compileOnce } from './compile-once.ts'
import { composeStore } from './compose-store.ts'
import type { Context } from './context.ts'
import { lockFile } from './lock-file.ts'
import { checkMigrated, migrate } from './migrate.ts'
import { createBodies } from './read-bodies.ts'
import type { Tables } from './schema.ts'
import { asKyselyDatabase, NodeSqliteDialect, runOn } from './sqlite-database.ts'

/** FULL: what is committed is on the disk. secure_delete: what is erased is overwritten. Checkpoints every 16 MB, not every 4. */
const pragmas = `
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma foreign_keys = on;
  pragma secure_delete = on;
  pragma wal_autocheckpoint = 4000;
  pragma cache_size = -16000;`

interface Options extends Pick<Context, 'seal' | 'addEvidence'> {
  file: string
  hasKey: boolean
}

/**
 * Opens the record in an SQLite file, made when missing. One process at a time may; it stays the only one until `close`.
 * @throws Error naming the process that has the file, or what is wrong with the key
 */
export async function openSqlite({ file, seal, hasKey, addEvidence }: Options): Promise<Store> {
  const unlock = lockFile(file)
  const database = new DatabaseSync(file, { timeout: 5000, open: false })
  try {
    database.open()
    database.exec(pragmas)
    const adapted = asKyselyDatabase(database)
    const db = connect(adapted)
    await migrate(db, { postgres: false })
    await checkKey(db, seal, hasKey, true)
    const context = { seal, bodies: createBodies(seal), addEvidence, skipLocked: false }
    const reader = openReader(file, context)
    const seen: NonNullable<Context['seen']> = new Map()
    const tx = allQueries({ ...context, db, once: compileOnce(db, new Map(), runOn(adapted)), seen })
    const together = commitTogether(database)
    return composeStore(reader.queries, {
      transaction: (work) =>
        together(() => {
          seen.clear()
          return work(tx)
        }),
      backup: (to) => backUp(file, to),
      scrub: () => together(async () => database.exec('pragma wal_checkpoint(truncate)'), { alone: true }),
      async close() {
        // Behind whatever is still being written.
        await together(async () => undefined)
        await reader.db.destroy()
        database.exec('pragma wal_checkpoint(truncate)')
        await db.destroy()
        unlock()
      },
    })
  } catch (error) {
    if (database.isOpen) database.close()
    unlock()
    throw error
  }
}

/** Opens the record beside a running bot: reading and backup work, writing throws. */
export async function openSqliteToRead({ file, seal, hasKey, addEvidence }: Options): Promise<Store> {
  if (!existsSync(file))
    throw new Error(`There is no record at ${file} yet. Start the bot once (\`npm start\`), then try again.`)
  const context = { seal, bodies: createBodies(seal), addEvidence, skipLocked: false }
  const { db, queries } = openReader(file, context)
  try {
    await checkMigrated(db)
    await checkKey(db, seal, hasKey, false)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return composeStore(queries, {
    transaction: () =>
      Promise.reject(new Error(`${file} was opened to read only. Let the running bot make this change.`)),
    backup: (to) => backUp(file, to),
    scrub: async () => {},
    close: () => db.destroy(),
  })
}

const connect = (database: SqliteDatabase) => new Kysely<Tables>({ dialect: new NodeSqliteDialect({ database }) })

/** A second connection, which sees what is committed. */
function openReader(file: string, context: Pick<Context, 'seal' | 'bodies' | 'addEvidence' | 'skipLocked'>) {
  const adapted = asKyselyDatabase(new DatabaseSync(file, { readOnly: true, timeout: 5000 }))
  const db = connect(adapted)
  return { db, queries: allQueries({ ...context, db, once: compileOnce(db, new Map(), runOn(adapted)) }) }
}

/** Copies in one step, so that what is written meanwhile neither tears the copy nor makes it begin again. */
async function backUp(file: string, to: string): Promise<void> {
  if (existsSync(to))
    throw new Error(`${to} exists already. Name a file that does not, so that no older backup is lost.`)
  const source = new DatabaseSync(file, { readOnly: true, timeout: 5000 })
  try {
    await backup(source, to, { rate: 0x7fffffff })
  } finally {
    source.close()
  }
  // However soon after it the bot dies, the copy is not taken for what it left.
  const copy = new DatabaseSync(to)
  try {
    copy.prepare('delete from keep where platform = ? and key = ?').run(lifeSign.owner, lifeSign.key)
  } finally {
    copy.close()
  }
}
