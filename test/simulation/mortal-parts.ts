import type { Platform } from '../../src/platforms/platform.ts'
import { type Chance, drawFraction } from '../../src/shared/chance.ts'
import type { Clock } from '../../src/shared/clock.ts'
import type { Queries, Store } from '../../src/storage/store.ts'

/** One process. Once dead it reads, writes, sends and wakes no more. */
export interface Life {
  dead: boolean
}

export class Died extends Error {
  override name = 'Died'
}

/** How often a touch of the world kills the process, how often a platform fails. Set to 0 to heal. */
export interface Odds {
  death: number
  fault: number
}

const checkAlive = (life: Life) => {
  if (life.dead) throw new Died('this process is dead')
}

/** The record as one process sees it, which may die right before or right after a commit. */
export function mortalStore(store: Store, life: Life, chance: Chance, odds: Odds): Store {
  const maybeDie = () => {
    if (drawFraction(chance) < odds.death) life.dead = true
  }
  const guard = (target: object, name: string | symbol) => {
    const value = Reflect.get(target, name) as unknown
    if (typeof value !== 'function') return value
    return async (...given: unknown[]) => {
      checkAlive(life)
      const result: unknown = await Reflect.apply(value, target, given)
      checkAlive(life)
      return result
    }
  }
  const guarded = <T extends object>(target: T): T => new Proxy(target, { get: (_, name) => guard(target, name) })
  return new Proxy(store, {
    get(target, name) {
      if (name === 'transaction')
        return async <T>(work: (tx: Queries) => Promise<T>) => {
          checkAlive(life)
          const result = await target.transaction(async (tx) => {
            const done = await work(guarded(tx))
            maybeDie()
            checkAlive(life)
            return done
          })
          // Committed, and nobody is told.
          maybeDie()
          checkAlive(life)
          return result
        }
      // Streams what it reads; the process may die before and after.
      if (name === 'evidence') return target.evidence.bind(target)
      return guard(target, name)
    },
  })
}

export const mortalClock = (clock: Clock, life: Life): Clock => ({
  now: clock.now,
  wakeAt: (time, run) => clock.wakeAt(time, () => (life.dead ? undefined : run())),
})

const faults = ['throws', 'throws after it was done', 'rate-limited', 'unavailable'] as const

/** A platform that fails in all the ways that platforms do, and whose process may die before and after it is asked to do something. */
export function faultyPlatform<P extends Platform>(
  platform: P,
  life: Life,
  { clock, chance, odds }: { clock: Clock; chance: Chance; odds: Odds },
): P {
  async function attempt<T>(work: () => Promise<T>): Promise<T> {
    checkAlive(life)
    if (drawFraction(chance) < odds.death) life.dead = true
    checkAlive(life)
    const fault = drawFraction(chance) < odds.fault ? faults[chance.draw() % faults.length] : undefined
    if (fault === 'throws') throw new Error('the connection was refused')
    const failure =
      fault === 'unavailable'
        ? { type: 'unavailable' }
        : fault === 'rate-limited'
          ? { type: 'rate-limited', at: clock.now() + 3000 }
          : undefined
    if (failure) return { ok: false, failure } as T
    const result = await work()
    if (fault === 'throws after it was done') throw new Error('no answer came in time')
    if (drawFraction(chance) < odds.death) life.dead = true
    checkAlive(life)
    return result
  }
  const failing: Pick<Platform, 'send' | 'edit' | 'remove' | 'openThread' | 'openDm' | 'fetchMessage'> = {
    send: (...given) => attempt(() => platform.send(...given)),
    edit: (...given) => attempt(() => platform.edit(...given)),
    remove: (...given) => attempt(() => platform.remove(...given)),
    openThread: (...given) => attempt(() => platform.openThread(...given)),
    openDm: (...given) => attempt(() => platform.openDm(...given)),
    fetchMessage: (...given) => attempt(() => platform.fetchMessage(...given)),
  }
  return Object.assign(Object.create(platform) as P, failing)
}
