import type { Clock } from '../../shared/clock.ts'
import type { Logger } from '../../shared/logger.ts'
import type { Keep } from '../platform.ts'
import { keys } from './rows.ts'

const most = 200

export type Lapsing = ReturnType<typeof createLapsing>

/** Keeps what has a time, and deletes it when that is over: tokens, and forms of answers that nobody sees any more. */
export function createLapsing(keep: Keep, clock: Clock, logger: Logger) {
  let callOff: (() => void) | undefined
  let next = Number.POSITIVE_INFINITY

  async function sweep(): Promise<void> {
    const now = clock.now()
    next = Number.POSITIVE_INFINITY
    callOff = undefined
    const due = await keep.list('l/', { limit: most })
    const over = due.filter(({ key }) => timeOf(key) <= now)
    if (over.length > 0)
      await keep.put(
        Object.fromEntries(
          over.flatMap(({ key }) => [
            [key, undefined],
            [subjectOf(key), undefined],
          ]),
        ),
      )
    const rest = due.find(({ key }) => timeOf(key) > now)
    if (rest || over.length === most) plan(rest ? timeOf(rest.key) : now)
  }

  function plan(at: number) {
    if (at >= next) return
    callOff?.()
    next = at
    callOff = clock.wakeAt(at, () =>
      sweep().catch((error) => logger.warn({ err: error }, 'what is over could not be deleted; later again')),
    )
  }

  return {
    sweep,
    /** Sets entries that are deleted at `until`, ms since 1970. */
    async put(entries: Record<string, string>, until: number): Promise<void> {
      const marks = Object.keys(entries).map((key) => [keys.lapses(until, key), ''])
      await keep.put({ ...entries, ...Object.fromEntries(marks) })
      plan(until)
    },
    stop: () => callOff?.(),
  }
}

const timeOf = (key: string) => Number(key.slice(2, 17))
const subjectOf = (key: string) => key.slice(18)
