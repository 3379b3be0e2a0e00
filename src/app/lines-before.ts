import type { PlatformEvent } from '../platforms/platform.ts'

/** So many lines of a channel, so old at most: what was said yesterday is not what this replies to. */
const MOST_LINES = 3
const LONGEST_AGO = 3_600_000
const MOST_CHARACTERS = 400
const MOST_CHANNELS = 5000
/** Such a message speaks to somebody by name: "@ann", "ann: ", "ann, ". */
const SPEAKS_TO = /^(?:@|[^\s:,]{2,40}[:,]\s)/u

type Posted = Extract<PlatformEvent, { type: 'message-posted' }>

interface Line {
  author: string
  at: number
  text: string
}

/**
 * Remembers the last lines of each channel, in memory alone, and gives those before a post as `askaround detect` takes them: "name: text",
 * oldest first. Names are looked up only for a post that speaks to somebody; else the author's account stands in their place.
 */
export function createLinesBefore(nameOf: (account: string) => Promise<string | undefined>) {
  const channels = new Map<string, Line[]>()
  return async ({ conversation, author, at, text }: Posted): Promise<string[]> => {
    const before = (channels.get(conversation) ?? []).filter((line) => at - line.at <= LONGEST_AGO)
    // The channel that was quiet for longest is the first one.
    channels.delete(conversation)
    channels.set(conversation, [...before, { author, at, text: text.slice(0, MOST_CHARACTERS) }].slice(-MOST_LINES))
    if (channels.size > MOST_CHANNELS) channels.delete(channels.keys().next().value!)
    if (!SPEAKS_TO.test(text)) return before.map((line) => `${line.author}: ${line.text}`)
    return Promise.all(before.map(async (line) => `${(await nameOf(line.author)) ?? line.author}: ${line.text}`))
  }
}
