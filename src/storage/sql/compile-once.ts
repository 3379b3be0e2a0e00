import type { Compilable, CompiledQuery, Kysely, QueryResult } from 'kysely'
import type { Tables } from './schema.ts'

/** Stands in a compiled query for a value that comes with each run. */
class Placeholder {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

const placeholders = new Proxy({}, { get: (_, name) => new Placeholder(name as string) })

/** Compiled queries by name, shared by all transactions on one database. */
export type CompiledQueries = Map<string, CompiledQuery<unknown>>

/** Carries out a compiled query with its parameters. */
export type RunCompiled = <Row>(query: CompiledQuery<Row>) => Promise<QueryResult<Row>>

export interface Once {
  /** A query that runs often: built and compiled at its first run. Values may stand only where SQL takes a parameter. */
  <Values extends object, Row>(
    name: string,
    build: (values: Values) => Compilable<Row>,
  ): (values: Values) => Promise<QueryResult<Row>>
  /** The same for several rows; compiled once for each number of rows. */
  rows<Row extends object>(
    name: string,
    build: (rows: Row[]) => Compilable<unknown>,
  ): (rows: Row[]) => Promise<QueryResult<unknown>>
  /** The same for a list of ids that a row may equal, of any length up to a piece; compiled for few lengths, for ids may stand in it twice. */
  list<Values extends object, Row>(
    name: string,
    build: (ids: string[], values: Values) => Compilable<Row>,
  ): (ids: string[], values: Values) => Promise<QueryResult<Row>>
}

/** Building and compiling a query with Kysely costs more than SQLite needs to run it; here that is paid once. */
export function compileOnce(
  db: Kysely<Tables>,
  compiled: CompiledQueries,
  execute: RunCompiled = (query) => db.executeQuery(query),
): Once {
  const run = <Row>(name: string, build: () => Compilable<Row>, values: Record<string, unknown>) => {
    let query = compiled.get(name) as CompiledQuery<Row> | undefined
    if (!query) {
      query = build().compile()
      compiled.set(name, query)
    }
    const parameters = query.parameters.map((value) => (value instanceof Placeholder ? values[value.name] : value))
    return execute<Row>({ ...query, parameters })
  }

  const once = <Values extends object, Row>(name: string, build: (values: Values) => Compilable<Row>) => {
    return (values: Values) => run(name, () => build(placeholders as Values), values as Record<string, unknown>)
  }

  const rows = <Row extends object>(name: string, build: (rows: Row[]) => Compilable<unknown>) => {
    return (given: Row[]) => {
      const values: Record<string, unknown> = {}
      for (const [i, row] of given.entries())
        for (const [column, value] of Object.entries(row)) values[`${column} ${i}`] = value
      const stand = (row: Row, i: number) =>
        Object.fromEntries(Object.keys(row).map((column) => [column, new Placeholder(`${column} ${i}`)])) as Row
      return run(`${name} ${given.length}`, () => build(given.map(stand)), values)
    }
  }

  const list = <Values extends object, Row>(
    name: string,
    build: (ids: string[], values: Values) => Compilable<Row>,
  ) => {
    return (ids: string[], values: Values) => {
      const size = 2 ** Math.ceil(Math.log2(Math.max(1, ids.length)))
      const given = { ...values } as Record<string, unknown>
      for (let i = 0; i < size; i++) given[`id ${i}`] = ids[Math.min(i, ids.length - 1)]
      const stand = () => Array.from({ length: size }, (_, i) => new Placeholder(`id ${i}`) as unknown as string)
      return run(`${name} ${size}`, () => build(stand(), placeholders as Values), given)
    }
  }

  return Object.assign(once, { rows, list })
}
