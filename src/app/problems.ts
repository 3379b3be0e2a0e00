import { distance } from 'fastest-levenshtein'
import type { z } from 'zod'

/** One thing that is wrong with the settings, said so that its reader can put it right. */
export interface Problem {
  /** The file, or "environment". */
  source: string
  /** "pings.weekly_limit", "DATABASE_URL", "line 12". */
  key: string
  /** What stands there now, as it may be shown: secrets are hidden. */
  value: string
  /** What to do, in one sentence without a full stop. */
  remedy: string
}

/** Every problem of the settings at once. Its message is what an operator reads. */
export class ConfigError extends Error {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(describeProblems(problems))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/** Lists problems by source, one a line: `pings.weekly_limit is "two": give a whole number from 0 to 50.` */
function describeProblems(problems: readonly Problem[]): string {
  const sources = [...new Set(problems.map((problem) => problem.source))]
  const list = sources.map((source) => {
    const lines = problems.filter((problem) => problem.source === source)
    return [`${source}:`, ...lines.map(({ key, value, remedy }) => `  ${key} is ${value}: ${remedy}.`)].join('\n')
  })
  const count = problems.length === 1 ? 'One setting needs' : `${problems.length} settings need`
  return [`${count} your attention.`, ...list].join('\n')
}

/**
 * Turns what zod found into problems.
 * @param issues of a schema whose own messages are remedies
 * @param input what was parsed
 * @param knownKeys every key that the schema knows, dotted
 * @param show how a value may be shown; secrets are hidden there
 */
export function explainIssues(
  issues: readonly z.core.$ZodIssue[],
  { input, source, knownKeys, show = showValue }: ExplainOptions,
): Problem[] {
  return issues.flatMap((issue) => {
    const key = issue.path.join('.')
    const value = issue.path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown>)?.[step], input)
    if (issue.code !== 'unrecognized_keys')
      return [{ source, key: key || 'the whole', value: show(value, key), remedy: issue.message }]
    return issue.keys.map((unknown) => {
      const full = [...issue.path, unknown].join('.')
      const unknownValue = (value as Record<string, unknown>)[unknown]
      return { source, key: full, value: show(unknownValue, full), remedy: remedyForUnknownKey(full, knownKeys) }
    })
  })
}

interface ExplainOptions {
  input: unknown
  source: string
  knownKeys: readonly string[]
  show?: (value: unknown, key: string) => string
}

/** "no known key; did you mean pings.weekly_limit?", or where the keys are explained when none is near. */
export function remedyForUnknownKey(key: string, knownKeys: readonly string[]): string {
  const nearest = nearestKey(key, knownKeys)
  return nearest ? `that is no known key, did you mean ${nearest}` : 'that is no known key, take it out'
}

/** The known key that `key` most likely means: the fewest edits, a key in the wrong section counting as near. */
function nearestKey(key: string, knownKeys: readonly string[]): string | undefined {
  const leaf = (dotted: string) => dotted.slice(dotted.lastIndexOf('.') + 1)
  const edits = (known: string) => Math.min(distance(key, known), distance(leaf(key), leaf(known)) + 1)
  const best = knownKeys.toSorted((a, b) => edits(a) - edits(b))[0]
  return best !== undefined && edits(best) <= Math.max(2, leaf(key).length / 3) ? best : undefined
}

/** A value as it stands in a message: short, and "not set" when there is none. */
export function showValue(value: unknown): string {
  if (value === undefined || value === null) return 'not set'
  const shown = JSON.stringify(value) ?? String(value)
  return shown.length > 60 ? `${shown.slice(0, 59)}…` : shown
}
