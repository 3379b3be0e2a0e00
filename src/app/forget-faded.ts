import { hasFaded } from '../matching/decay.ts'
import { lifeSign } from '../storage/store.ts'
import type { Bot } from './bot.ts'

const MONTH = 30 * 24 * 3_600_000
/** Under this the record keeps when it was last looked for. */
const key = 'faded'

/**
 * Removes evidence that has faded to nothing. It fades in months, and all of it has to be read: once a month is enough. A row that grew
 * meanwhile stays.
 */
export async function forgetFaded(bot: Pick<Bot, 'store' | 'clock'>): Promise<void> {
  const { store, clock } = bot
  const now = clock.now()
  const last = Number((await store.keepGet(lifeSign.owner, key)) ?? 0)
  if (now - last < MONTH) return
  await store.keepPut(lifeSign.owner, { [key]: String(now) })
  for (const { id } of await store.communities())
    for await (const rows of store.evidence(id)) {
      const faded = rows.filter((row) => hasFaded(row, now))
      if (faded.length > 0) await store.dropEvidence(id, faded)
    }
}
