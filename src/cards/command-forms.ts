import { type Action, type ActionName, actions } from '../commands/actions.ts'
import type { Form } from './card.ts'
import { buildForm } from './forms.ts'
import type { Voice } from './voice.ts'

/** The form of an action with all its fields, empty. */
export function commandForm(voice: Voice, action: ActionName): Form {
  const rules = (actions[action] as Action).fields ?? []
  return buildForm(voice, action, Object.fromEntries(rules.map(({ name }) => [name, {}])))
}
