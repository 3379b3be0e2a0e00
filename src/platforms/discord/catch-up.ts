import { type APIMessage, type Client, Routes } from 'discord.js'
import type { Clock } from '../../shared/clock.ts'
import type { Logger } from '../../shared/logger.ts'
import type { Failure, Hooks } from '../platform.ts'
import type { Delivery } from './delivery.ts'
import { channelRef, dmRef, firstIdAt, idBefore, isNewer, parseConversation, threadRef, timeOf } from './ids.ts'
import { createMarks, everywhere } from './marks.ts'
import { remember } from './remember.ts'
import type { Requests } from './requests.ts'

const PAGE = 100
/** What a direct message is about is over by then. */
const DM_LIFE = 30 * 24 * 3_600_000
const firstWait = 1_000
const longestWait = 60_000

interface Parts {
  client: Client
  requests: Requests
  delivery: Delivery
  cursors: Hooks['cursors']
  clock: Clock
  logger: Logger
  /** DMs with the bot, by id of their channel. */
  dms(): Promise<string[]>
  /** Tells the bot of a message; rejects when it was not taken. */
  take(message: APIMessage, conversation: string): Promise<void>
  /** Looks what became since then of messages that the bot knows. */
  follow(since: number): Promise<void>
}

/**
 * Marks how far each conversation was taken, and reads what came after the mark: after a session that could not be resumed, and
 * when something was not taken. Until a conversation was read up to now, new messages in it wait for their turn.
 */
export function createCatchUp({ client, requests, delivery, cursors, clock, logger, dms, take, follow }: Parts) {
  const marks = createMarks(cursors, clock, logger)
  /** Conversations of which nothing is missing. */
  const upToNow = new Set<string>()
  /** Messages that were taken lately: Discord may tell twice, and the later one of two first. */
  const taken = new Set<string>()
  const waits = new Map<string, number>()
  const retries = new Map<string, () => void>()
  /** Where the mark stood when the first of the shards began that read now what they missed. */
  let gapFrom: string | undefined
  let stopped = false

  const inTurn = (conversation: string, work: () => Promise<void>) =>
    delivery.inTurn(parseConversation(conversation)!.id, work)

  async function posted(conversation: string, message: APIMessage): Promise<void> {
    if (!upToNow.has(conversation)) {
      const known = await marks.of(conversation)
      if (known !== undefined) return readOn(conversation)
      marks.move(conversation, idBefore(message.id))
      upToNow.add(conversation)
    }
    if (taken.has(message.id)) return
    if (await tryToTake(conversation, message)) marks.move(conversation, message.id)
  }

  async function tryToTake(conversation: string, message: APIMessage): Promise<boolean> {
    try {
      await take(message, conversation)
      remember(taken, message.id)
      waits.delete(conversation)
      return true
    } catch (error) {
      logger.warn({ err: error }, 'a message was not taken; it will be read again')
      upToNow.delete(conversation)
      later(conversation)
      return false
    }
  }

  /** Reads from the mark up to now, in turn with everything else there. */
  async function readOn(conversation: string): Promise<void> {
    const place = parseConversation(conversation)!
    for (;;) {
      const after = await marks.of(conversation)
      if (after === undefined) return
      const query = new URLSearchParams({ after, limit: String(PAGE) })
      const page = await requests.attempt<APIMessage[]>(() =>
        client.rest.get(Routes.channelMessages(place.id), { query }),
      )
      if (!page.ok) return putOff(conversation, page.failure)
      for (const message of page.value.toSorted((a, b) => (isNewer(a.id, b.id) ? 1 : -1))) {
        if (!(await tryToTake(conversation, message))) return
        marks.move(conversation, message.id)
      }
      if (page.value.length < PAGE) break
    }
    upToNow.add(conversation)
  }

  function putOff(conversation: string, failure: Failure) {
    if (failure.type === 'rate-limited') later(conversation, failure.at)
    else if (failure.type === 'unavailable') later(conversation)
  }

  function later(conversation: string, at?: number) {
    if (stopped || retries.has(conversation)) return
    const wait = waits.get(conversation) ?? firstWait
    waits.set(conversation, Math.min(wait * 2, longestWait))
    const callOff = clock.wakeAt(at ?? clock.now() + wait, () => {
      retries.delete(conversation)
      return inTurn(conversation, () => readOn(conversation))
    })
    retries.set(conversation, callOff)
  }

  /** Where people write, threads first, and the last message there as far as Discord said so. */
  function channels(): { conversation: string; last: string | null | undefined; begun?: number }[] {
    const all = [...client.channels.cache.values()].flatMap((channel) => {
      if (channel.isDMBased() || !channel.isTextBased()) return []
      const { guildId: guild, id, lastMessageId: last } = channel
      if (!channel.isThread()) return [{ conversation: channelRef(guild, id), last }]
      return [{ conversation: threadRef(guild, id), last, begun: channel.createdTimestamp ?? 0 }]
    })
    return all.toSorted((a, b) => Number('begun' in b) - Number('begun' in a))
  }

  async function readEverywhere(): Promise<void> {
    const now = firstIdAt(clock.now())
    const since = await marks.of(everywhere)
    gapFrom ??= since
    for (const { conversation, last, begun } of channels()) {
      await inTurn(conversation, async () => {
        if (upToNow.has(conversation)) return
        const isNew = begun !== undefined && since !== undefined && begun >= timeOf(since)
        // A thread that began since is read from its beginning.
        const known = (await marks.of(conversation)) ?? (isNew ? firstIdAt(0) : undefined)
        if (known) marks.begin(conversation, known)
        // From now on nothing here is missed.
        if (known === undefined) marks.move(conversation, last ?? now)
        if (known !== undefined && last && isNewer(last, known)) await readOn(conversation)
        else upToNow.add(conversation)
      })
    }
    for (const conversation of (await dms()).map(dmRef)) {
      const known = await marks.of(conversation)
      // Who was silent for a month is not asked about each time.
      if (known && timeOf(known) > clock.now() - DM_LIFE) await inTurn(conversation, () => readOn(conversation))
      else upToNow.add(conversation)
    }
    marks.move(everywhere, now)
  }

  return {
    /** A new message, in its turn. */
    posted,

    /** From now on nothing in this conversation is missed; `last`: what stands there already. */
    async begin(conversation: string, last: string): Promise<void> {
      if ((await marks.of(conversation)) !== undefined) return
      // Clocks differ a little.
      const lately = firstIdAt(clock.now() - 10 * 60_000)
      marks.move(conversation, isNewer(last, lately) ? last : lately)
      upToNow.add(conversation)
    },

    /** The bot spoke here, and everything before it was taken. */
    passed(conversation: string, id: string): void {
      if (upToNow.has(conversation)) marks.move(conversation, id)
    },

    /** The session is a new one: of no conversation is it known any more that nothing is missing. */
    forget: () => upToNow.clear(),

    /** Reads what was missed everywhere: in channels, threads and DMs; then looks at what is followed. */
    async all(): Promise<void> {
      await readEverywhere()
      // Shards come back one by one; one look is enough for all that began together.
      if (gapFrom === undefined) return
      const from = timeOf(gapFrom)
      gapFrom = undefined
      await follow(from)
    },

    async stop(): Promise<void> {
      stopped = true
      marks.stop()
      for (const callOff of retries.values()) callOff()
      await delivery.settled()
      await marks.save()
    },
  }
}
