import type { ActionName } from './actions.ts'

/**
 * The form that a command opens at once, instead of being run: the adapter shows it as the first answer (cards give its words),
 * and the submission comes as `form-submitted` with this action and the subject "me".
 */
export function formOfCommand(name: string, values: Record<string, string>): ActionName | undefined {
  if (name === 'volunteer' && !values.topics?.trim() && !values.places?.trim()) return 'volunteer'
  if (name === 'privacy' && values.what === 'erase') return 'privacy.erase'
  return undefined
}
