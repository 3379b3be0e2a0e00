import type { Writable } from 'node:stream'
import { type ChatMessage, type ChatQuery, readAnswerers, readChat } from './chat-lines.ts'
import { createFigures, type Figures } from './figures.ts'
import type { ReplayParts } from './open-world.ts'
import { type Play, startPlay } from './play-chat.ts'
import { sayFigures } from './say-figures.ts'

export interface ReplayOptions extends ReplayParts {
  /** Where the figures are printed. */
  output: Writable
  /** How many messages to play at most. */
  limit?: number
  /** How many messages to leave out first. */
  skip?: number
  /** The same seed gives the same figures; 1 when absent. */
  seed?: number
}

/**
 * Plays recorded chat through the whole bot, as docs/replay.md says, and prints what came of it. Reads and keeps little at a time.
 * @throws Error naming the line that is none of the format's
 */
export async function replayFile(file: string, options: ReplayOptions): Promise<Figures> {
  const { output, limit = Number.POSITIVE_INFINITY, skip = 0, seed = 1, ...parts } = options
  const began = performance.now()
  const answerers = await readAnswerers(file)
  const figures = createFigures()
  let play: Play | undefined
  let query: ChatQuery | undefined
  let number = 0

  const hear = async ({ user, ...message }: Omit<ChatMessage, 'user'> & { user: string | null }, about?: ChatQuery) => {
    number++
    if (number <= skip || number > skip + limit) return
    if (user === null) {
      figures.withoutAuthor++
      return
    }
    play ??= await startPlay(parts, { at: message.t * 1000, seed, answerers, figures })
    await play.hear({ ...message, user }, about)
  }
  /** A query stands just before its own message; one without a message is asked in its own words. */
  const hearQueryAlone = async () => {
    if (!query) return
    const { id, t, asker, text, channel } = query
    const alone = query
    query = undefined
    await hear({ type: 'event', id, t, user: asker, text, ...(channel === undefined ? {} : { channel }) }, alone)
  }

  for await (const line of readChat(file)) {
    if (number >= skip + limit) break
    if (line.type === 'event' && line.id === query?.id) {
      const about = query
      query = undefined
      await hear(line, about)
      continue
    }
    await hearQueryAlone()
    if (line.type === 'event') await hear(line)
    else if (line.type === 'query') query = line
    else {
      await play?.end()
      play = undefined
    }
  }
  await hearQueryAlone()
  await play?.end()
  output.write(sayFigures(figures, (performance.now() - began) / 1000))
  return figures
}
