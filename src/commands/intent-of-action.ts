import { type Action, type ActionName, actions } from './actions.ts'
import { checkFields, type FormValues } from './fields.ts'
import { requestIdOf } from './ids.ts'
import type { Intent, Problem } from './intent.ts'
import { invalid } from './problem.ts'

const table: Record<string, Action> = actions

const isAction = (name: string): name is ActionName => Object.hasOwn(table, name)

/** What is wrong with a submitted form, by field: the adapter asks this before it acknowledges, where the platform can show it. */
export const checkSubmission = (action: string, values: FormValues): Record<string, Problem> =>
  isAction(action) ? checkFields(table[action]!.fields ?? [], values) : {}

/**
 * What somebody means by pressing a button or submitting its form. Whether they may is decided later, from stored state.
 * @param values of the form by field name; empty for a button without one
 * @param now ms since 1970, for pauses
 */
export function intentOfAction(action: string, subject: string, values: FormValues, now: number): Intent {
  if (!isAction(action)) return invalid('problem.unknown-action')
  const declared = table[action]!
  if (!fits(declared.subject, subject)) return invalid('problem.unknown-action')
  const [wrong] = Object.values(checkFields(declared.fields ?? [], values))
  const intent: Intent = wrong ? { to: 'invalid', problem: wrong } : declared.meaning(subject, values, now)
  if (intent.to !== 'invalid' || !declared.fields) return intent
  return { to: 'invalid', problem: { ...intent.problem, form: { action, subject, values } } }
}

function fits(kind: Action['subject'], subject: string): boolean {
  if (kind === 'me') return subject === 'me'
  if (kind === 'request' || kind === 'community') return subject.length > 0 && !subject.includes('.')
  return requestIdOf(subject).length > 0 && subject.includes('.') && !subject.endsWith('.')
}
