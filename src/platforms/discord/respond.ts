import { type APIInteractionResponse, InteractionResponseType, MessageFlags, type REST, Routes } from 'discord.js'
import type { Form } from '../../cards/card.ts'
import type { Logger } from '../../shared/logger.ts'
import { renderForm } from './forms.ts'
import { markOf } from './ids.ts'
import type { Interaction } from './interactions.ts'
import { renderAnswer } from './render-card.ts'

const ephemeral = MessageFlags.Ephemeral as number

export type Respond = ReturnType<typeof createRespond>

/** First answers to interactions, which Discord waits for three seconds. */
export function createRespond(rest: REST, logger: Logger) {
  /** @returns whether Discord took it */
  async function respond({ id, token }: Interaction, body: APIInteractionResponse): Promise<boolean> {
    try {
      await rest.post(Routes.interactionCallback(id, token), { body, auth: false })
      return true
    } catch (error) {
      logger.warn({ err: error, interaction: id }, 'Discord did not take the answer to an interaction')
      return false
    }
  }

  const sayPrivately = (interaction: Interaction, text: string) =>
    respond(interaction, {
      type: InteractionResponseType.ChannelMessageWithSource,
      data: {
        ...renderAnswer({ blocks: [{ type: 'text', spans: [text] }] }, markOf(interaction.id)),
        flags: MessageFlags.IsComponentsV2 | ephemeral,
      },
    })

  const openForm = (interaction: Interaction, id: string, form: Form) =>
    respond(interaction, { type: InteractionResponseType.Modal, data: renderForm(id, form) })

  return { respond, sayPrivately, openForm }
}
