import type { Card } from '../../cards/card.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Outcome, Platform } from '../platform.ts'
import type { Answers } from './answers.ts'
import { done, errorName, failed, must } from './failures.ts'
import {
  accountRef,
  conversationRef,
  isDm,
  messageRef,
  type Place,
  parseAccount,
  parseConversation,
  parseInteraction,
  parseMessage,
  timeOf,
  tsAt,
} from './ids.ts'
import type { Installations } from './installations.ts'
import { readMessage } from './read-message.ts'
import { type Names, readText } from './read-text.ts'
import type { SlackPost } from './receive-messages.ts'
import { type Rendering, renderCard, showsPicture } from './render-card.ts'

type Sends = Pick<Platform, 'send' | 'edit' | 'remove' | 'openThread' | 'openDm' | 'findSent' | 'fetchMessage'>

interface Parts {
  installations: Installations
  /** A thread or, with `account`, a DM begins: what is said there after `ts` is not to be missed. */
  began(conversation: string, ts: string, account?: string): Promise<void>
  answers: Answers
  names(team: string): Names
  rendering(team: string): Rendering
  clock: Clock
}

/** Marks a message as what came of an effect, so that it can be found again. Slack has no other way to tell a repetition. */
const marker = 'askaround_effect'

/** As far as this machine's clock and Slack's may be apart. */
const CLOCKS_APART = 60_000
const DAY = 24 * 3_600_000
const pageSize = 200

/** What the bot does in Slack. */
export function createSends({ installations, began, answers, names, rendering, clock }: Parts): Sends {
  const call = installations.call

  /** With people's pictures; without them where Slack refuses the whole message because one cannot be fetched. */
  async function render<T>(card: Card, team: string, say: (message: ReturnType<typeof renderCard>) => Promise<T>) {
    try {
      return await say(renderCard(card, { ...rendering(team), pictures: true }))
    } catch (error) {
      if (errorName(error) !== 'invalid_blocks' || !showsPicture(card)) throw error
      return say(renderCard(card, rendering(team)))
    }
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
      const thread = place.thread ?? threadOf(to.replyTo, place)
      const where = { channel, ...(thread ? { thread_ts: thread } : {}) }
      const { onlyFor } = to
      if (onlyFor) {
        const user = parseAccount(onlyFor)?.user ?? ''
        const sent = await render(card, team, (message) =>
          call(team, (client) => client.chat.postEphemeral({ ...where, ...message, user })),
        )
        return sent.ok ? done(messageRef({ team, channel, ts: sent.value.message_ts!, onlyFor: user })) : sent
      }
      const marked = {
        ...where,
        metadata: { event_type: marker, event_payload: { id: effectId } },
        unfurl_links: false,
        unfurl_media: false,
      }
      const sent = await render(card, team, (message) =>
        call(team, (client) => client.chat.postMessage({ ...marked, ...message })),
      )
      if (sent.ok) return done(messageRef({ team, channel, ts: sent.value.ts!, ...(thread ? { thread } : {}) }))
      // What it was to hang on was taken away: it is said all the same.
      const alone = to.replyTo && sent.failure.type === 'gone'
      return alone ? this.send(effectId, { conversation: to.conversation }, card, { notify: true }) : sent
    },

    async edit(message, card) {
      const it = parseMessage(message)
      if (!it) return failed('gone')
      if (it.onlyFor) return answers.replace(message, renderCard(card, rendering(it.team)))
      const { team, channel, ts } = it
      return none(
        await render(card, team, (message) => call(team, (client) => client.chat.update({ channel, ts, ...message }))),
      )
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
      const found = await readMessage(it, installations)
      if (!found.ok) return found
      const { team, channel, ts } = it
      const thread = conversationRef({ team, channel, thread: ts })
      await began(thread, ts)
      return done(thread)
    },

    async openDm(account) {
      const parsed = parseAccount(account)
      if (!parsed) return failed('gone')
      const { team, user } = parsed
      const opened = await call(team, (client) => client.conversations.open({ users: user }))
      if (!opened.ok) return opened
      const dm = conversationRef({ team, channel: opened.value.channel!.id! })
      await began(dm, tsAt(clock.now() - CLOCKS_APART), account)
      return done(dm)
    },

    async findSent(effectId, to) {
      // What is shown to one person alone cannot be read back.
      if ('interaction' in to || to.onlyFor) return 'cannot-know'
      const place = parseConversation(to.conversation)
      if (!place) return 'none'
      const { team, channel } = place
      const thread = place.thread ?? threadOf(to.replyTo, place)
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
      const found = await readMessage(it, installations)
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

/** A reply goes into the thread of the message that it answers, where that is in the same channel. */
function threadOf(message: string | undefined, { team, channel }: Place): string | undefined {
  const it = message ? parseMessage(message) : undefined
  return it?.team === team && it.channel === channel ? (it.thread ?? it.ts) : undefined
}

const none = (outcome: Outcome<unknown>): Outcome<void> => (outcome.ok ? done(undefined) : outcome)
