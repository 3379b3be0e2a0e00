import type { Clock } from '../../shared/clock.ts'
import type { Logger } from '../../shared/logger.ts'
import type { Outcome, PlatformEvent } from '../platform.ts'
import { must } from './failures.ts'
import { conversationRef, isDm, type Place, parseConversation, tsAt } from './ids.ts'
import type { Installation, Installations } from './installations.ts'
import type { Marks } from './marks.ts'
import type { Names } from './read-text.ts'
import { readPost, type SlackPost } from './receive-messages.ts'
import type { Remembered } from './remember.ts'

const MINUTE = 60_000
const DAY = 24 * 3_600_000
/** Ids of events are known for a week: what is older might be taken twice. */
const longestGap = 7 * DAY
const pageSize = 200

interface Parts {
  installations: Installations
  remembered: Remembered
  marks: Marks
  names(team: string): Names
  clock: Clock
  logger: Logger
  accept(event: PlatformEvent): Promise<void>
}

const asked = (cursor: string | undefined) => ({
  ...{ types: 'public_channel,private_channel', exclude_archived: true, limit: pageSize },
  ...(cursor ? { cursor } : {}),
})

/** Reads what was said while nobody listened: in the channels that the bot is in, the request threads, and the DMs. */
export function createCatchUp({ installations, remembered, marks, names, clock, logger, accept }: Parts) {
  let stopped = false
  let goOn = () => {}
  let callOff = () => {}
  const wait = (until: number) =>
    new Promise<void>((resolve) => {
      goOn = resolve
      callOff = clock.wakeAt(until, resolve)
    })

  /** Slack lets so many conversations be read in a minute; the rest waits. */
  async function patiently<T>(ask: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    for (;;) {
      const asked = await ask()
      if (stopped || asked.ok || asked.failure.type !== 'rate-limited') return asked
      await wait(asked.failure.at)
    }
  }

  async function read(installation: Installation, conversation: string): Promise<void> {
    const mark = await marks.get(conversation)
    const now = clock.now()
    // Where nothing was taken before, what people said to each other until now is none of ours.
    if (mark === undefined) return marks.read(conversation, tsAt(now), async () => {})
    const place = parseConversation(conversation)!
    const { channel } = place
    const earliest = tsAt(now - longestGap)
    const oldest = Number(mark) < Number(earliest) ? earliest : mark
    const posts = await postsSince(place, isDm(channel) ? earliest : oldest)
    // The history of a DM holds no replies: those are in threads under messages that may be older.
    const roots = isDm(channel) ? posts.filter(({ latest_reply }) => Number(latest_reply ?? 0) > Number(oldest)) : []
    for (const { ts } of roots) {
      const replies = await postsSince({ ...place, thread: ts! }, oldest)
      posts.push(...replies.filter((reply) => reply.ts !== ts))
    }
    posts.sort((a, b) => Number(a.ts) - Number(b.ts))
    for (const post of posts) {
      if (stopped) throw new Error('Askaround stops')
      if (!post.ts || Number(post.ts) <= Number(oldest)) continue
      const event = await readPost(post, channel, installation, names(installation.team))
      await marks.read(conversation, post.ts, async () => {
        if (event) await accept(event)
      })
    }
  }

  /** What was said there since then; nothing where the bot was taken out of the channel, or the thread is gone. */
  async function postsSince({ team, channel, thread }: Place, oldest: string): Promise<SlackPost[]> {
    const posts: SlackPost[] = []
    let cursor: string | undefined
    do {
      const stretch = { channel, oldest, limit: pageSize, ...(cursor ? { cursor } : {}) }
      const asked = await patiently(() =>
        installations.call(team, (client) =>
          thread ? client.conversations.replies({ ...stretch, ts: thread }) : client.conversations.history(stretch),
        ),
      )
      if (!asked.ok && (asked.failure.type === 'gone' || asked.failure.type === 'forbidden')) return []
      const page = must(asked)
      posts.push(...((page.messages ?? []) as SlackPost[]))
      cursor = page.response_metadata?.next_cursor
    } while (cursor)
    return posts
  }

  async function channelsOf({ team }: Installation): Promise<string[]> {
    const found: string[] = []
    let cursor: string | undefined
    do {
      const page = must(
        await patiently(() => installations.call(team, (client) => client.users.conversations(asked(cursor)))),
      )
      for (const { id } of page.channels ?? []) if (id) found.push(conversationRef({ team, channel: id }))
      cursor = page.response_metadata?.next_cursor
    } while (cursor)
    return found
  }

  let reading: Promise<void> | undefined
  let again = false

  async function readAll(): Promise<void> {
    try {
      for (const installation of installations.all()) {
        const conversations = [...(await channelsOf(installation)), ...remembered.of(installation.team)]
        for (const conversation of conversations) await read(installation, conversation)
      }
      await marks.gapIsRead()
    } catch (error) {
      // The marks stay where they are until all was read.
      if (stopped) return
      logger.warn({ error }, 'what was said in the meantime could not be read whole; trying again in a minute')
      callOff = clock.wakeAt(clock.now() + MINUTE, catchUp)
    }
  }

  /** One at a time; a gap that opens meanwhile is read next. */
  async function catchUp(): Promise<void> {
    again = true
    reading ??= (async () => {
      while (again) {
        again = false
        await readAll()
      }
      reading = undefined
    })()
    return reading
  }
  return {
    catchUp,
    async stop() {
      stopped = true
      callOff()
      goOn()
      await reading
    },
  }
}
