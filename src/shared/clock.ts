/** Where the time comes from. Tests and replays bring their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /**
   * Calls `run` once at `time` (ms since 1970), or as soon as possible when that is past.
   * @returns a function that calls it off
   */
  wakeAt(time: number, run: () => unknown): () => void
}

/** Looks again each minute: a machine that slept, or whose clock was set, is no later than that. (setTimeout also has a longest wait, 24 days.) */
const longestTimeout = 60_000

export const systemClock: Clock = {
  now: Date.now,
  wakeAt(time, run) {
    let timeout: NodeJS.Timeout
    const wait = () => {
      const left = time - Date.now()
      timeout = left > longestTimeout ? setTimeout(wait, longestTimeout) : setTimeout(run, Math.max(0, left))
    }
    wait()
    return () => clearTimeout(timeout)
  },
}

/** A clock that stands still until it is moved. */
export interface SimulatedClock extends Clock {
  /** Moves on to `time`; what is due on the way runs in order of time, each awaited before the next. Never goes back. */
  advanceTo(time: number): Promise<void>
  /** When the next thing is due, if any. */
  next(): number | undefined
}

export function createSimulatedClock(start: number): SimulatedClock {
  let time = start
  const due = new Set<{ time: number; run: () => unknown }>()
  const first = () => {
    let found: { time: number; run: () => unknown } | undefined
    for (const entry of due) if (!found || entry.time < found.time) found = entry
    return found
  }
  return {
    now: () => time,
    wakeAt(at, run) {
      const entry = { time: at, run }
      due.add(entry)
      return () => due.delete(entry)
    },
    async advanceTo(target) {
      for (let entry = first(); entry && entry.time <= target; entry = first()) {
        due.delete(entry)
        time = Math.max(time, entry.time)
        await entry.run()
      }
      time = Math.max(time, target)
    },
    next: () => first()?.time,
  }
}

/** A clock that runs as another does, but may be moved ahead of it. */
export interface ShiftableClock extends Clock {
  /** How far it is ahead, in ms. */
  ahead(): number
  /** Is `ahead` ms ahead from now on; what is due by then runs as soon as possible. */
  shift(ahead: number): void
}

export function createShiftableClock(real: Clock, ahead = 0): ShiftableClock {
  const waiting = new Set<{ time: number; run: () => unknown; callOff: () => void }>()
  let offset = ahead
  const now = () => real.now() + offset
  const wait = (time: number, run: () => unknown) => real.wakeAt(time - offset, run)
  return {
    now,
    wakeAt(time, run) {
      const once = () => {
        waiting.delete(entry)
        return run()
      }
      const entry = { time, run: once, callOff: wait(time, once) }
      waiting.add(entry)
      return () => {
        waiting.delete(entry)
        entry.callOff()
      }
    },
    ahead: () => offset,
    shift(ahead) {
      offset = ahead
      for (const entry of waiting) {
        entry.callOff()
        entry.callOff = wait(entry.time, entry.run)
      }
    },
  }
}
