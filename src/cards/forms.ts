import { type Action, type ActionName, actions } from '../commands/actions.ts'
import type { Field, Form } from './card.ts'
import type { MessageKey, Voice } from './voice.ts'

/** What a card adds to a field: what stands in it at first, and the choices where they differ from time to time. */
export interface Given {
  value?: string | undefined
  /** What an action may do without, this form needs. */
  required?: boolean
  label?: MessageKey
  options?: { value: string; label: string }[]
}

/**
 * The form that an action opens. Its fields are those of the action that `given` names, in the action's order; its words are the
 * messages "form.<words>.…".
 */
export function buildForm(
  voice: Voice,
  action: ActionName,
  given: Record<string, Given>,
  words: string = action,
): Form {
  const rules = (actions[action] as Action).fields ?? []
  return {
    title: label(voice, `form.${words}.title`),
    submit: voice.label(`form.${action}.submit`) ?? label(voice, `form.${words}.submit`),
    fields: rules
      .filter(({ name }) => name in given)
      .map(({ name, type, required, maxLength, options }): Field => {
        const { value, options: own, label: ownLabel, required: needed = false } = given[name]!
        const key = `form.${words}.${name}`
        const hint = voice.label(`${key}.hint`)
        const choices = own ?? options?.map((option) => ({ value: option, label: label(voice, `${key}.${option}`) }))
        return {
          name,
          label: ownLabel ? voice.plain(ownLabel) : label(voice, key),
          type: choices && type === 'line' ? 'choice' : type,
          required: required || needed,
          ...(maxLength && !choices ? { maxLength } : {}),
          ...(hint ? { hint } : {}),
          ...(value ? { value } : {}),
          ...(choices ? { options: choices } : {}),
        }
      }),
  }
}

function label(voice: Voice, key: string): string {
  const found = voice.label(key)
  if (found === undefined) throw new Error(`There is no message "${key}": add it to config/messages/en.json.`)
  return found
}

/** Cuts a label to what every platform shows, 75 characters. */
export const shorten = (text: string, most = 75): string => {
  const flat = text.replace(/\s+/gu, ' ').trim()
  return flat.length <= most ? flat : `${flat.slice(0, most - 1).trimEnd()}…`
}
