import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { SqliteAdapter, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely'
import type { RunCompiled } from './compile-once.ts'

/** Compiled statements kept for reuse; lists of varying length make many texts. */
const MOST_STATEMENTS = 500

/** Shows node:sqlite to Kysely in the shape it expects, and compiles each SQL text once. */
export function asKyselyDatabase(database: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>()
  return {
    close: () => database.close(),
    prepare(sql) {
      const known = statements.get(sql)
      if (known) return known
      const compiled = database.prepare(sql)
      const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[]
      const statement: SqliteStatement = {
        reader: compiled.columns().length > 0,
        all: (parameters) => compiled.all(...values(parameters)),
        run: (parameters) => compiled.run(...values(parameters)),
        iterate: (parameters) => compiled.iterate(...values(parameters)),
      }
      if (statements.size >= MOST_STATEMENTS) statements.delete(statements.keys().next().value!)
      statements.set(sql, statement)
      return statement
    },
  }
}

/**
 * Runs compiled queries on the database itself. Kysely's way to its connection (mutex, plugins, a dozen promises) costs more than
 * most of these queries; who comes here one at a time anyway, as `commitTogether` sees to, needs none of it.
 */
export const runOn =
  (database: SqliteDatabase): RunCompiled =>
  async ({ sql, parameters }) => {
    const statement = database.prepare(sql)
    if (statement.reader) return { rows: statement.all(parameters) as never[] }
    return { numAffectedRows: BigInt(statement.run(parameters).changes), rows: [] }
  }

/** Kysely's SQLite dialect; migrations run in a transaction, which SQLite can do. */
export class NodeSqliteDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new (class extends SqliteAdapter {
      override get supportsTransactionalDdl(): boolean {
        return true
      }
    })()
  }
}
