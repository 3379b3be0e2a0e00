import {
  type APIApplicationCommandInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandType,
  ComponentType,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  type REST,
} from 'discord.js'
import type { Form } from '../../cards/card.ts'
import { type Action, type ActionName, actions } from '../../commands/actions.ts'
import type { CommandDeclaration } from '../../commands/commands.ts'
import { formOfCommand } from '../../commands/form-of-command.ts'
import type { Problem } from '../../commands/intent.ts'
import { problem } from '../../commands/problem.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Logger } from '../../shared/logger.ts'
import type { Keep, PlatformEvent, Suggest } from '../platform.ts'
import { checkForm, type FormProblem } from './check-form.ts'
import { readChosen, readCommand } from './commands.ts'
import { completeOption } from './complete.ts'
import { readForm } from './forms.ts'
import { customId, markOf, parseCustomId } from './ids.ts'
import { type Interaction, placeOf } from './interactions.ts'
import type { Lapsing } from './lapsing.ts'
import { type Names, readText } from './read-text.ts'
import { renderAnswer } from './render-card.ts'
import { createRespond } from './respond.ts'
import { keys } from './rows.ts'
import { createTellInteraction } from './tell-interaction.ts'

interface Parts {
  /** For answers to interactions alone. */
  rest: REST
  accept(event: PlatformEvent): Promise<void>
  keep: Keep
  lapsing: Lapsing
  clock: Clock
  logger: Logger
  commands: CommandDeclaration[]
  explain(problem: Problem): string
  commandForm(action: ActionName): Form
  suggest?: Suggest | undefined
  homeOf(user: string): Promise<string | undefined>
  namesIn(message: { mentions: never[] }, guild: string | undefined): Names
}

const ephemeral = MessageFlags.Ephemeral as number
const FORM_LIFE = 24 * 3_600_000

/** Commands, presses, menus and forms: taken first, acknowledged then, within the three seconds that Discord gives. */
export function createReceiveInteractions(parts: Parts) {
  const { rest, keep, lapsing, clock, logger, commands, explain, commandForm, suggest } = parts
  const { respond, sayPrivately, openForm } = createRespond(rest, logger)
  const { tell, acknowledged } = createTellInteraction({ ...parts, respond, sayPrivately })

  async function ran(interaction: APIApplicationCommandInteraction): Promise<void> {
    const { data } = interaction
    const place = placeOf(interaction)
    if (data.type === ApplicationCommandType.Message) {
      const chosen = readChosen(interaction.guild_id, data)
      if (!chosen || !place?.channel)
        return void (await sayPrivately(interaction, explain(problem('problem.not-a-post'))))
      const text = readText(
        chosen.content,
        parts.namesIn({ mentions: chosen.mentions as never[] }, interaction.guild_id),
      )
      const { message, author } = chosen
      return tell(interaction, { type: 'message-chosen', message, author, text, channel: place.channel }, 'reply')
    }
    if (data.type !== ApplicationCommandType.ChatInput) return
    const { command, values } = readCommand(commands, interaction.guild_id, data)
    const action = formOfCommand(command, values)
    if (action)
      return void (await openForm(
        interaction,
        customId({ action, subject: 'me', mark: 'command' }),
        commandForm(action),
      ))
    const channel = place?.channel ? { channel: place.channel } : {}
    return tell(interaction, { type: 'command-run', command, values, ...channel }, 'reply')
  }

  async function pressed(interaction: APIMessageComponentInteraction): Promise<void> {
    const { data } = interaction
    const id = data.component_type === ComponentType.StringSelect ? (data.values[0] ?? '') : data.custom_id
    const press = parseCustomId(id)
    const form = press && (await formOf(id))
    if (form) return void (await openForm(interaction, id, form))
    if (!press || opensAForm(press.action))
      return void (await sayPrivately(interaction, explain(problem('problem.unknown-action'))))
    const { action, subject } = press
    return tell(interaction, { type: 'button-pressed', action, subject }, isPrivate(interaction) ? 'replace' : 'update')
  }

  async function submitted(interaction: APIModalSubmitInteraction): Promise<void> {
    const id = interaction.data.custom_id
    const press = parseCustomId(id)
    const form = press && (await formOf(id))
    if (!press || !form) return void (await sayPrivately(interaction, explain(problem('problem.unknown-action'))))
    const { action, subject } = press
    const values = readForm(form, interaction.data.components as never)
    const wrong = checkForm(form, { action, subject, at: clock.now() }, values, explain)
    if (wrong) return askAgain(interaction, form, press, values, wrong)
    return tell(
      interaction,
      { type: 'form-submitted', action, subject, values },
      interaction.message ? (isPrivate(interaction) ? 'replace' : 'update') : 'reply',
    )
  }

  /** Discord closes a form before anybody looks at it: what is wrong comes with a button that opens it again, as it was filled in. */
  async function askAgain(
    interaction: APIModalSubmitInteraction,
    form: Form,
    { action, subject }: { action: string; subject: string },
    values: Record<string, string>,
    { whole, fields }: FormProblem,
  ): Promise<void> {
    const mark = markOf(interaction.id)
    const filled = { ...form, fields: form.fields.map((field) => ({ ...field, value: values[field.name] ?? '' })) }
    const id = customId({ action, subject, mark })
    await lapsing.put({ [keys.form(id)]: JSON.stringify(filled) }, clock.now() + FORM_LIFE)
    const card = {
      blocks: [
        { type: 'text' as const, spans: [whole ?? fields.map(({ label, said }) => `${label}: ${said}`).join('\n')] },
        { type: 'buttons' as const, buttons: [{ action, subject, label: form.title, style: 'primary' as const }] },
      ],
    }
    await respond(interaction, {
      type: InteractionResponseType.ChannelMessageWithSource,
      data: { ...renderAnswer(card, mark), flags: MessageFlags.IsComponentsV2 | ephemeral },
    })
  }

  /** The form that hangs on a button; those that are everybody's own can be made anew. */
  async function formOf(id: string): Promise<Form | undefined> {
    const kept = await keep.get(keys.form(id))
    if (kept) return JSON.parse(kept) as Form
    const action = parseCustomId(id)?.action ?? ''
    return opensForOneself(action) ? commandForm(action) : undefined
  }

  return {
    acknowledged,

    async received(interaction: Interaction): Promise<void> {
      switch (interaction.type) {
        case InteractionType.ApplicationCommand:
          return ran(interaction)
        case InteractionType.MessageComponent:
          return pressed(interaction)
        case InteractionType.ModalSubmit:
          return submitted(interaction)
        case InteractionType.ApplicationCommandAutocomplete: {
          const choices = await completeOption(commands, suggest, interaction)
          await respond(interaction, {
            type: InteractionResponseType.ApplicationCommandAutocompleteResult,
            data: { choices },
          })
        }
      }
    },
  }
}

/** On an answer that its reader alone sees. What was decided takes its place, so that no question stands that is answered. */
const isPrivate = ({ message }: Pick<APIMessageComponentInteraction | APIModalSubmitInteraction, 'message'>) =>
  ((message?.flags ?? 0) & ephemeral) !== 0

const table: Record<string, Action> = actions
const opensAForm = (action: string) => Object.hasOwn(table, action) && table[action]!.fields !== undefined
const opensForOneself = (action: string): action is ActionName => opensAForm(action) && table[action]!.subject === 'me'
