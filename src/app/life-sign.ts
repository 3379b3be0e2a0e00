import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../shared/clock.ts'
import type { Logger } from '../shared/logger.ts'
import { lifeSign, type Store } from '../storage/store.ts'

const { owner, key } = lifeSign
const EVERY = 60_000

/**
 * The sign that a running process leaves in the record and in a file beside it, a new one each minute. A record that was restored
 * from a backup has an older one than the file; after an outage, however long, both have the same.
 */
export interface LifeSign {
  /** Whether the record is as the last process here left it. False when nobody can tell. */
  fits(): Promise<boolean>
  /** Leaves a new sign in both; on the disk when this resolves. */
  leave(): Promise<void>
}

/** @param folder where the file "alive" stands; it belongs to no backup of the record */
export function openLifeSign(folder: string, store: Pick<Store, 'keepGet' | 'keepPut'>): LifeSign {
  const file = join(folder, 'alive')
  const inFile = () => readFile(file, 'utf8').catch(() => '')
  let last = Promise.resolve()
  async function fits(): Promise<boolean> {
    const sign = await inFile()
    const known = (await store.keepGet(owner, key)) ?? ''
    return sign !== '' && known.split(' ').includes(sign)
  }
  async function leaveNow(): Promise<void> {
    const sign = randomUUID()
    // The record first, with what the file still says: a process that dies between the two leaves a pair that fits.
    await store.keepPut(owner, { [key]: `${sign} ${await inFile()}` })
    await write(folder, file, sign)
    // Another process that left one at this moment may have had the last word in one of the two places.
    if (!(await fits())) await leaveNow()
  }
  return {
    fits,
    leave() {
      last = last.then(leaveNow, leaveNow)
      return last
    },
  }
}

/** Whole or not at all. */
async function write(folder: string, file: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const fresh = `${file}.${text}`
  const opened = await open(fresh, 'w', 0o600)
  try {
    await opened.writeFile(text)
    await opened.datasync()
  } finally {
    await opened.close()
  }
  await rename(fresh, file)
}

/**
 * Leaves a sign now, each minute, and at the end.
 * @returns a function that ends it
 */
export async function keepLeavingSigns(sign: LifeSign, clock: Clock, logger: Logger): Promise<() => Promise<void>> {
  let callOff = () => {}
  let ended = false
  const leave = async () => {
    callOff = clock.wakeAt(clock.now() + EVERY, leave)
    await sign.leave().catch((error) => logger.error({ error }, 'no sign of life could be left; in a minute again'))
  }
  await leave()
  return async () => {
    callOff()
    if (ended) return
    ended = true
    await sign.leave().catch((error) => logger.error({ error }, 'no last sign of life could be left'))
  }
}
