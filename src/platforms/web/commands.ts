import { closest, distance } from 'fastest-levenshtein'
import type { CommandDeclaration, OptionDeclaration } from '../../commands/commands.ts'
import type { Problem } from '../../commands/intent.ts'
import { parseCommandText } from '../../commands/parse-command.ts'
import { findPerson } from './find-named.ts'
import { conversationsOf, folded } from './reading.ts'
import { Refusal } from './refusal.ts'
import type { State } from './state.ts'

interface Typed {
  state: State
  commands: CommandDeclaration[]
  /** Says a problem in words. */
  explain(problem: Problem): string
}

/** Whether a text in the composer is meant as a command. "/home/me is full" and "//" are not. */
export const isCommand = (text: string) => /^\/[a-z][a-z-]*(\s|$)/i.test(text)

/**
 * Reads what somebody typed, such as "/askaround watch #help offer", with references in place of channels and members.
 * @throws Refusal that says what to type instead
 */
export function readCommand(
  { state, commands, explain }: Typed,
  account: string,
  text: string,
): { command: string; values: Record<string, string> } {
  const [, name = '', rest = ''] = /^\/(\S*)\s*(.*)$/s.exec(text.trim()) ?? []
  const declaration = commands.find((command) => command.name === name.toLowerCase())
  if (!declaration) throw new Refusal(unknown(name, commands))
  const parsed = parseCommandText(declaration, rest)
  if (parsed.problem) throw new Refusal(explain(parsed.problem))
  const chosen = declaration.subcommands?.find((subcommand) => subcommand.name === parsed.values.subcommand)
  const values = { ...parsed.values }
  for (const option of (chosen ?? declaration).options) {
    const word = values[option.name]
    if (word !== undefined) values[option.name] = refer(state, account, option, word)
  }
  return { command: declaration.name, values }
}

function unknown(name: string, commands: CommandDeclaration[]): string {
  const names = commands.map((command) => command.name)
  if (names.length === 0) return 'There are no commands here.'
  const nearest = closest(name.toLowerCase(), names)
  const meant = distance(name.toLowerCase(), nearest) <= 2 ? ` Did you mean /${nearest}?` : ''
  return `There is no command /${name}.${meant} All of them: ${names.map((known) => `/${known}`).join(' ')}`
}

function refer(state: State, account: string, option: OptionDeclaration, word: string): string {
  const name = folded(word.replace(/^[#@]/, ''))
  if (option.type === 'channel') {
    const channels = conversationsOf(state, account).channels
    const found = channels.find((row) => row.channel === word || folded(row.name) === name)
    if (!found) throw new Refusal(`There is no channel #${name} that you can read.`)
    return found.channel
  }
  if (option.type === 'member') {
    const found = findPerson(state, account, word)
    if (!found) throw new Refusal(`Nobody called ${name} is here.`)
    return found.account
  }
  return word
}
