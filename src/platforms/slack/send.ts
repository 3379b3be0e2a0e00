import type { webApi } from '@slack/bolt'

import type { Clock } from '../../shared/clock.ts'
import type { Outcome, Platform } from '../platform.ts'
import type { Answers } from './answers.ts'
import { done, failed, must } from './failures.ts'
import {
  accountRef,
  conversationRef,
  isDm,
  messageRef,
  parseAccount,
  parseConversation,
  parseInteraction,
  parseMessage,
  type SlackMessage,
  timeOf,
  tsAt,
} from './ids.ts'
import type { Installations } from './installations.ts'
import { type Names, readText } from './read-text.ts'
import type { SlackPost } from './receive-messages.ts'
import type { Remembered } from './remember.ts'
import { type Rendering, renderCard } from './render-card.ts'

type Sends = Pick<Platform, 'send' | 'edit' | 'remove' | 'openThread' | 'openDm' | 'findSent' | 'fetchMessage'>

interface Parts {
  installations: Installations
  remembered: Remembered
  answers: Answers
  names(team: string): Names
  rendering(team: string): Rendering
  clock: Clock
}

/** Marks a message as what came of an effect, so that it can be found again. Slack has no other way to tell a repetition. */
const marker = 'askaround_effect'

const DAY = 24 * 3_600_000
const pageSize = 200

/** What the bot does in Slack. */
export function createSends({ installations, remembered, answers, names, rendering, clock }: Parts): Sends {
  const call = installations.call

  /** A message as it stands; "gone" when it is deleted or only its thread is left. */
  async function read({ team, channel, ts, thread }: SlackMessage): Promise<Outcome<SlackPost>> {
    const asked = await call(team, (client) => {
      const it = { channel, oldest: ts, latest: ts, inclusive: true, limit: 1 }
      return thread ? client.conversations.replies({ ...it, ts: thread, limit: 2 }) : client.conversations.history(it)
    })
    if (!asked.ok) return asked
    const found = ((asked.value.messages ?? []) as SlackPost[]).find((message) => message.ts === ts)
    return found && found.subtype !== 'tombstone' ? done(found) : failed('gone')
  }

  return {
    async send(effectId, to, card) {
      if ('interaction' in to) {
        const interaction = parseInteraction(to.interaction)
        return interaction ? answers.give(interaction, card) : failed('gone')
      }
      const place = parseConversation(to.conversation)
      if (!place) return failed('gone')
      const { team, channel } = place
      const thread = place.thread ?? (to.replyTo ? threadOf(to.replyTo) : undefined)
      const message = { channel, ...renderCard(card, rendering(team)), ...(thread ? { thread_ts: thread } : {}) }
      const { onlyFor } = to
      if (onlyFor) {
        const user = parseAccount(onlyFor)?.user ?? ''
        const sent = await call(team, (client) => client.chat.postEphemeral({ ...message, user }))
        return sent.ok ? done(messageRef({ team, channel, ts: sent.value.message_ts!, onlyFor: user })) : sent
      }
      const marked: webApi.ChatPostMessageArguments = {
        ...message,
        metadata: { event_type: marker, event_payload: { id: effectId } },
        unfurl_links: false,
        unfurl_media: false,
      }
      const sent = await call(team, (client) => client.chat.postMessage(marked))
      return sent.ok ? done(messageRef({ team, channel, ts: sent.value.ts!, ...(thread ? { thread } : {}) })) : sent
    },

    async edit(message, card) {
      const it = parseMessage(message)
      if (!it) return failed('gone')
      if (it.onlyFor) return answers.replace(message, renderCard(card, rendering(it.team)))
      const { team, channel, ts } = it
      const rendered = renderCard(card, rendering(team))
      return none(await call(team, (client) => client.chat.update({ channel, ts, ...rendered })))
    },

    async remove(message) {
      const it = parseMessage(message)
      if (!it) return failed('gone')
      if (it.onlyFor) return answers.replace(message, undefined)
      return none(await call(it.team, (client) => client.chat.delete({ channel: it.channel, ts: it.ts })))
    },

    /** Slack's threads are there as soon as somebody writes; only that the message still stands is looked up. */
    async openThread(_effectId, message) {
      const it = parseMessage(message)
      if (!it) return failed('gone')
      if (it.onlyFor || it.thread || isDm(it.channel)) return failed('forbidden')
      const found = await read(it)
      if (!found.ok) return found
      const { team, channel, ts } = it
      return done(await remembered.add(conversationRef({ team, channel, thread: ts }), clock.now()))
    },

    async openDm(account) {
      const parsed = parseAccount(account)
      if (!parsed) return failed('gone')
      const { team, user } = parsed
      const opened = await call(team, (client) => client.conversations.open({ users: user }))
      if (!opened.ok) return opened
      return done(await remembered.add(conversationRef({ team, channel: opened.value.channel!.id! }), clock.now()))
    },

    async findSent(effectId, to) {
      // What is shown to one person alone cannot be read back.
      if ('interaction' in to || to.onlyFor) return 'cannot-know'
      const place = parseConversation(to.conversation)
      if (!place) return 'none'
      const { team, channel } = place
      const thread = place.thread ?? (to.replyTo ? threadOf(to.replyTo) : undefined)
      let cursor: string | undefined
      do {
        const asked = await call(team, (client) => {
          const since = tsAt(clock.now() - DAY)
          const stretch = {
            channel,
            oldest: since,
            limit: pageSize,
            include_all_metadata: true,
            ...(cursor ? { cursor } : {}),
          }
          return thread
            ? client.conversations.replies({ ...stretch, ts: thread })
            : client.conversations.history(stretch)
        })
        if (!asked.ok && (asked.failure.type === 'gone' || asked.failure.type === 'forbidden')) return 'cannot-know'
        const page = must(asked)
        const found = ((page.messages ?? []) as Marked[]).find(
          ({ metadata }) => metadata?.event_type === marker && metadata.event_payload?.id === effectId,
        )
        if (found) return messageRef({ team, channel, ts: found.ts!, ...(thread ? { thread } : {}) })
        cursor = page.response_metadata?.next_cursor
      } while (cursor)
      return 'none'
    },

    async fetchMessage(message) {
      const it = parseMessage(message)
      if (!it || it.onlyFor) return failed('gone')
      const found = await read(it)
      if (!found.ok) return found
      const { team } = it
      const author = accountRef(team, found.value.user ?? installations.of(team)?.botUser ?? '')
      return done({ author, text: await readText(found.value, names(team)), at: timeOf(it.ts) })
    },
  }
}

interface Marked extends SlackPost {
  metadata?: { event_type?: string; event_payload?: { id?: string } }
}

/** A reply goes into the thread of the message that it answers. */
function threadOf(message: string): string | undefined {
  const it = parseMessage(message)
  return it?.thread ?? it?.ts
}

const none = (outcome: Outcome<unknown>): Outcome<void> => (outcome.ok ? done(undefined) : outcome)
