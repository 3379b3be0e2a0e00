import { type APIChannel, type APIDMChannel, type APIMessage, type Client, MessageFlags, Routes } from 'discord.js'
import type { Card } from '../../cards/card.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Keep, Outcome, Platform, SendTo } from '../platform.ts'
import type { Answers } from './answer.ts'
import { done, failed, hasCode } from './failures.ts'
import { createFindSent } from './find-sent.ts'
import {
  dmRef,
  markOf,
  messageRef,
  parseAnswer,
  parseConversation,
  parseMessage,
  threadRef,
  timeOf,
  userOf,
} from './ids.ts'
import { createKeptForms } from './kept-forms.ts'
import { longestThreadName } from './limits.ts'
import { remember } from './remember.ts'
import { renderCard } from './render-card.ts'
import type { Requests } from './requests.ts'
import { keys } from './rows.ts'

type Sends = Pick<Platform, 'send' | 'edit' | 'remove' | 'openThread' | 'openDm' | 'findSent' | 'fetchMessage'>

interface Parts {
  client: Client
  requests: Requests
  answers: Answers
  keep: Keep
  clock: Clock
  /** What was written in a message, as others read it. */
  wordsOf(message: APIMessage, guild: string | undefined): Promise<string>
  accountOf(user: string): string
  /** A conversation by DM begins here for the bot: what comes after this message is not to be missed. */
  began(conversation: string, last: string): Promise<void>
  /** What was tried in a channel or thread was allowed, or not. */
  allowed(channel: string, yes: boolean): Promise<void>
}

const THREAD_EXISTS = 160004
/** Minutes without a word after which Discord folds a thread away: three days. */
const AUTO_ARCHIVE = 4320

/** What the bot does on Discord. */
export function createSends({ client, requests, answers, keep, clock, wordsOf, accountOf, began, allowed }: Parts) {
  const { rest } = client
  const forms = createKeptForms(keep)
  const find = createFindSent(client, requests, clock)
  /** What the bot said lately, by nonce: the gateway tells of it even when the answer to the request was lost. */
  const said = new Map<string, string>()
  /** When a send was tried first. */
  const tried = new Map<string, number>()
  /** Until when no conversation is opened, because Discord said that it was too much. */
  let openAgainAt = 0
  /** Messages that the bot removed itself; their deletion is no news. */
  const removed = new Set<string>()

  async function sendMessage(
    effectId: string,
    { conversation, replyTo }: Extract<SendTo, { conversation: string }>,
    card: Card,
    notify: boolean,
  ): Promise<Outcome<string>> {
    const place = parseConversation(conversation)
    if (!place) return failed('gone')
    const mark = markOf(effectId)
    const kept = await forms.keep(card, mark)
    const rendered = renderCard(card, mark)
    if (!tried.has(effectId)) tried.set(effectId, clock.now())
    if (tried.size > 1000) tried.delete(tried.keys().next().value!)
    const answered = replyTo ? parseMessage(replyTo) : undefined
    // In a forum nothing can be said but in its posts.
    const channel = answered?.channel ?? place.id
    const sent = await requests.attempt<APIMessage>(() =>
      rest.post(Routes.channelMessages(channel), {
        body: {
          ...rendered,
          flags: rendered.flags | (notify ? 0 : MessageFlags.SuppressNotifications),
          nonce: effectId.slice(0, 25),
          enforce_nonce: true,
          ...(answered ? { message_reference: { message_id: answered.id, fail_if_not_exists: false } } : {}),
        },
      }),
    )
    if (place.guild) await allowed(channel, sent.ok || sent.failure.type !== 'forbidden')
    if (!sent.ok) return sent
    tried.delete(effectId)
    const message = messageRef(place.guild, channel, sent.value.id)
    await forms.note(message, kept)
    return done(message)
  }

  const sends: Sends = {
    send: (effectId, to, card, { notify }) =>
      'interaction' in to
        ? answers.answer(effectId, to.interaction, card)
        : to.onlyFor
          ? Promise.resolve(failed('forbidden'))
          : sendMessage(effectId, to, card, notify),

    async edit(message, card) {
      if (parseAnswer(message)) return answers.edit(message, card)
      const place = parseMessage(message)
      if (!place) return failed('gone')
      const mark = markOf(message)
      const kept = await forms.keep(card, mark)
      const { content, components, allowed_mentions } = renderCard(card, mark)
      const edited = await requests.inThread(place.channel, () =>
        rest.patch(Routes.channelMessage(place.channel, place.id), { body: { content, components, allowed_mentions } }),
      )
      if (!edited.ok) return edited
      await forms.note(message, kept)
      return done(undefined)
    },

    async remove(message) {
      if (parseAnswer(message)) return answers.remove(message)
      const place = parseMessage(message)
      if (!place) return failed('gone')
      remember(removed, place.id)
      const gone = await requests.inThread(place.channel, () =>
        rest.delete(Routes.channelMessage(place.channel, place.id)),
      )
      if (!gone.ok && gone.failure.type !== 'gone') return gone
      await forms.note(message, [])
      return gone.ok ? done(undefined) : gone
    },

    async openThread(_effectId, message, title) {
      const place = parseMessage(message)
      if (!place?.guild) return failed('gone')
      const thread = threadRef(place.guild, place.id)
      // A post in a forum is the thread.
      if (place.channel === place.id) return done(thread)
      const opened = await requests.attempt<APIChannel>(async () => {
        try {
          return await rest.post(Routes.threads(place.channel, place.id), {
            body: { name: title.slice(0, longestThreadName), auto_archive_duration: AUTO_ARCHIVE },
          })
        } catch (error) {
          if (!hasCode(error, THREAD_EXISTS)) throw error
          return rest.get(Routes.channel(place.id))
        }
      })
      await allowed(place.channel, opened.ok || opened.failure.type !== 'forbidden')
      return opened.ok ? done(thread) : opened
    },

    async openDm(account) {
      const user = userOf(account)
      if (!user) return failed('gone')
      const known = await keep.get(keys.dm(user))
      if (known) return done(dmRef(known))
      if (clock.now() < openAgainAt) return { ok: false, failure: { type: 'rate-limited', at: openAgainAt } }
      const opened = await requests.attempt<APIDMChannel>(() =>
        rest.post(Routes.userChannels(), { body: { recipient_id: user } }),
      )
      if (!opened.ok) {
        if (opened.failure.type === 'rate-limited') openAgainAt = opened.failure.at
        return opened
      }
      // Discord tells nobody a list of their direct messages: what is not kept cannot be caught up with.
      const { id, last_message_id: last } = opened.value
      await keep.put({ [keys.dm(user)]: id })
      await began(dmRef(id), last ?? id)
      return done(dmRef(id))
    },

    findSent: (effectId, to) => find(effectId, to, said.get(effectId.slice(0, 25)), tried.get(effectId)),

    async fetchMessage(message) {
      const place = parseMessage(message)
      if (!place) return failed('gone')
      const fetched = await requests.attempt<APIMessage>(() => rest.get(Routes.channelMessage(place.channel, place.id)))
      if (!fetched.ok) return fetched
      const { author, id } = fetched.value
      const text = await wordsOf(fetched.value, place.guild)
      return done({ author: accountOf(author.id), text, at: timeOf(id) })
    },
  }

  return {
    ...sends,
    /** The gateway tells of a message of the bot's own. */
    noteOwn(message: { id: string; channel_id: string; nonce?: string | number; guild_id?: string }) {
      if (message.nonce === undefined) return
      said.set(String(message.nonce), messageRef(message.guild_id, message.channel_id, message.id))
      if (said.size > 1000) said.delete(said.keys().next().value!)
    },
    /** Whether the bot removed this message itself. */
    wasRemovedHere: (id: string) => removed.delete(id),
  }
}
