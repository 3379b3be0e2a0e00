import type { Clock } from '../shared/clock.ts'
import type { Store } from '../storage/store.ts'

const LEASE = 15_000
const LOOK_AGAIN = 2000

/**
 * Waits until this process holds the lease, then keeps it.
 * @param onWait told once when another process has it: this one stands by and takes over when that one ends
 * @param onLost told when it could not be renewed in time: this process must stop, for another may go on in its place
 * @returns a function that gives the lease back
 */
export async function holdLease(
  { store, clock, worker }: { store: Store; clock: Clock; worker: string },
  name: string,
  { onWait, onLost }: { onWait: () => void; onLost: () => void },
): Promise<() => Promise<void>> {
  const take = () => store.takeLease(name, worker, clock.now(), clock.now() + LEASE)
  const wait = (ms: number) => new Promise<void>((resolve) => void clock.wakeAt(clock.now() + ms, resolve))
  if (!(await take())) {
    onWait()
    do await wait(LOOK_AGAIN)
    while (!(await take()))
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
