import type { Clock } from '../../shared/clock.ts'
import type { Delivery } from './delivery.ts'
import { channelRef, eventId, spaceRef } from './ids.ts'

export type TellReaders = ReturnType<typeof createTellReaders>

/** Tells that others than before may read a channel, or any of a guild's where none is named. Who they are is asked for. */
export function createTellReaders(delivery: Delivery, clock: Clock) {
  let changes = 0
  return async (guild: string, channel?: string): Promise<void> => {
    const at = clock.now()
    const id = eventId('readers', channel ?? guild, String(at), String(++changes))
    const where = channel ? { channel: channelRef(guild, channel) } : {}
    await delivery.tell({ type: 'readers-changed', id, at, space: spaceRef(guild), ...where })
  }
}
