import type { Clock } from '../shared/clock.ts'
import type { Store } from '../storage/store.ts'

const LEASE = 15_000
const LOOK_AGAIN = 2000

/**
 * Waits until this process holds the lease, then keeps it.
 * @param onWait told once when another process has it: this one stands by and takes over when that one ends
 * @param onLost told when it could not be renewed in time: this process must stop, for another may go on in its place
 * @param signal ends the waiting
 * @returns a function that gives the lease back; undefined when the waiting was ended
 */
export async function holdLease(
  { store, clock, worker }: { store: Store; clock: Clock; worker: string },
  name: string,
  { onWait, onLost, signal }: { onWait: () => void; onLost: () => void; signal: AbortSignal },
): Promise<(() => Promise<void>) | undefined> {
  const take = () => store.takeLease(name, worker, clock.now(), clock.now() + LEASE)
  // One listener, however often it looks: a process may stand by for months.
  let endWait = () => {}
  signal.addEventListener('abort', () => endWait())
  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      const callOff = clock.wakeAt(clock.now() + ms, resolve)
      endWait = () => {
        callOff()
        resolve()
      }
    })
  if (!(await take())) {
    onWait()
    do {
      await wait(LOOK_AGAIN)
      if (signal.aborted) return undefined
    } while (!(await take()))
  }
  if (signal.aborted) {
    await store.dropLease(name, worker)
    return undefined
  }
  let until = clock.now() + LEASE
  let callOff = () => {}
  const renew = async () => {
    try {
      if (await take()) until = clock.now() + LEASE
      else return onLost()
    } catch {
      // The record cannot be reached just now; the lease may outlast that.
    }
    if (clock.now() >= until) return onLost()
    callOff = clock.wakeAt(clock.now() + LEASE / 3, renew)
  }
  callOff = clock.wakeAt(clock.now() + LEASE / 3, renew)
  return async () => {
    callOff()
    await store.dropLease(name, worker)
  }
}
