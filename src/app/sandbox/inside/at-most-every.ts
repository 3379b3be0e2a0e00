import type { Clock } from '../../../shared/clock.ts'

/** Runs `run` some `ms` after it is called, once for all calls until then. */
export function atMostEvery(ms: number, clock: Clock, run: () => void): () => void {
  let waits = false
  return () => {
    if (waits) return
    waits = true
    clock.wakeAt(clock.now() + ms, () => {
      waits = false
      run()
    })
  }
}
