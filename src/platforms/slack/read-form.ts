import type { Problem } from '../../commands/intent.ts'
import { checkSubmission, intentOfAction } from '../../commands/intent-of-action.ts'
import { accountRef } from './ids.ts'
import type { State, States } from './interaction-bodies.ts'

/** What was filled in, by field; several choices with commas between, a person as an account of this workspace. */
export const readValues = (states: States, team: string): Record<string, string> =>
  Object.fromEntries(Object.entries(states).map(([name, states]) => [name, readValue(Object.values(states)[0], team)]))

function readValue(state: State | undefined, team: string): string {
  const { value, selected_option, selected_options, selected_conversation, selected_user } = state ?? {}
  if (selected_user) return accountRef(team, selected_user)
  const words = value ?? selected_option?.value ?? selected_options?.map(({ value }) => value).join(',')
  return (words ?? selected_conversation ?? '').trim()
}

/** What is wrong with a submission, by field; what concerns no field alone is said at the last. Undefined when nothing is. */
export function problemsOf(
  { action, subject, values, at }: { action: string; subject: string; values: Record<string, string>; at: number },
  blocks: { type: string; block_id?: string }[],
  explain: (problem: Problem) => string,
): Record<string, string> | undefined {
  const fields = blocks.flatMap(({ type, block_id }) => (type === 'input' && block_id ? [block_id] : []))
  const wrong = Object.entries(checkSubmission(action, values)).filter(([name]) => fields.includes(name))
  if (wrong.length > 0) return Object.fromEntries(wrong.map(([name, problem]) => [name, explain(problem)]))
  const intent = intentOfAction(action, subject, values, at)
  // Which actions there are is the bot's to say.
  if (intent.to !== 'invalid' || intent.problem.key === 'problem.unknown-action') return undefined
  const last = fields.at(-1)
  return last ? { [last]: explain(intent.problem) } : undefined
}
