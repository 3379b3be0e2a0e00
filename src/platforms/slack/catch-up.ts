import type { Clock } from '../../shared/clock.ts'
import type { Logger } from '../../shared/logger.ts'
import type { Hooks, Outcome } from '../platform.ts'
import { must } from './failures.ts'
import { conversationRef, isDm, type Place, parseConversation, parseMessage, tsAt } from './ids.ts'
import type { Installation, Installations } from './installations.ts'
import type { Marks } from './marks.ts'
import { lookFor } from './read-message.ts'
import type { Names } from './read-text.ts'
import { readDeletion, readEdit, readPost, type SlackPost } from './receive-messages.ts'
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
  accept: Hooks['accept']
  followed: Hooks['followed']
}

const asked = (cursor: string | undefined) => ({
  ...{ types: 'public_channel,private_channel', exclude_archived: true, limit: pageSize },
  ...(cursor ? { cursor } : {}),
})

/** Reads what was said while nobody listened: in the channels that the bot is in, the request threads, and the DMs; and what became of messages that matter. */
export function createCatchUp({ installations, remembered, marks, names, clock, logger, accept, followed }: Parts) {
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

  /** Slack tells nobody later that a message was changed or deleted: those that matter are looked at one by one. */
  async function lookAgain(message: string): Promise<void> {
    const it = parseMessage(message)
    const installation = it && installations.of(it.team)
    if (!installation) return
    const asked = await patiently(() => lookFor(it, installations))
    if (stopped) throw new Error('Askaround stops')
    // Out of reach is not deleted.
    if (!asked.ok && (asked.failure.type === 'gone' || asked.failure.type === 'forbidden')) return
    const found = must(asked)
    // That an older one was taken is not known any more.
    if (found !== 'nothing' && Number(found.edited?.ts ?? 0) * 1000 < clock.now() - longestGap) return
    const event =
      found === 'nothing'
        ? readDeletion(
            { ts: it.ts, ...(it.thread ? { thread_ts: it.thread } : {}) },
            undefined,
            it.channel,
            installation,
          )
        : await readEdit(found, undefined, it.channel, installation, names(it.team))
    if (event) await accept(event)
  }

  let reading: Promise<void> | undefined
  let again = false

  async function readAll(): Promise<void> {
    try {
      for (const installation of installations.all()) {
        const conversations = [...(await channelsOf(installation)), ...(await remembered.of(installation.team))]
        for (const conversation of conversations) await read(installation, conversation)
      }
      await marks.gapIsRead()
      for (const message of await followed()) await lookAgain(message)
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
