import { hostname } from 'node:os'
import { DatabaseSync } from 'node:sqlite'

/**
 * Makes this process the only one that writes `file`, until it ends or calls the returned function. The lock is a write
 * transaction held open in a tiny database `<file>.lock`: the operating system frees it when the process dies, however it dies,
 * so there is no stale lock to recognise. Who holds it stands inside, readable by the one who is refused.
 * @throws Error naming the process that has it
 */
export function lockFile(file: string): () => void {
  const lock = new DatabaseSync(`${file}.lock`, { timeout: 300 })
  try {
    hold(lock)
    return () => lock.close()
  } catch (error) {
    const holder = isBusy(error) ? readHolder(lock) : undefined
    lock.close()
    if (!holder) throw error
    throw new Error(
      `${file} is in use by process ${holder.pid} on ${holder.host}. Stop that one first, or give this one another data directory.`,
      { cause: error },
    )
  }
}

/** The name must be committed to be readable, which lets go for a moment: somebody may step in, and then its name stands there. */
function hold(lock: DatabaseSync): void {
  for (;;) {
    lock.exec('begin immediate')
    lock.exec('create table if not exists holder (pid integer not null, host text not null); delete from holder')
    lock.prepare('insert into holder values (?, ?)').run(process.pid, hostname())
    lock.exec('commit; begin immediate')
    const holder = readHolder(lock)
    if (holder?.pid === process.pid && holder.host === hostname()) return
    lock.exec('rollback')
  }
}

const readHolder = (lock: DatabaseSync) =>
  lock.prepare('select pid, host from holder').get() as { pid: number; host: string } | undefined

const isBusy = (error: unknown) => error instanceof Error && /database is locked/.test(error.message)
