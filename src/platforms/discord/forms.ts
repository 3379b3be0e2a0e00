import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord.js'
import type { Field, Form } from '../../cards/card.ts'
import { accountRef, userOf } from './ids.ts'
import { longestHint, longestTitle, mostChoices } from './limits.ts'

const longestValue = 4000
const longestOption = 100

/** A form as Discord shows it. Its id says, as the button's did, what submitting it means. */
export const renderForm = (id: string, form: Form): APIModalInteractionResponseCallbackData => ({
  custom_id: id,
  title: shorten(form.title, longestTitle),
  components: form.fields.map(renderField),
})

function renderField(field: Field): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: shorten(field.label, longestTitle),
    ...(field.hint ? { description: shorten(field.hint, longestHint) } : {}),
    component: field.type === 'member' ? memberOf(field) : field.options ? choiceOf(field) : inputOf(field),
  }
}

function memberOf({ name, required, value }: Field) {
  const id = value && userOf(value)
  return {
    type: ComponentType.UserSelect as const,
    custom_id: name,
    required,
    min_values: required ? 1 : 0,
    max_values: 1,
    ...(id ? { default_values: [{ id, type: SelectMenuDefaultValueType.User as const }] } : {}),
  }
}

const inputOf = ({ name, type, required, maxLength, value }: Field) => ({
  type: ComponentType.TextInput as const,
  custom_id: name,
  style: type === 'text' ? TextInputStyle.Paragraph : TextInputStyle.Short,
  required,
  ...(maxLength ? { max_length: Math.min(maxLength, longestValue) } : {}),
  ...(value ? { value: value.slice(0, Math.min(maxLength ?? longestValue, longestValue)) } : {}),
})

function choiceOf({ name, type, required, value, options = [] }: Field) {
  const standing = type === 'choices' ? (value ?? '').split(',') : [value ?? '']
  const offered = options.slice(0, mostChoices)
  return {
    type: ComponentType.StringSelect as const,
    custom_id: name,
    required,
    min_values: required ? 1 : 0,
    max_values: type === 'choices' ? Math.max(1, offered.length) : 1,
    // By number: a value may be longer than Discord takes.
    options: offered.map((option, index) => ({
      label: shorten(option.label, longestOption),
      value: String(index),
      ...(standing.includes(option.value) ? { default: true } : {}),
    })),
  }
}

interface Submitted {
  custom_id?: string
  value?: string
  values?: string[]
}

/** What was filled in, by field name; several choices with commas between. */
export function readForm(form: Form, components: { component?: Submitted }[]): Record<string, string> {
  const filled = new Map(
    components.flatMap(({ component }) => (component?.custom_id ? [[component.custom_id, component]] : [])),
  )
  return Object.fromEntries(
    form.fields.map(({ name, type, options }) => {
      const { value = '', values = [] } = filled.get(name) ?? {}
      if (type === 'member') return [name, values.map(accountRef).join(',')]
      const chosen = options ? values.flatMap((index) => options[Number(index)]?.value ?? []).join(',') : value
      return [name, chosen.replace(/\r\n?/g, '\n').trim()]
    }),
  )
}

const shorten = (text: string, most: number) => (text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`)
