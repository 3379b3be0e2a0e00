import { findCommand, type OptionDeclaration } from './commands.ts'
import type { Intent, Problem } from './intent.ts'
import { intentOfAskaround } from './intent-of-askaround.ts'
import { readCode } from './one-time-code.ts'
import { unknownSubcommand } from './parse-command.ts'
import { parseDuration, WEEK } from './parse-duration.ts'
import { parseTopics, partPlaces } from './parse-list.ts'
import { parsePlaces } from './parse-places.ts'
import { invalid, problem } from './problem.ts'

/** Where and when a command was run. `channel`: absent in a DM. */
export interface CommandContext {
  now: number
  channel?: string
}

/**
 * What somebody means by a command.
 * @param values by option name, as strings; "subcommand" names the subcommand. Channels are conversation references.
 */
export function intentOfCommand(name: string, values: Record<string, string>, context: CommandContext): Intent {
  const declaration = findCommand(name)
  if (!declaration) return invalid('problem.unknown-command', { command: name })
  const { subcommands } = declaration
  const wanted = values.subcommand ?? subcommands?.[0]?.name
  const chosen = subcommands?.find((subcommand) => subcommand.name === wanted)
  if (subcommands && !chosen) return { to: 'invalid', problem: unknownSubcommand(declaration, wanted!) }
  const title = chosen ? `${name} ${chosen.name}` : name
  const wrong = firstProblem(title, (chosen ?? declaration).options, values)
  if (wrong) return { to: 'invalid', problem: wrong }
  if (chosen) return intentOfAskaround(chosen.name, values, context)
  return meanings[name]!(values, context)
}

const meanings: Record<string, (values: Record<string, string>, context: CommandContext) => Intent> = {
  ask: ({ text }, { channel }) => ({ to: 'ask', text: text!.trim(), ...(channel ? { channel } : {}) }),
  volunteer: ({ topics, places }) => {
    if (!topics && !places) return { to: 'show', card: 'volunteer-invitation' }
    const parted = places ? { topics: topics ?? '', places } : partPlaces(topics!)
    return intentToVolunteer(parted.topics, parted.places ?? '')
  },
  profile: () => ({ to: 'show', card: 'profile' }),
  pause: ({ for: length }, { now }) => {
    if (/^(?:off|end|over|resume)$/iu.test(length?.trim() ?? '')) return { to: 'member', event: { type: 'resumed' } }
    const duration = length ? parseDuration(length) : WEEK
    if (!duration) return invalid('problem.not-a-duration', { word: length! })
    return { to: 'member', event: { type: 'paused', until: now + duration } }
  },
  stop: () => ({ to: 'member', event: { type: 'stopped' } }),
  link: ({ code }) => ({ to: 'link', ...(code?.trim() ? { code: readCode(code) } : {}) }),
  unlink: () => ({ to: 'unlink' }),
  requests: () => ({ to: 'show', card: 'my-requests' }),
  recall: ({ words }) => ({ to: 'show', card: 'recall', query: words!.trim() }),
  privacy: ({ what }) => ({ to: 'show', card: what === 'export' ? 'privacy-export' : 'privacy' }),
  help: ({ command }) => {
    const asked = command?.trim().replace(/^\//u, '').toLowerCase()
    if (asked && !findCommand(asked)) return invalid('problem.unknown-command', { command: asked })
    return { to: 'show', card: 'help', ...(asked ? { query: asked } : {}) }
  },
}

/** What the volunteer form and `/volunteer …` mean: both lists as typed. */
export function intentToVolunteer(topics: string, places: string): Intent {
  const parsed = parseTopics(topics)
  if (parsed.length === 0) return invalid('problem.no-topics')
  return { to: 'volunteer', topics: parsed, places: parsePlaces(places) }
}

function firstProblem(
  command: string,
  options: OptionDeclaration[],
  values: Record<string, string>,
): Problem | undefined {
  for (const option of options) {
    const value = values[option.name]?.trim()
    const { name, choices, min, max } = option
    if (!value) {
      if (option.required) return problem('problem.option-missing', { command, option: name, what: option.description })
    } else if (choices && !choices.includes(value)) {
      return problem('problem.unknown-choice', { command, word: value, all: choices.join(', ') })
    } else if (
      option.type === 'number' &&
      !(Number.isInteger(Number(value)) && Number(value) >= min! && Number(value) <= max!)
    ) {
      return problem('problem.not-in-range', { word: value, min: min!, max: max! })
    }
  }
  return undefined
}
