import { wordsOf } from './app/fetch-words.ts'
import { askedAt, loadSample, sampleId } from './app/sandbox/load-sample.ts'
import { readSample } from './app/sandbox/read-sample.ts'
import type { Cards } from './cards/cards.ts'
import { foundSpace } from './platforms/web/found-space.ts'
import { spaceRef } from './platforms/web/ids.ts'
import { systemClock } from './shared/clock.ts'

const MINUTE = 60_000

type Parts = Parameters<typeof loadSample>[0] & Pick<Cards, 'threadTitle'>

/**
 * The sample community: first its space on the web platform, then the record. Begun and not finished, it is gone on with.
 * @throws ConfigError with every problem of its file at once
 */
export async function openSample(parts: Parts): Promise<void> {
  const { store } = parts
  const now = systemClock.now()
  const file = readSample()
  const sample = { ...file, history: file.history.toSorted((a, b) => b.days_ago - a.days_ago) }
  const keep = {
    get: (key: string) => store.keepGet('web', key),
    put: (entries: Record<string, string | undefined>) => store.keepPut('web', entries),
    list: (prefix: string, options?: Parameters<typeof store.keepList>[2]) => store.keepList('web', prefix, options),
  }
  const founded = await foundSpace(keep, {
    id: sampleId,
    channels: sample.channels.map(({ name, topic, members }) => ({ name, topic, ...(members && { members }) })),
    people: sample.members.map((member) => ({
      name: member.name,
      about: [member.places[0], member.topics.join(', ')].join(': '),
      admin: member.organises,
      timeZone: member.time_zone,
      locale: member.languages[0]!,
      joinedAt: now,
    })),
    threads: sample.history.map((solved, i) => ({
      channel: solved.channel,
      author: solved.asker,
      at: askedAt(sample, i, now),
      title: parts.threadTitle({ words: wordsOf(solved.text, parts.understanding.understand(solved.text, { now })) }),
      text: solved.text,
      replies: solved.suggestions.map(({ by, after, text }) => ({
        author: by,
        at: askedAt(sample, i, now) + after * MINUTE,
        text,
      })),
    })),
  })
  await loadSample(parts, sample, { ...founded, space: spaceRef(sampleId) }, now)
}
