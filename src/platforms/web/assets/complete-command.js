import { fitsForOption } from './fits-for-option.js'

/** How a command goes on: its name, what it does, what each option takes. */
export function completeCommand(name, rest, before, known) {
  const { commands } = known
  if (rest === undefined) {
    const fits = commands
      .filter((command) => command.name.startsWith(name))
      .map(({ name, description }) => ({ insert: `/${name} `, label: `/${name}`, detail: description }))
    return fits.length > 0 ? { from: 0, fits, eager: false } : undefined
  }
  const command = commands.find((one) => one.name === name)
  if (!command) return undefined
  const words = rest.trim().split(/\s+/).filter(Boolean)
  const partial = /\s$/.test(rest) ? '' : (words.pop() ?? '')
  if (!command.subcommands) return completeOption(`/${name}`, command.options, words, partial, before, known)
  const [first, ...others] = words
  if (first === undefined) {
    const fitting = command.subcommands.filter((one) => one.name.startsWith(partial.toLowerCase()))
    if (fitting.length === 0) return undefined
    return {
      from: before.length - partial.length,
      fits: fitting.map(({ name, description }) => ({ insert: `${name} `, label: name, detail: description })),
      eager: false,
      usage: { parts: [part(`/${name}`), part('what', true)], says: 'What to do' },
    }
  }
  const chosen = command.subcommands.find((one) => one.name === first.toLowerCase())
  return chosen && completeOption(`/${name} ${first}`, chosen.options, others, partial, before, known)
}

const part = (text, now = false) => ({ text, now })

/** How an option is written in the line that says how the command goes on. */
const shown = ({ name, type, required, choices }) => {
  const words =
    type === 'choice' ? choices.join(' or ') : type === 'channel' ? `#${name}` : type === 'member' ? `@${name}` : name
  return required ? words : `[${words}]`
}

function completeOption(title, options, words, partial, before, known) {
  const usage = (now) => ({
    parts: [part(title), ...options.map((option) => part(shown(option), option === now))],
    says: now?.description ?? 'Enter sends it',
  })
  const left = [...options]
  const take = (word) => {
    const index = left.findIndex((option) => isWordOf[option.type](word, option))
    if (index >= 0) left.splice(index, 1)
  }
  for (const word of words) take(word)
  const free = options.find(({ type }) => type === 'text')
  const now =
    left.find((option) => partial && beginsWordOf[option.type](partial, option)) ??
    left[0] ??
    (free && partial ? free : undefined)
  if (options.length === 0) return { from: before.length, fits: [], eager: false, usage: usage(undefined) }
  const nothing = { from: before.length - partial.length, fits: [], eager: false }
  return { ...nothing, ...(now && fitsForOption(now, partial, before, known)), usage: usage(now) }
}

/** Whether a word is this option's, and whether it begins to be. */
const isWordOf = {
  channel: (word) => word.startsWith('#'),
  member: (word) => word.startsWith('@'),
  number: (word) => /^\d+$/.test(word),
  choice: (word, { choices }) => choices.includes(word.toLowerCase()),
  text: () => false,
}
const beginsWordOf = {
  ...isWordOf,
  choice: (word, { choices }) => choices.some((choice) => choice.startsWith(word.toLowerCase())),
}
