import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectInTurn } from '../../src/app/connect-in-turn.ts'
import { createSimulatedClock } from '../../src/shared/clock.ts'
import { createLogger } from '../../src/shared/logger.ts'
import type { Store } from '../../src/storage/store.ts'
import { openBot } from './open-bot.ts'

const logger = createLogger({ level: 'silent' })
const clock = createSimulatedClock(Date.UTC(2026, 1, 10))
let bot: Awaited<ReturnType<typeof openBot>>
let store: Store
let connected: string[]

const take = (worker: string, lease = 'platform:web') =>
  connectInTurn({ store, clock, worker, logger }, lease, async () => {
    connected.push(worker)
  })

beforeEach(async () => {
  bot = await openBot()
  store = bot.record
  connected = []
})
afterEach(() => bot.close())

/** Lets a process that stands by look again. */
async function later() {
  await clock.advanceTo(clock.now() + 2000)
  // What it found is written by the record, which is no timer.
  await store.transaction(async () => {})
}

describe('what one process alone may be connected to', () => {
  it('is connected by the first; the second stands by, and takes over when the first ends', async () => {
    const end = await take('first')
    const endSecond = await take('second')
    expect(connected).toEqual(['first'])
    await later()
    expect(connected).toEqual(['first'])
    await end()
    await later()
    await expect.poll(() => connected).toEqual(['first', 'second'])
    await endSecond()
  })

  it('is taken over from a process that fell silent, once its lease has run out', async () => {
    await store.takeLease('platform:web', 'dead', clock.now(), clock.now() + 3000)
    const end = await take('second')
    await later()
    expect(connected).toEqual([])
    await later()
    await expect.poll(() => connected).toEqual(['second'])
    await end()
  })

  it('is not connected any more by a process that ends while it stands by', async () => {
    const end = await take('first')
    const endSecond = await take('second')
    await endSecond()
    await end()
    await later()
    expect(connected).toEqual(['first'])
  })

  it('is left to others by a process that ends in the moment in which it was to take over', async () => {
    const end = await take('first')
    let endSecond = async () => {}
    const asking: Store = {
      ...store,
      async takeLease(...given) {
        const taken = await store.takeLease(...given)
        if (taken) await endSecond()
        return taken
      },
    }
    endSecond = await connectInTurn({ store: asking, clock, worker: 'second', logger }, 'platform:web', async () => {
      connected.push('second')
    })
    await end()
    await later()
    await expect.poll(() => store.takeLease('platform:web', 'third', clock.now(), clock.now() + 1000)).toBe(true)
    expect(connected).toEqual(['first'])
  })

  it('is one for each part: shards of a bot are connected side by side', async () => {
    const ends = [await take('first', 'platform:discord:0-3/8'), await take('second', 'platform:discord:4-7/8')]
    expect(connected).toEqual(['first', 'second'])
    for (const end of ends) await end()
  })

  it('that fails to connect leaves it to others, and says why', async () => {
    const failing = connectInTurn({ store, clock, worker: 'first', logger }, 'platform:web', async () => {
      throw new Error('The port is taken.')
    })
    await expect(failing).rejects.toThrow('The port is taken.')
    const end = await take('second')
    expect(connected).toEqual(['second'])
    await end()
  })
})
