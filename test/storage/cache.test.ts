import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Caches, openCaches } from '../../src/storage/cache.ts'
import { redisUrl } from '../servers/services.ts'

const opened: Caches[] = []
async function open(redisUrl: string | undefined, onTrouble: (said: string) => void = () => {}): Promise<Caches> {
  const caches = await openCaches({ redisUrl, onTrouble })
  opened.push(caches)
  return caches
}
afterEach(async () => {
  for (const caches of opened.splice(0)) await caches.close()
})

const soon = { timeout: 20_000 }

/** What every cache does; `kept` waits until a first value is there, for Redis connects in the background. */
function cacheContract(open: () => Promise<Caches>): void {
  it('gives back what was set, until it is deleted, one name apart from another', async () => {
    const name = randomUUID()
    const cache = (await open()).named(name)
    await vi.waitFor(async () => {
      await cache.set('ann', { name: 'Ann' }, 60_000)
      expect(await cache.get('ann')).toEqual({ name: 'Ann' })
    }, soon)
    expect(await opened[0]!.named(`${name}-other`).get('ann')).toBeUndefined()
    expect(await cache.get('bob')).toBeUndefined()
    await cache.delete('ann')
    expect(await cache.get('ann')).toBeUndefined()
  })

  it('forgets what is too old', async () => {
    const cache = (await open()).named(randomUUID())
    await vi.waitFor(async () => {
      await cache.set('ann', 'Ann', 60_000)
      expect(await cache.get('ann')).toBe('Ann')
    }, soon)
    await cache.set('ann', 'Ann', 1)
    await vi.waitFor(async () => expect(await cache.get('ann')).toBeUndefined(), soon)
  })
}

describe('a cache in memory', () => {
  cacheContract(() => open(undefined))

  it('does not grow for ever: the oldest makes room', async () => {
    const cache = (await open(undefined)).named('names')
    for (let i = 0; i <= 20_000; i++) await cache.set(`k${i}`, i, 60_000)
    expect(await cache.get('k0')).toBeUndefined()
    expect(await cache.get('k1')).toBe(1)
    expect(await cache.get('k20000')).toBe(20_000)
  })
})

describe.skipIf(!redisUrl())('a cache in Redis', () => {
  cacheContract(() => open(redisUrl()))

  it('is shared by those who open it', async () => {
    const name = randomUUID()
    const [one, other] = [(await open(redisUrl())).named(name), (await open(redisUrl())).named(name)]
    await vi.waitFor(async () => {
      await one.set('ann', 'Ann', 60_000)
      expect(await other.get('ann')).toBe('Ann')
    }, soon)
  })
})

describe('a Redis that is gone', () => {
  it('means misses, not errors, and is told once', async () => {
    // A port on which nothing listens any more.
    const server = createServer().listen(0)
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    server.close()
    await once(server, 'close')
    const said: string[] = []
    const told = Promise.withResolvers<void>()
    const caches = await open(`redis://127.0.0.1:${port}`, (text) => {
      said.push(text)
      told.resolve()
    })
    const cache = caches.named('names')
    await cache.set('ann', 'Ann', 60_000)
    expect(await cache.get('ann')).toBeUndefined()
    await told.promise
    await cache.delete('ann')
    expect(await cache.get('ann')).toBeUndefined()
    expect(said).toEqual([expect.stringContaining('check REDIS_URL')])
  })
})
