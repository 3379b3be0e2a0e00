import type { Clock } from '../../shared/clock.ts'
import type { Hooks } from '../platform.ts'

const restWait = 1000

export type Marks = ReturnType<typeof createMarks>

/**
 * How far each conversation was taken. A mark never passes a message that was not stored, nor, while there is a gap to read, one that
 * came after it. It is written at most once a second: after a crash a few messages are read twice, which their ids make harmless.
 */
export function createMarks(cursors: Hooks['cursors'], clock: Clock) {
  const open = new Map<string, Set<string>>()
  const taken = new Map<string, string>()
  const beyondGap = new Map<string, string>()
  const unsaved = new Set<string>()
  let gap = true
  let callOff: (() => void) | undefined

  function advance(marks: Map<string, string>, conversation: string, ts: string) {
    if (Number(ts) > Number(marks.get(conversation) ?? 0)) marks.set(conversation, ts)
    if (marks !== taken) return
    unsaved.add(conversation)
    callOff ??= clock.wakeAt(clock.now() + restWait, flush)
  }

  async function flush(): Promise<void> {
    callOff?.()
    callOff = undefined
    for (const conversation of [...unsaved]) {
      if (open.get(conversation)?.size) continue
      unsaved.delete(conversation)
      await cursors.set(conversation, taken.get(conversation)!)
    }
  }

  /** Runs what takes a message; when it rejects, the mark stays before it. */
  async function taking(conversation: string, ts: string, run: () => Promise<void>): Promise<void> {
    const pending = open.get(conversation) ?? new Set()
    open.set(conversation, pending.add(ts))
    await run()
    pending.delete(ts)
    if (pending.size === 0) open.delete(conversation)
  }

  return {
    get: async (conversation: string) => taken.get(conversation) ?? cursors.get(conversation),
    /** A message that came by itself. */
    async take(conversation: string, ts: string, run: () => Promise<void>): Promise<void> {
      await taking(conversation, ts, run)
      advance(gap ? beyondGap : taken, conversation, ts)
    },
    /** A message that was read to close a gap. */
    async read(conversation: string, ts: string, run: () => Promise<void>): Promise<void> {
      await taking(conversation, ts, run)
      advance(taken, conversation, ts)
    },
    /** Nothing comes by itself any more. */
    gapBegins() {
      gap = true
    },
    async gapIsRead(): Promise<void> {
      gap = false
      for (const [conversation, ts] of beyondGap) advance(taken, conversation, ts)
      beyondGap.clear()
      await flush()
    },
    flush,
  }
}
