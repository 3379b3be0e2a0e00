import { type APIMessage, type Client, Routes } from 'discord.js'
import type { Clock } from '../../shared/clock.ts'
import type { Logger } from '../../shared/logger.ts'
import type { Failure, Hooks, Outcome } from '../platform.ts'
import type { Delivery } from './delivery.ts'
import { hasCode } from './failures.ts'
import { parseMessage } from './ids.ts'
import type { createReceiveMessages } from './receive-messages.ts'
import type { Requests } from './requests.ts'

const UNKNOWN_MESSAGE = 10008
/** How much further back is looked: what was heard of is known by its id, and not done twice. */
const OVERLAP = 3_600_000
const WAIT = 60_000

interface Parts {
  client: Client
  requests: Requests
  delivery: Delivery
  messages: Pick<ReturnType<typeof createReceiveMessages>, 'conversationOf' | 'edited' | 'deleted'>
  followed: Hooks['followed']
  clock: Clock
  logger: Logger
}

/** After a gap: which of the messages that the bot knows were edited or deleted meanwhile. Discord tells of none by itself. */
export function createFollow({ client, requests, delivery, messages, followed, clock, logger }: Parts) {
  let callOff: (() => void) | undefined

  /** @returns undefined: it is gone */
  const read = ({ channel, id }: { channel: string; id: string }): Promise<Outcome<APIMessage | undefined>> =>
    requests.attempt(async () => {
      try {
        return await client.rest.get(Routes.channelMessage(channel, id))
      } catch (error) {
        if (hasCode(error, UNKNOWN_MESSAGE)) return undefined
        throw error
      }
    })

  /** @returns why it cannot be told yet, if so */
  async function look(ref: string, since: number): Promise<Failure | undefined> {
    const place = parseMessage(ref)
    if (!place || (place.guild && !client.guilds.cache.has(place.guild))) return undefined
    const where = { channel_id: place.channel, ...(place.guild ? { guild_id: place.guild } : {}) }
    return delivery.inTurn(place.channel, async () => {
      const found = await read(place)
      if (!found.ok) return found.failure
      if (!found.value) await messages.deleted({ id: place.id, ...where })
      else if (Date.parse(found.value.edited_timestamp ?? '') > since) {
        const conversation = await messages.conversationOf(where)
        if (conversation) await messages.edited(conversation, { ...found.value, ...where } as never)
      }
      return undefined
    })
  }

  async function lookAtAll(refs: string[], since: number): Promise<void> {
    for (const [index, ref] of refs.entries()) {
      const failure = await look(ref, since)
      if (failure?.type !== 'rate-limited' && failure?.type !== 'unavailable') continue
      // Discord lets so many be read in a moment; the rest waits for the next.
      const at = failure.type === 'rate-limited' ? failure.at : clock.now() + WAIT
      callOff = clock.wakeAt(at, () => delivery.inTurn('follow', () => goOn(refs.slice(index), since)))
      return
    }
  }

  const goOn = (refs: string[], since: number) =>
    lookAtAll(refs, since).catch((error) => logger.warn({ err: error }, 'what was edited meanwhile could not be read'))

  return {
    /** @param since when the gap began, ms since 1970 */
    async follow(since: number): Promise<void> {
      callOff?.()
      await lookAtAll(await followed(), since - OVERLAP)
    },
    stop: () => callOff?.(),
  }
}
