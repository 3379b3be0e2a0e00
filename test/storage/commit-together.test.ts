import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Connection, commitTogether } from '../../src/storage/sql/commit-together.ts'

let database: DatabaseSync
let said: string[]
let together: ReturnType<typeof commitTogether>

beforeEach(() => {
  database = new DatabaseSync(':memory:')
  database.exec('create table t (n integer unique)')
  said = []
  together = commitTogether(recorded())
})
afterEach(() => database.close())

/** The database, saying what it is asked; `fail` makes one statement fail. */
function recorded(fail?: { at: string; before?: () => void }): Connection {
  return {
    exec(sql) {
      said.push(sql)
      if (fail && sql === fail.at) {
        fail.before?.()
        throw new Error('disk full')
      }
      database.exec(sql)
    },
    get isTransaction() {
      return database.isTransaction
    },
  }
}

const insert = (n: number) => async () => {
  await null
  database.prepare('insert into t values (?)').run(n)
  return n
}
const rows = () =>
  database
    .prepare('select n from t order by n')
    .all()
    .map(({ n }) => n)
const commits = () => said.filter((sql) => sql === 'commit').length

describe('transactions that wait together', () => {
  it('share one commit, and each gets its own answer', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map((n) => together(insert(n))))
    expect(answers).toEqual([1, 2, 3, 4])
    expect(rows()).toEqual([1, 2, 3, 4])
    expect(commits()).toBe(1)
  })

  it('are answered only after the commit', async () => {
    const first = together(insert(1)).then(() => commits())
    const second = together(insert(2)).then(() => commits())
    expect(await Promise.all([first, second])).toEqual([1, 1])
  })

  it('run one after the other, in the order they came', async () => {
    const order: string[] = []
    const work = (name: string) => async () => {
      order.push(`${name} begins`)
      await new Promise(setImmediate)
      order.push(`${name} ends`)
    }
    await Promise.all([together(work('a')), together(work('b'))])
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })

  it('one that fails is undone alone, and told why', async () => {
    const failing = together(async () => {
      await insert(2)()
      throw new Error('not decided')
    })
    const all = await Promise.allSettled([together(insert(1)), failing, together(insert(1)), together(insert(3))])
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
    await expect(failing).rejects.toThrow('not decided')
    expect(rows()).toEqual([1, 3])
  })

  it('are all undone and told when the commit fails, and the next ones go on', async () => {
    together = commitTogether(recorded({ at: 'commit' }))
    const all = await Promise.allSettled([together(insert(1)), together(insert(2))])
    expect(all.map((one) => one.status === 'rejected' && String(one.reason))).toEqual([
      'Error: disk full',
      'Error: disk full',
    ])
    expect(rows()).toEqual([])
    expect(database.isTransaction).toBe(false)
    together = commitTogether(recorded())
    expect(await together(insert(5))).toBe(5)
  })

  it('are all told when SQLite gave up the whole transaction', async () => {
    together = commitTogether(recorded({ at: 'release work', before: () => database.exec('rollback') }))
    const all = await Promise.allSettled([together(insert(1)), together(insert(2))])
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(rows()).toEqual([])
  })

  it('are told when no transaction can begin', async () => {
    together = commitTogether(recorded({ at: 'begin immediate' }))
    const all = await Promise.allSettled([together(insert(1)), together(insert(2))])
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })

  it('that come while others run join them, up to a bound', async () => {
    let more = 0
    const chain = (): Promise<number> => together(async () => more++).then(() => more)
    await Promise.all(Array.from({ length: 600 }, chain))
    expect(more).toBe(600)
    expect(commits()).toBe(3)
  })
})
