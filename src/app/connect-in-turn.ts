import type { Clock } from '../shared/clock.ts'
import type { Logger } from '../shared/logger.ts'
import type { Store } from '../storage/store.ts'
import { holdLease } from './hold-lease.ts'

/**
 * Connects what one process alone may be connected to, once this process has its lease. Resolves when it is connected, or as soon as
 * another process has it: then this one stands by, and connects when that one ends. A lease that is lost, or a connection that fails
 * later on, ends the process, for another may go on in its place.
 * @param lease what is connected: "platform:web"
 * @returns a function that gives the lease back, or ceases to wait for it
 * @throws what `connect` throws
 */
export async function connectInTurn(
  { store, clock, worker, logger }: { store: Store; clock: Clock; worker: string; logger: Logger },
  lease: string,
  connect: () => Promise<void>,
): Promise<() => Promise<void>> {
  const waiting = new AbortController()
  const end = (why: string) => {
    logger.fatal({ lease }, why)
    process.exit(1)
  }
  let giveBack = async () => {}
  let standsBy = false
  const connected = new Promise<void>((resolve, reject) => {
    const onWait = () => {
      standsBy = true
      logger.info({ lease }, 'another process is connected here; this one stands by and takes over when that one ends')
      resolve()
    }
    const onLost = () => end('lost the lease, so another process may be connected now; stopping')
    holdLease({ store, clock, worker }, lease, { onWait, onLost, signal: waiting.signal })
      .then(async (held) => {
        if (!held) return
        giveBack = held
        await connect()
      })
      .then(resolve, (error: Error) => {
        if (!standsBy) return reject(error)
        if (!waiting.signal.aborted) end(`taking over failed: ${error.message}`)
      })
  })
  const stop = async () => {
    waiting.abort()
    await giveBack()
  }
  await connected.catch(async (error) => {
    await stop()
    throw error
  })
  return stop
}
