import type KeyvRedis from '@keyv/redis'
import { Keyv } from 'keyv'

/** What may vanish at any moment: names, permissions read a moment ago, web sessions, rate limits. Nothing in it is atomic. */
export interface Cache {
  /** Undefined when it was never set, its time is over, or the cache cannot be reached. */
  get<T>(key: string): Promise<T | undefined>
  /** @param ttl how long it may be believed, in ms */
  set(key: string, value: unknown, ttl: number): Promise<void>
  delete(key: string): Promise<void>
}

export interface Caches {
  /** One cache for one purpose; keys of different names never meet. */
  named(name: string): Cache
  close(): Promise<void>
}

/** Entries in memory of one name; the oldest makes room. */
const MOST_IN_MEMORY = 20_000

class BoundedMap extends Map<string, unknown> {
  override set(key: string, value: unknown): this {
    if (this.size >= MOST_IN_MEMORY && !this.has(key)) this.delete(this.keys().next().value!)
    return super.set(key, value)
  }
}

/**
 * In memory, or in Redis when several processes share it. A Redis that cannot be reached means misses, never an error or a wait;
 * it is tried again in the background.
 * @param onTrouble is told once when Redis fails, and again after it had come back
 */
export async function openCaches({
  redisUrl,
  onTrouble,
}: {
  redisUrl?: string | undefined
  onTrouble(said: string): void
}): Promise<Caches> {
  // A club on one small machine need not load what it does not use.
  const redis = redisUrl === undefined ? undefined : connect(await import('@keyv/redis'), redisUrl, onTrouble)
  return {
    named(name) {
      const namespace = `askaround:${name}`
      const store = redis ? redis.storeFor(namespace) : new BoundedMap()
      // In memory there is nothing to write as text and to read again.
      const asText = redis ? {} : { serialize: undefined, deserialize: undefined }
      const keyv = new Keyv({ store, namespace, useKeyPrefix: false, ...asText })
      // Redis tells its troubles itself.
      keyv.on('error', () => {})
      return {
        get: (key) => keyv.get(key),
        set: async (key, value, ttl) => void (await keyv.set(key, value, ttl)),
        delete: async (key) => void (await keyv.delete(key)),
      }
    },
    async close() {
      redis?.client.destroy()
    },
  }
}

/** Whether Redis answers, asked once. @returns what is wrong, if anything */
export async function askRedis(url: string): Promise<string | undefined> {
  const { createClient } = await import('@keyv/redis')
  const client = createClient({ url, socket: { connectTimeout: 2000, reconnectStrategy: false } })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.ping()
    return undefined
  } catch (error) {
    const { message, code } = error as Error & { code?: string }
    return message || code || 'no answer'
  } finally {
    if (client.isOpen) client.destroy()
  }
}

function connect(
  { default: Store, createClient }: typeof import('@keyv/redis'),
  url: string,
  onTrouble: (said: string) => void,
) {
  const client = createClient({
    url,
    // Without a connection a question is answered "not known" at once.
    disableOfflineQueue: true,
    socket: { connectTimeout: 2000, reconnectStrategy: (attempts) => Math.min(attempts * 100, 3000) },
  })
  let told = false
  client.on('error', (error: Error & { code?: string }) => {
    if (told) return
    told = true
    onTrouble(`Redis cannot be reached (${error.message || error.code}). Going on without it; check REDIS_URL.`)
  })
  client.on('ready', () => {
    told = false
  })
  client.connect().catch(() => {})
  return { client, storeFor: (namespace: string): KeyvRedis<unknown> => new Store<unknown>(client, { namespace }) }
}
