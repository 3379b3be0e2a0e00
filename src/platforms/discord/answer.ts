import { type APIMessage, type Client, MessageFlags, type REST, Routes } from 'discord.js'
import type { Card } from '../../cards/card.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Keep, Outcome } from '../platform.ts'
import { done, failed } from './failures.ts'
import { answerRef, interactionOf, markOf, parseAnswer } from './ids.ts'
import type { Lapsing } from './lapsing.ts'
import { formsOf, renderAnswer, wholeFile } from './render-card.ts'
import type { Requests } from './requests.ts'
import { type InteractionRow, keys } from './rows.ts'

/** Who left an answer open for a day does not press its buttons any more. */
const FORM_LIFE = 24 * 3_600_000

export type Answers = ReturnType<typeof createAnswers>

interface Parts {
  client: Client
  /** For the answers alone. */
  rest: REST
  requests: Requests
  keep: Keep
  lapsing: Lapsing
  clock: Clock
  /** Resolves once Discord was told that the interaction was taken; false: it does not wait for an answer any more. */
  acknowledged(interaction: string): Promise<boolean>
}

/** The private answer to a command, press or form, by the token of the interaction while that lives. */
export function createAnswers({ client, rest, requests, keep, lapsing, clock, acknowledged }: Parts) {
  const webhook = (token: string) => Routes.webhook(client.application!.id, token)
  const message = (token: string, id: string) => Routes.webhookMessage(client.application!.id, token, id)
  // The token in the address opens the door. With the bot's own, a lapsed one would count as the bot's being refused.
  const auth = false

  async function rowOf(interaction: string): Promise<InteractionRow | undefined> {
    const value = await keep.get(keys.interaction(interaction))
    const row = value === undefined ? undefined : (JSON.parse(value) as InteractionRow)
    return row && row.until > clock.now() ? row : undefined
  }

  async function render(card: Card, mark: string) {
    const forms = [...formsOf(card, mark)].map(([id, form]) => [keys.form(id), JSON.stringify(form)])
    if (forms.length > 0) await lapsing.put(Object.fromEntries(forms), clock.now() + FORM_LIFE)
    const { whole, ...body } = renderAnswer(card, mark)
    return { body, auth, ...(whole === undefined ? {} : { files: [{ name: wholeFile, data: Buffer.from(whole) }] }) }
  }

  return {
    async answer(effectId: string, ref: string, card: Card): Promise<Outcome<string>> {
      const interaction = interactionOf(ref)
      const row = interaction && (await rowOf(interaction))
      if (!interaction || !row || !(await acknowledged(interaction))) return failed('gone')
      const { body, ...rendered } = await render(card, markOf(effectId))
      const sent = await requests.attempt<APIMessage>(() =>
        row.how !== 'update'
          ? rest.patch(message(row.token, '@original'), { body, ...rendered })
          : rest.post(webhook(row.token), {
              body: { ...body, flags: body.flags | MessageFlags.Ephemeral },
              ...rendered,
            }),
      )
      return sent.ok ? done(answerRef(interaction, sent.value.id)) : sent
    },

    async edit(ref: string, card: Card): Promise<Outcome<void>> {
      const parsed = parseAnswer(ref)
      const row = parsed && (await rowOf(parsed.interaction))
      if (!parsed || !row) return failed('gone')
      const rendered = await render(card, markOf(ref))
      const edited = await requests.attempt(() => rest.patch(message(row.token, parsed.message), rendered))
      return edited.ok ? done(undefined) : edited
    },

    async remove(ref: string): Promise<Outcome<void>> {
      const parsed = parseAnswer(ref)
      const row = parsed && (await rowOf(parsed.interaction))
      if (!parsed || !row) return failed('gone')
      const removed = await requests.attempt(() => rest.delete(message(row.token, parsed.message), { auth }))
      return removed.ok ? done(undefined) : removed
    },
  }
}
