import type { types, webApi } from '@slack/bolt'
import type { Card } from '../../cards/card.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Outcome } from '../platform.ts'
import { done, failed } from './failures.ts'
import { type Interaction, isDm, messageRef } from './ids.ts'
import type { Installations } from './installations.ts'
import { limits } from './limits.ts'
import { type Rendering, renderCard } from './render-card.ts'

export type Answers = ReturnType<typeof createAnswers>

interface Rendered {
  text: string
  blocks: types.KnownBlock[]
}

interface Parts {
  installations: Installations
  rendering(team: string): Rendering
  clock: Clock
  /** How long an answer may take, in ms. */
  timeout: number
  showHome(interaction: Interaction, card: Card): Promise<Outcome<void>>
}

const mostNoted = 1000

/** Private answers to commands, presses and forms, by the address that Slack gave for it. */
export function createAnswers({ installations, rendering, clock, timeout, showHome }: Parts) {
  const ephemerals = new Map<string, { url: string; until: number }>()

  async function post(url: string, body: object): Promise<Outcome<void>> {
    const headers = { 'content-type': 'application/json' }
    const signal = AbortSignal.timeout(timeout)
    const answer = await fetch(url, { method: 'POST', headers, signal, body: JSON.stringify(body) }).catch(
      () => undefined,
    )
    if (!answer || answer.status >= 500) return failed('unavailable')
    if (answer.status === 429) {
      const seconds = Number(answer.headers.get('retry-after') ?? 1)
      return { ok: false, failure: { type: 'rate-limited', at: clock.now() + seconds * 1000 } }
    }
    return answer.ok ? done(undefined) : failed('gone')
  }

  return {
    /** Gives the one answer, to its receiver alone: where they are, else on the App Home or by DM. */
    async give(interaction: Interaction, card: Card): Promise<Outcome<string>> {
      const { team, user, channel, thread, responseUrl, home } = interaction
      const ref = messageRef({ team, channel: channel ?? 'D0', ts: '0000000000.000000', onlyFor: user })
      if (home) {
        const shown = await showHome(interaction, card)
        return shown.ok ? done(ref) : shown
      }
      const rendered = renderCard(card, rendering(team))
      if (responseUrl) {
        const where = thread ? { thread_ts: thread } : {}
        // Slack shows nothing fleeting in a thread that nobody wrote in yet; a DM is read by one person anyway.
        const response_type = thread && channel && isDm(channel) ? 'in_channel' : 'ephemeral'
        const body = { ...rendered, ...where, response_type, replace_original: false }
        const posted = await post(responseUrl, body)
        return posted.ok ? done(ref) : posted
      }
      const opened = await installations.call(team, (client) => client.conversations.open({ users: user }))
      if (!opened.ok) return opened
      const dm = opened.value.channel!.id!
      const message: webApi.ChatPostMessageArguments = { channel: dm, ...rendered }
      const sent = await installations.call(team, (client) => client.chat.postMessage(message))
      return sent.ok ? done(messageRef({ team, channel: dm, ts: sent.value.ts! })) : sent
    },

    /** A press on an ephemeral message gives the address by which it can be changed. */
    noteEphemeral(message: string, url: string) {
      const now = clock.now()
      for (const [known, { until }] of ephemerals)
        if (until <= now || ephemerals.size >= mostNoted) ephemerals.delete(known)
      ephemerals.set(message, { url, until: now + limits.interactionLife })
    },

    /** Changes an ephemeral message, or takes it away. Nobody can before it was pressed, or half an hour later. */
    async replace(message: string, rendered: Rendered | undefined): Promise<Outcome<void>> {
      const known = ephemerals.get(message)
      if (!known || known.until <= clock.now()) return failed('forbidden')
      return post(known.url, rendered ? { ...rendered, replace_original: true } : { delete_original: true })
    },
  }
}
