import type { Problem } from '../../commands/intent.ts'
import { checkSubmission, intentOfAction } from '../../commands/intent-of-action.ts'
import type { State, States } from './interaction-bodies.ts'

/** What was filled in, by field; several choices with commas between. */
export const readValues = (states: States): Record<string, string> =>
  Object.fromEntries(Object.entries(states).map(([name, states]) => [name, readValue(Object.values(states)[0])]))

function readValue(state: State | undefined): string {
  const { value, selected_option, selected_options, selected_conversation } = state ?? {}
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
