import type { Form } from '../../cards/card.ts'
import type { ActionName } from '../../commands/actions.ts'
import type { CommandDeclaration } from '../../commands/commands.ts'
import { formOfCommand } from '../../commands/form-of-command.ts'
import { optionsForm, readCommand } from './commands.ts'
import { accountRef, conversationRef, type Interaction, isDm, messageRef } from './ids.ts'
import { type Acknowledgement, type CommandBody, type InteractionBody, placeOf } from './interaction-bodies.ts'
import { type FormOf, unpackForm } from './pack-form.ts'
import { type Names, readText } from './read-text.ts'
import { createSubmit } from './receive-forms.ts'
import { createTelling, type TellingParts } from './tell-interaction.ts'

interface Parts extends TellingParts {
  commands: CommandDeclaration[]
  commandForm?: ((action: ActionName) => Form) | undefined
  formOf: FormOf
  names(team: string): Names
  /** An ephemeral can be changed or taken away only with the token of a press on it. */
  noteEphemeral(message: string, responseUrl: string): void
}

/** Callback ids of the shortcuts, as the manifest declares them. */
export const shortcuts = { message: 'ask-about-message', global: 'ask' } as const

/** Commands, presses, shortcuts and forms. Each resolves once the bot has stored what it was told, with what Slack is answered. */
export function createReceiveInteractions(parts: Parts) {
  const { commands, explain, commandForm, formOf, names, say, noteEphemeral } = parts
  const { tell, open, channelOf } = createTelling(parts)
  const submit = createSubmit(parts)

  async function press(body: InteractionBody): Promise<Acknowledgement> {
    const where = placeOf(body)
    const [pressed] = body.actions ?? []
    if (!where || !pressed) return undefined
    const { container, response_url } = body
    if (container?.is_ephemeral && container.message_ts && where.channel && response_url) {
      const ref = messageRef({
        team: where.team,
        channel: where.channel,
        ts: container.message_ts,
        onlyFor: where.user,
      })
      noteEphemeral(ref, response_url)
    }
    const [id = '', packed = ''] = pressed.selected_option
      ? parted(pressed.selected_option.value, ' ')
      : [pressed.action_id, pressed.value ?? '']
    const [action, subject] = parted(id, ':')
    if (action === 'command') return runByPress(where, body.trigger_id, subject)
    const form = unpackForm(packed, action, formOf)
    if (form) await open(where, body.trigger_id, form, { action, subject })
    else await tell(where, body.trigger_id, { type: 'button-pressed', action, subject })
    return undefined
  }

  /** A command that was pressed or chosen, not typed. */
  async function runByPress(where: Interaction, trigger: string, name: string): Promise<Acknowledgement> {
    const declaration = commands.find((command) => command.name === name)
    if (!declaration) return undefined
    const action = commandForm && formOfCommand(name, {})
    if (action) await open(where, trigger, commandForm(action), { action, subject: 'me' })
    else if (declaration.options.some(({ required }) => required))
      await open(where, trigger, optionsForm(declaration), { command: name })
    else await tell(where, trigger, { type: 'command-run', command: name, values: {}, ...channelOf(where) })
    return undefined
  }

  async function choose(body: InteractionBody): Promise<Acknowledgement> {
    const where = placeOf(body)
    const { message } = body
    if (!where?.channel || !message) return undefined
    const { team, channel } = where
    const { ts, thread_ts, user, bot_id } = message
    // Only what a person wrote where others read it can be asked around.
    if (!user || bot_id || isDm(channel)) {
      await say(where, explain({ key: 'problem.not-a-post', values: {} }))
      return undefined
    }
    await tell(where, body.trigger_id, {
      type: 'message-chosen',
      message: messageRef({ team, channel, ts, ...(thread_ts ? { thread: thread_ts } : {}) }),
      author: accountRef(team, user),
      text: await readText(message, names(team)),
      channel: conversationRef({ team, channel }),
    })
    return undefined
  }

  return {
    async interaction(body: InteractionBody): Promise<Acknowledgement> {
      switch (body.type) {
        case 'block_actions':
          return press(body)
        case 'view_submission':
          return submit(body)
        case 'message_action':
          return body.callback_id === shortcuts.message ? choose(body) : undefined
        case 'shortcut': {
          const where = placeOf(body)
          return where && body.callback_id === shortcuts.global ? runByPress(where, body.trigger_id, 'ask') : undefined
        }
        default:
          return undefined
      }
    },

    /** A slash command. One that opens a form only opens it. */
    async command(body: CommandBody): Promise<Acknowledgement> {
      const { team_id: team, user_id: user, channel_id: channel, response_url: responseUrl, trigger_id } = body
      const where: Interaction = { team, user, channel, responseUrl }
      const declaration = commands.find(({ name }) => `/${name}` === body.command)
      if (!declaration) return undefined
      const read = await readCommand(declaration, body.text, team, names(team))
      if ('problem' in read) return { response_type: 'ephemeral', text: explain(read.problem) }
      const { values } = read
      const action = commandForm && formOfCommand(declaration.name, values)
      if (action) await open(where, trigger_id, commandForm(action), { action, subject: 'me' })
      else
        await tell(where, trigger_id, { type: 'command-run', command: declaration.name, values, ...channelOf(where) })
      return undefined
    },
  }
}

const parted = (text: string, at: string): [string, string] => {
  const index = text.indexOf(at)
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)]
}
