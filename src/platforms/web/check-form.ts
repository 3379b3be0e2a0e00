import type { Field, Form } from '../../cards/card.ts'
import { Refusal } from './refusal.ts'

const longestValue = 4000

/**
 * The values of a form's own fields, trimmed. Several choices come as values with commas between.
 * @throws Refusal that names the field
 */
export function checkForm(form: Form, given: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    form.fields.map((field) => [field.name, checkField(field, (given[field.name] ?? '').trim())]),
  )
}

function checkField(field: Field, value: string): string {
  if (field.required && !value) throw new Refusal(`"${field.label}" is needed.`)
  const longest = Math.min(field.maxLength ?? longestValue, longestValue)
  if (value.length > longest)
    throw new Refusal(`"${field.label}" takes ${longest} characters; these are ${value.length}.`)
  const known = field.options?.map((option) => option.value)
  const chosen = field.type === 'choices' ? value.split(',') : [value]
  if (known && value && !chosen.every((choice) => known.includes(choice)))
    throw new Refusal(`"${field.label}": choose from the list.`)
  return value
}
