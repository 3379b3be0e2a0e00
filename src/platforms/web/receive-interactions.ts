import type { Button, Card, Form } from '../../cards/card.ts'
import { type Action, type ActionName, actions } from '../../commands/actions.ts'
import { formOfCommand } from '../../commands/form-of-command.ts'
import type { Problem } from '../../commands/intent.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Delivery, EventWithoutId } from './catch-up.ts'
import { checkForm } from './check-form.ts'
import { findPerson } from './find-named.ts'
import { botAccount, parseConversation } from './ids.ts'
import { limits } from './limits.ts'
import { isShownTo, mayRead } from './reading.ts'
import { Refusal } from './refusal.ts'
import { type InteractionRow, keys, type MessageRow } from './rows.ts'
import type { State } from './state.ts'

interface Parts {
  state: State
  delivery: Delivery
  clock: Clock
  /** Reads a typed command; throws a Refusal that says what to type instead. */
  readCommand(account: string, text: string): { command: string; values: Record<string, string> }
  /** Says a problem in words. */
  explain(problem: Problem): string
  /** The form that a command opens; commands are only run when absent. */
  commandForm?: ((action: ActionName) => Form) | undefined
}

/** A form that a press or a command opens. Nothing is told before it is submitted. */
export interface Opened {
  form?: Form
  /** Of a command's form: what submitting it means. */
  action?: ActionName
}

type Interaction = Extract<EventWithoutId, { interaction: string }>
type Said = Interaction extends infer E
  ? E extends unknown
    ? Omit<E, 'at' | 'space' | 'account' | 'conversation' | 'interaction'>
    : never
  : never

/** Commands, presses and forms: stored with their event before the bot is told, each with a token for the private answer. */
export function createReceiveInteractions({ state, delivery, clock, readCommand, explain, commandForm }: Parts) {
  const live: InteractionRow[] = []

  async function tell(account: string, conversation: string, said: Said): Promise<void> {
    const place = parseConversation(conversation)!
    const at = clock.now()
    forgetLapsed(at)
    const interaction = `web:i:${state.nextNumber()}`
    const row: InteractionRow = { interaction, account, conversation, until: at + limits.interactionLife }
    const space = place.kind === 'dm' ? state.people.get(account)!.spaces[0]! : state.channels.get(place.channel)!.space
    const owed = delivery.owe({ ...said, at, space, account, conversation, interaction } as Interaction)
    await state.save({ entries: { ...owed.entries, [keys.interaction(interaction)]: JSON.stringify(row) } })
    live.push(row)
    await delivery.deliver(owed)
  }

  function forgetLapsed(now: number) {
    while (live[0] && live[0].until <= now) state.clearLater(keys.interaction(live.shift()!.interaction))
  }

  const named = (account: string) => (name: string) => findPerson(state, account, name)?.account

  function checkPlace(account: string, conversation: string) {
    if (!mayRead(state, account, conversation)) throw new Refusal('You cannot write here.')
  }

  async function visible(account: string, message: string): Promise<MessageRow> {
    const row = await state.message(message)
    if (!row || row.removed || !isShownTo(row, account) || !mayRead(state, account, row.conversation))
      throw new Refusal('This message is gone.')
    return row
  }

  async function button(account: string, message: string, wanted: Press): Promise<{ row: MessageRow; found: Button }> {
    const row = await visible(account, message)
    const found =
      row.card &&
      buttonsOf(row.card).find(({ action, subject }) => action === wanted.action && subject === wanted.subject)
    if (!found) throw new Refusal('This button is no longer there.')
    return { row, found }
  }

  return {
    /** Reads what earlier runs left, so that old tokens are forgotten in time. */
    async load() {
      for (const { value } of await state.keep.list('i/')) live.push(JSON.parse(value) as InteractionRow)
      live.sort((a, b) => a.until - b.until)
    },

    /** Presses a button or menu item. One that has a form only opens it: the form is returned and nothing is told yet. */
    async press(account: string, message: string, { action, subject }: Press): Promise<Opened> {
      const { row, found } = await button(account, message, { action, subject })
      if (found.form) return { form: found.form }
      await tell(account, row.conversation, { type: 'button-pressed', action, subject })
      return {}
    },

    /** Sends the form that a button opened. Refused, naming the field, when a value does not fit. */
    async submitForm(
      account: string,
      message: string,
      { action, subject }: Press,
      given: Record<string, string>,
    ): Promise<void> {
      const { row, found } = await button(account, message, { action, subject })
      if (!found.form) throw new Refusal('This button opens no form.')
      const values = checkForm(found.form, { action, subject, at: clock.now() }, given, explain, named(account))
      await tell(account, row.conversation, { type: 'form-submitted', action, subject, values })
    },

    /** Runs what was typed, such as "/ask could I borrow a ladder". A command that opens a form only opens it. */
    async runCommand(account: string, conversation: string, text: string): Promise<Opened> {
      checkPlace(account, conversation)
      const { command, values } = readCommand(account, text)
      const action = commandForm && formOfCommand(command, values)
      if (action) return { form: commandForm(action), action }
      const place = parseConversation(conversation)!
      const channel = place.kind === 'dm' ? {} : { channel: place.channel }
      await tell(account, conversation, { type: 'command-run', command, values, ...channel })
      return {}
    },

    /** Sends the form that a command opened. Refused, naming the fields, when a value does not fit. */
    async submitCommandForm(
      account: string,
      conversation: string,
      action: string,
      given: Record<string, string>,
    ): Promise<void> {
      checkPlace(account, conversation)
      if (!commandForm || !opensForCommand(action)) throw new Refusal('This form is no longer there.')
      const values = checkForm(
        commandForm(action),
        { action, subject: 'me', at: clock.now() },
        given,
        explain,
        named(account),
      )
      await tell(account, conversation, { type: 'form-submitted', action, subject: 'me', values })
    },

    /** "Ask around about this" in a message's menu. */
    async chooseMessage(account: string, message: string): Promise<void> {
      const { author, text, conversation } = await visible(account, message)
      const place = parseConversation(conversation)!
      if (author === botAccount || text === undefined || place.kind === 'dm')
        throw new Refusal('Choose what a person wrote in a channel.')
      await tell(account, conversation, { type: 'message-chosen', message, author, text, channel: place.channel })
    },
  }
}

export interface Press {
  action: string
  subject: string
}

/** All buttons and menu items of a card. */
const buttonsOf = (card: Card): Button[] =>
  card.blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : block.type === 'menu' ? block.items : []))

const table: Record<string, Action> = actions

/** Whether an action is one's own affair and takes a form, as those that commands open do. */
const opensForCommand = (action: string): action is ActionName =>
  Object.hasOwn(table, action) && table[action]!.subject === 'me' && table[action]!.fields !== undefined
