import { closest } from 'fastest-levenshtein'
import type { CommandDeclaration, OptionDeclaration } from './commands.ts'
import type { Problem } from './intent.ts'
import { problem } from './problem.ts'

/** Values by option name; "subcommand" holds the name of the subcommand. */
export type Parsed = { values: Record<string, string>; problem?: undefined } | { values?: undefined; problem: Problem }

/**
 * Reads a command that is typed as text, for instance "watch #help offer". Forgiving about order: each option takes the first
 * word that looks like it, and a text option takes all words that are left.
 * Channels and members stay as typed ("#help", "@ada"); the adapter, which knows them, puts references in their place.
 * @param text all that follows the command's name
 */
export function parseCommandText(declaration: CommandDeclaration, text: string): Parsed {
  const words = text.trim().split(/\s+/u).filter(Boolean)
  const { subcommands } = declaration
  if (!subcommands) return readOptions(declaration.name, declaration.options, words)
  const [first, ...rest] = words
  const name = first?.toLowerCase() ?? subcommands[0]!.name
  const chosen = subcommands.find((subcommand) => subcommand.name === name)
  if (!chosen) return { problem: unknownSubcommand(declaration, first!) }
  const parsed = readOptions(`${declaration.name} ${name}`, chosen.options, rest)
  return parsed.problem ? parsed : { values: { subcommand: name, ...parsed.values } }
}

/** No subcommand of that name: says which is nearest. */
export function unknownSubcommand({ name, subcommands = [] }: CommandDeclaration, word: string): Problem {
  const names = subcommands.map((subcommand) => subcommand.name)
  const nearest = closest(word.toLowerCase(), names)
  return problem('problem.unknown-subcommand', { command: name, word, nearest, all: names.join(', ') })
}

function readOptions(command: string, options: OptionDeclaration[], words: string[]): Parsed {
  const left = [...words]
  const values: Record<string, string> = {}
  const take = (option: OptionDeclaration, index: number) => {
    if (index < 0) return
    const [word] = left.splice(index, 1)
    values[option.name] = option.type === 'choice' ? word!.toLowerCase() : word!
  }
  const typed = options.filter((option) => option.type !== 'text')
  for (const option of typed)
    take(
      option,
      left.findIndex((word) => looksLike(option, word)),
    )
  // "/askaround watch help" means "#help".
  for (const option of typed) if (option.required && !(option.name in values)) take(option, left.length > 0 ? 0 : -1)
  const free = options.find((option) => option.type === 'text')
  if (free && left.length > 0) values[free.name] = left.splice(0).join(' ')
  return left.length > 0 ? { problem: leftOver(command, typed, values, left) } : { values }
}

function looksLike(option: OptionDeclaration, word: string): boolean {
  if (option.type === 'channel') return /^(?:<?#.|\w+:.)/u.test(word)
  if (option.type === 'member') return /^(?:<?@.|\w+:.)/u.test(word)
  if (option.type === 'number') return /^\d+$/u.test(word)
  return option.choices?.includes(word.toLowerCase()) ?? false
}

function leftOver(
  command: string,
  options: OptionDeclaration[],
  values: Record<string, string>,
  left: string[],
): Problem {
  const word = left.join(' ')
  const open = options.find((option) => option.type === 'choice' && !(option.name in values))
  return open
    ? problem('problem.unknown-choice', { command, word, all: open.choices!.join(', ') })
    : problem('problem.too-many-words', { command, word })
}
