import { type APIMessage, type Client, Routes } from 'discord.js'
import type { Clock } from '../../shared/clock.ts'
import type { SendTo } from '../platform.ts'
import { markOf, messageRef, parseConversation, parseCustomId, parseMessage, timeOf } from './ids.ts'
import type { Requests } from './requests.ts'

const LOOK_BACK = 100
/** So long Discord surely drops a second message with the same nonce. */
const NONCE_LIFE = 2 * 60_000
/** What is owed for longer than this is given up. */
const LONGEST_OWED = 24 * 3_600_000

/** Looks whether an earlier send arrived: by its nonce, which Discord soon forgets, or by the mark that its buttons have. */
export function createFindSent(client: Client, requests: Requests, clock: Clock) {
  /**
   * @param told the message, when the gateway told of it
   * @param triedAt when this process tried first
   */
  return async (
    effectId: string,
    to: SendTo,
    told: string | undefined,
    triedAt: number | undefined,
  ): Promise<string | 'none' | 'cannot-know'> => {
    if ('interaction' in to) return 'cannot-know'
    if (told) return told
    const place = parseConversation(to.conversation)
    if (!place) return 'none'
    const channel = (to.replyTo && parseMessage(to.replyTo)?.channel) || place.id
    const list = await requests.attempt<APIMessage[]>(() =>
      client.rest.get(Routes.channelMessages(channel), { query: new URLSearchParams({ limit: String(LOOK_BACK) }) }),
    )
    if (!list.ok) return list.failure.type === 'gone' || list.failure.type === 'forbidden' ? 'none' : 'cannot-know'
    const mark = markOf(effectId)
    const own = list.value.filter(({ author }) => author.id === client.user?.id)
    const found = own.find((each) => each.nonce === effectId.slice(0, 25) || marksOf(each).includes(mark))
    if (found) return messageRef(place.guild, channel, found.id)
    const now = clock.now()
    if (triedAt !== undefined && now - triedAt < NONCE_LIFE) return 'none'
    // A message without buttons, whose nonce is forgotten, may be the one.
    const mayBeIt = own.some(
      (each) => each.nonce === undefined && marksOf(each).length === 0 && now - timeOf(each.id) < LONGEST_OWED,
    )
    return mayBeIt ? 'cannot-know' : 'none'
  }
}

interface Part {
  custom_id?: string
  components?: Part[]
}

/** Which effect or edit a message's buttons came with. */
const marksOf = (message: APIMessage): string[] => {
  const visit = (parts: Part[]): string[] =>
    parts.flatMap(({ custom_id: id, components }) => [
      ...(id ? [parseCustomId(id)?.mark ?? ''] : []),
      ...visit(components ?? []),
    ])
  return visit((message.components ?? []) as Part[])
}
