import type { Allocation, Need } from '../matching/allocate.ts'
import type { Load } from '../matching/evidence.ts'
import type { PlatformEvent } from '../platforms/platform.ts'
import type { Effect } from '../requests/effects.ts'
import type { EventOf, RequestEvent } from '../requests/events.ts'
import type { Request, Words } from '../requests/request.ts'
import type { OwedEffect, Queries } from '../storage/store.ts'
import type { Detection } from '../understanding/detect-request.ts'
import type { Noticed } from './notice-post.ts'
import type { Performed } from './performed.ts'

/**
 * Something that goes on in the loop, with the very objects that it works with. Those with a `tx` happened only once that
 * transaction is committed.
 */
export type Happening =
  /** A post was read. `from` is the score, 0..1, from which the bot offers there; `noticed` is absent when nothing follows from it. */
  | {
      type: 'read'
      communityId: string
      event: Extract<PlatformEvent, { type: 'message-posted' }>
      found: Detection
      from: number
      noticed: Noticed | undefined
    }
  /** Helpers were chosen among those ranked, by what limited each at that moment. */
  | {
      type: 'chosen'
      communityId: string
      request: Request & { words: Words }
      need: Need
      allocation: Allocation
      loads: ReadonlyMap<string, Load>
      event: EventOf<'helpers-chosen'>
    }
  /** An event from a platform was taken. */
  | { type: 'came'; tx: Queries; communityId: string; event: PlatformEvent }
  /** A request took an event. `before` is absent for a new request. */
  | {
      type: 'decided'
      tx: Queries
      communityId: string
      before: Request | undefined
      after: Request
      event: RequestEvent
      effects: Effect[]
    }
  /** Effects were stored, to be carried out. */
  | { type: 'owed'; tx: Queries; communityId: string; owed: OwedEffect[] }
  /** An effect was carried out, or is to be tried again. */
  | { type: 'performed'; communityId: string; owed: OwedEffect; performed: Performed }

/** Looks on. Absent where nobody does, and then nothing is made for it. Must not throw, and keeps nothing of real communities. */
export type Watch = (happening: Happening) => void
