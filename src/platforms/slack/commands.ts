import type { Form } from '../../cards/card.ts'
import type { CommandDeclaration, OptionDeclaration } from '../../commands/commands.ts'
import type { Problem } from '../../commands/intent.ts'
import { parseCommandText } from '../../commands/parse-command.ts'
import { accountRef, conversationRef } from './ids.ts'
import { type Names, readMrkdwn } from './read-text.ts'

export type ReadCommand = { values: Record<string, string> } | { problem: Problem }

/** Reads what was typed after a slash command, with references in place of the channels and people that Slack marked. */
export async function readCommand(
  declaration: CommandDeclaration,
  text: string,
  team: string,
  names: Names,
): Promise<ReadCommand> {
  const parsed = parseCommandText(declaration, text)
  if (parsed.problem) return { problem: parsed.problem }
  const { values } = parsed
  const chosen = declaration.subcommands?.find(({ name }) => name === values.subcommand)
  const read: Record<string, string> = { ...values }
  for (const option of (chosen ?? declaration).options) {
    const word = values[option.name]
    if (word === undefined) continue
    const found = await refer(option, word, team, names)
    if (typeof found === 'object') return { problem: found }
    read[option.name] = found
  }
  return { values: read }
}

async function refer(option: OptionDeclaration, word: string, team: string, names: Names): Promise<string | Problem> {
  if (option.type === 'channel') {
    const channel = /^<#(\w+)/.exec(word)?.[1]
    // A name that Slack did not mark is of no channel that this person sees.
    return channel ? conversationRef({ team, channel }) : { key: 'problem.no-channel', values: {} }
  }
  const marked = option.completes === 'channels' ? /^<#(\w+)(?:\|[^>]*)?>$/.exec(word)?.[1] : undefined
  if (marked) return conversationRef({ team, channel: marked })
  const plain = await readMrkdwn(word, names)
  if (option.type !== 'member') return plain
  const user = /^<@(\w+)/.exec(word)?.[1]
  return user ? accountRef(team, user) : plain
}

/** A form for a command's options, for where slash commands do not work. Its fields are named for the options. */
export const optionsForm = ({ name, description, options }: CommandDeclaration): Form => ({
  title: `/${name}`,
  submit: 'OK',
  fields: options.map(({ name, description: label, type, required, choices }) => ({
    name,
    label,
    type: type === 'choice' ? 'choice' : 'text',
    required,
    hint: description,
    ...(choices ? { options: choices.map((value) => ({ value, label: value })) } : {}),
  })),
})
