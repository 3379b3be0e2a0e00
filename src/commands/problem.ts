import type en from '../../config/messages/en.json'
import type { Intent, Problem } from './intent.ts'

/** Keys of messages that say what was wrong and what to type instead. */
export type ProblemKey = Extract<keyof typeof en, `problem.${string}`>

/** What is wrong with what somebody typed: the key of a message and its values. */
export const problem = (key: ProblemKey, values: Problem['values'] = {}): Problem => ({ key, values })

/** The same as an intent: it is answered with the remedy. */
export const invalid = (key: ProblemKey, values?: Problem['values']): Intent => ({
  to: 'invalid',
  problem: problem(key, values),
})
