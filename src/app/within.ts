import type { Clock } from '../shared/clock.ts'

/** Waits for `work`, but no longer than `ms`. @returns whether it ended in time; what it throws is thrown */
export async function within(clock: Clock, ms: number, work: Promise<unknown>): Promise<boolean> {
  let callOff = () => {}
  const over = new Promise<false>((resolve) => {
    callOff = clock.wakeAt(clock.now() + ms, () => resolve(false))
  })
  try {
    return await Promise.race([work.then(() => true), over])
  } finally {
    callOff()
  }
}
