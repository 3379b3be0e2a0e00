/** What grouping needs of a database connection; node:sqlite's DatabaseSync has it. */
export interface Connection {
  exec(sql: string): void
  readonly isTransaction: boolean
}

interface Waiting {
  work: () => Promise<unknown>
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
  alone: boolean
}

/** A group ends here, so that nobody waits long for those who came after. */
const MOST_TOGETHER = 256

/**
 * Gives a function that runs works one after the other, each in a transaction of its own on the one connection, and makes
 * those that wait at the same time durable with one COMMIT: a sync to disk costs more than everything else together.
 * Each work has a savepoint: one that throws is undone alone. The promise of a work resolves only after the COMMIT it was part of;
 * if that fails, all works of the group are undone and rejected. A work must not wait for another one. `alone`: outside of any transaction.
 */
export function commitTogether(connection: Connection) {
  const waiting: Waiting[] = []
  let running = false

  async function runAlone({ work, resolve, reject }: Waiting): Promise<void> {
    await work().then(resolve, reject)
  }

  async function runGroup(): Promise<void> {
    if (waiting[0]!.alone) return runAlone(waiting.shift()!)
    try {
      connection.exec('begin immediate')
    } catch (error) {
      waiting.shift()!.reject(error)
      return
    }
    const kept: { one: Waiting; value: unknown }[] = []
    try {
      for (let one = waiting.shift(); one; one = kept.length < MOST_TOGETHER ? next() : undefined) {
        try {
          connection.exec('savepoint work')
          const value = await one.work()
          connection.exec('release work')
          kept.push({ one, value })
        } catch (error) {
          one.reject(error)
          // On a full disk and the like SQLite itself rolls everything back; there is no savepoint to return to.
          if (!connection.isTransaction) throw error
          connection.exec('rollback to work; release work')
        }
        // Lets what arrived meanwhile join before the sync.
        if (waiting.length === 0) await new Promise(setImmediate)
      }
      connection.exec('commit')
    } catch (error) {
      if (connection.isTransaction) connection.exec('rollback')
      for (const { one } of kept) one.reject(error)
      return
    }
    for (const { one, value } of kept) one.resolve(value)
  }

  const next = () => (waiting[0]?.alone ? undefined : waiting.shift())

  async function run(): Promise<void> {
    running = true
    while (waiting.length > 0) await runGroup()
    running = false
  }

  return <T>(work: () => Promise<T>, { alone = false } = {}): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      waiting.push({ work, resolve: resolve as (value: unknown) => void, reject, alone })
      if (!running) void run()
    })
}
