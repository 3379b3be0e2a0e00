import type { Happening } from '../../watch.ts'
import type { Decided, Kept, Mark, Moment } from './kept.ts'

/** What one committed transaction did, as moments: an event each, with what it changed and what is owed for it. */
export function momentsOf(seen: readonly Happening[]): (Moment & { at: number })[] {
  const moments: (Moment & { at: number })[] = []
  for (const each of seen) {
    let last = moments.at(-1)
    if (each.type === 'came')
      moments.push({ is: 'moment', at: each.event.at, came: each.event, decided: [], effects: [] })
    else if (each.type === 'decided') {
      if (!last || last.decided.length > 0) {
        last = { is: 'moment', at: each.event.at, decided: [], effects: [] }
        moments.push(last)
      }
      last.decided.push(each)
      last.effects.push(...each.effects.map((effect): Mark => ({ effect, state: 'at-once' })))
    } else if (each.type === 'owed') {
      if (!last) {
        last = { is: 'moment', at: each.owed[0]!.createdAt, decided: [], effects: [] }
        moments.push(last)
      }
      for (const { effect } of each.owed)
        if (!last.effects.some((mark) => mark.effect === effect)) last.effects.push({ effect, state: 'at-once' })
    }
  }
  return moments.filter(saysSomething)
}

/** That a card arrived is shown where the card was owed. */
function saysSomething({ came, decided, effects }: Moment): boolean {
  return came !== undefined || effects.length > 0 || decided.some(({ before, after }) => before?.state !== after.state)
}

/** Whom a ping reached, when that is what happened; by member id. */
export function reachedBy({ event, after }: Decided): string | undefined {
  return event.type === 'sent' ? after.pings.find(({ id }) => event.slot === `ping:${id}`)?.memberId : undefined
}

/** Adds to the last one kept what is more of the same: another ping of a request arrived. @returns whether it was */
export function joins(last: Kept | undefined, { decided, effects }: Moment): boolean {
  const [one] = decided
  const [earlier] = last?.is === 'moment' ? last.decided : []
  if (last?.is !== 'moment' || !one || !earlier || !reachedBy(one) || !reachedBy(earlier)) return false
  if (one.after.id !== earlier.after.id) return false
  last.decided.push(...decided)
  last.effects.push(...effects)
  return true
}

/** Marks by the id of the effect that is owed. */
export function createMarks() {
  const marks = new Map<string, Mark>()
  return {
    owe(seen: readonly Happening[], moments: readonly Moment[]) {
      const all = moments.flatMap(({ effects }) => effects)
      for (const each of seen)
        if (each.type === 'owed')
          for (const { id, effect, subject } of each.owed) {
            const mark = all.find((one) => one.effect === effect)
            if (mark) marks.set(id, Object.assign(mark, { state: 'owed', subject: subject.id }))
          }
    },
    /** @returns whether anybody sees a difference */
    perform({ owed, performed }: Extract<Happening, { type: 'performed' }>): boolean {
      const mark = marks.get(owed.id)
      if (!mark) return false
      if (!performed.done) {
        Object.assign(mark, { state: 'again', because: performed.error, nextAt: performed.at })
        return true
      }
      const failed = performed.event?.type === 'send-failed' ? performed.event.failure : undefined
      end(owed.id, mark, failed)
      // The same edit is not owed twice: what was owed meanwhile is shown by this one.
      if (mark.effect.type === 'edit')
        for (const [id, other] of marks)
          if (other.state === 'owed' && isSameEdit(other, mark)) end(id, other, undefined)
      return true
    },
    forget(gone: readonly Mark[]) {
      if (gone.length > 0) for (const [id, mark] of marks) if (gone.includes(mark)) marks.delete(id)
    },
    forgetAll: () => marks.clear(),
  }

  function end(id: string, mark: Mark, failed: string | undefined) {
    marks.delete(id)
    delete mark.nextAt
    delete mark.because
    Object.assign(mark, failed ? { state: 'not-done', because: failed } : { state: 'done' })
  }
}

const isSameEdit = (a: Mark, b: Mark) =>
  a.effect.type === 'edit' && b.effect.type === 'edit' && a.subject === b.subject && a.effect.slot === b.effect.slot
