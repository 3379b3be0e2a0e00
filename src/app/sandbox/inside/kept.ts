import type { PlatformEvent } from '../../../platforms/platform.ts'
import type { Effect } from '../../../requests/effects.ts'
import type { Happening } from '../../watch.ts'

/** What is remembered for those who look inside, in memory only. Keys grow. */
export type Kept = { key: number; at: number } & (
  | { is: 'step'; title: string; done: number; steps: number; says: string }
  | { is: 'post'; read: Extract<Happening, { type: 'read' }> }
  | { is: 'choice'; chosen: Extract<Happening, { type: 'chosen' }> }
  | Moment
)

export type Decided = Extract<Happening, { type: 'decided' }>

/** An event, what it changed, and what is owed because of it: one transaction. Pings that arrive one after the other are one moment. */
export interface Moment {
  is: 'moment'
  came?: PlatformEvent
  decided: Decided[]
  effects: Mark[]
}

/** How an effect stands. */
export interface Mark {
  effect: Effect
  /** "at-once": it was done in the transaction that decided. */
  state: 'at-once' | 'owed' | 'done' | 'again' | 'not-done'
  /** The request, member or community that it belongs to. */
  subject?: string
  /** Why it was not done, or not yet. */
  because?: string
  /** When it is tried again, ms since 1970. */
  nextAt?: number
}
