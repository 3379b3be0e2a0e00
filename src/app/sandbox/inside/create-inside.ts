import type { Clock } from '../../../shared/clock.ts'
import type { Queries, Store } from '../../../storage/store.ts'
import type { Bot } from '../../bot.ts'
import type { Happening, Watch } from '../../watch.ts'
import { createMarks, joins, momentsOf } from './keep-moments.ts'
import type { Kept } from './kept.ts'
import { type Measures, showKept } from './show-kept.ts'

const MOST_KEPT = 200
const MOST_SHOWN = 40
/** Whoever has it open reads it anew whenever something happens; after so many ms without, nobody has. */
const LOOKS = 30_000

type Unkept<T> = T extends unknown ? Omit<T, 'key'> : never

interface Parts {
  /** The one community of which anything is kept. */
  communityId: string
  measures: Measures
  bot: () => Pick<Bot, 'store' | 'people' | 'platforms'>
  clock: Clock
  onChange(): void
}

/**
 * What goes on inside, for those who look: the newest 200 things that the bot did for the sample community, in memory only.
 * Of no other community anything is kept, not for a moment.
 */
export function createInside({ communityId, measures, bot, clock, onChange }: Parts) {
  let kept: Kept[] = []
  let count = 0
  let step = ''
  let lookedAt = Number.NEGATIVE_INFINITY
  const marks = createMarks()
  const uncommitted = new WeakMap<Queries, Happening[]>()

  function keep(...entries: Unkept<Kept>[]) {
    if (entries.length === 0) return
    kept.push(...entries.map((entry) => ({ ...entry, key: ++count }) as Kept))
    const gone = kept.splice(0, Math.max(0, kept.length - MOST_KEPT))
    marks.forget(gone.flatMap((entry) => (entry.is === 'moment' ? entry.effects : [])))
    onChange()
  }

  function keepCommitted(seen: readonly Happening[]) {
    const moments = momentsOf(seen)
    marks.owe(seen, moments)
    for (const moment of moments)
      if (joins(kept.at(-1), moment)) onChange()
      else keep(moment)
  }

  const watch: Watch = (happening) => {
    if (happening.communityId !== communityId) return
    if ('tx' in happening) uncommitted.get(happening.tx)?.push(happening)
    else if (happening.type === 'read') keep({ is: 'post', at: happening.event.at, read: happening })
    else if (happening.type === 'chosen') keep({ is: 'choice', at: happening.event.at, chosen: happening })
    else if (marks.perform(happening)) onChange()
  }

  return {
    watch,
    /** The same store; what was seen in a transaction is kept once that is committed. */
    over: (store: Store): Store => ({
      ...store,
      async transaction(work) {
        const seen: Happening[] = []
        const result = await store.transaction((tx) => {
          // Transactions may share one `tx`: each gets its own, by which it is known.
          const own = { ...tx }
          seen.length = 0
          uncommitted.set(own, seen)
          return work(own)
        })
        keepCommitted(seen)
        return result
      },
    }),
    /** A step of a story was done: what came of it stands before. */
    told(playing: { title: string; done: number; steps: number; says: string } | undefined, at: number) {
      const now = playing ? `${playing.title} ${playing.done}` : ''
      if (now === step) return
      step = now
      if (!playing) return
      const { title, done, steps, says } = playing
      keep({ is: 'step', at, title, done, steps, says })
    },
    /** Somebody's words are to be forgotten, or the sample is removed. */
    clear() {
      kept = []
      step = ''
      marks.forgetAll()
      onChange()
    },
    /** The newest first, in words for people. */
    read() {
      lookedAt = clock.now()
      return showKept(bot(), measures, kept, MOST_SHOWN)
    },
    isLookedAt: () => clock.now() - lookedAt < LOOKS,
  }
}
