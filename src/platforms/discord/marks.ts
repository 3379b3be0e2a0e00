import type { Clock } from '../../shared/clock.ts'
import type { Logger } from '../../shared/logger.ts'
import type { Hooks } from '../platform.ts'
import { isNewer } from './ids.ts'

/** How long a mark may be behind what was taken: after a crash that much is read again, and known. */
const MARKS_AFTER = 5_000
/** Under this the time is marked up to which nothing was missed anywhere: what began later was never seen. */
export const everywhere = 'discord:everywhere'

/** How far each conversation was taken: the last message, by conversation. */
export function createMarks(cursors: Hooks['cursors'], clock: Clock, logger: Logger) {
  /** What is in `unsaved` is newer than the record. */
  const marks = new Map<string, string>()
  const unsaved = new Set<string>()
  let callOffSaving: (() => void) | undefined
  let stopped = false

  async function save(): Promise<void> {
    for (const conversation of [...unsaved]) {
      await cursors.set(conversation, marks.get(conversation)!)
      unsaved.delete(conversation)
    }
  }

  return {
    /** @returns the id of the last message taken there; undefined where none ever was */
    async of(conversation: string): Promise<string | undefined> {
      return marks.get(conversation) ?? (await cursors.get(conversation))
    },
    /** Moves the mark on to this message; never back. */
    move(conversation: string, id: string): void {
      for (const each of [conversation, everywhere]) {
        if (!isNewer(id, marks.get(each) ?? '0')) continue
        marks.set(each, id)
        unsaved.add(each)
      }
      if (stopped) return
      callOffSaving ??= clock.wakeAt(clock.now() + MARKS_AFTER, () => {
        callOffSaving = undefined
        return save().catch((error) => logger.warn({ err: error }, 'how far was read could not be noted'))
      })
    },
    /** Where a conversation is read from that has no mark of its own. */
    begin: (conversation: string, id: string) => void marks.set(conversation, id),
    stop() {
      stopped = true
      callOffSaving?.()
    },
    save,
  }
}
