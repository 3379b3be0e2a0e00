import type { Problem } from './intent.ts'
import { problem } from './problem.ts'
import { isTimeZone } from './time-zones.ts'

/** What a field of a form takes. Its words are in messages/en.json under "form.<form>.<name>". */
export interface FieldRule {
  name: string
  /** The value of a member is an account reference. */
  type: 'line' | 'text' | 'choice' | 'choices' | 'member'
  required: boolean
  maxLength?: number
  /** Of a choice, where they are always the same; else the card gives them. */
  options?: readonly string[]
  /** What is wrong with a value, if anything. */
  check?(value: string): Problem | undefined
}

/** Values by field name. The values of a field "choices" are joined by commas. */
export type FormValues = Record<string, string>

export const line = (name: string, required: boolean, maxLength = 200): FieldRule => ({
  name,
  type: 'line',
  required,
  maxLength,
})
export const text = (name: string, required: boolean, maxLength = 1500): FieldRule => ({
  name,
  type: 'text',
  required,
  maxLength,
})
export const choice = (name: string, options?: readonly string[], required = true): FieldRule => ({
  name,
  type: 'choice',
  required,
  ...(options ? { options } : {}),
})

export const member = (name: string): FieldRule => ({ name, type: 'member', required: false })

export const hour = (name: string): FieldRule => ({
  ...line(name, true, 5),
  check: (value) =>
    /^(?:[01]?\d|2[0-3]):[0-5]\d$/u.test(value) ? undefined : problem('problem.not-an-hour', { word: value }),
})

export const wholeNumber = (name: string, min: number, max: number): FieldRule => ({
  ...line(name, true, 2),
  check: (value) =>
    /^\d+$/u.test(value) && Number(value) >= min && Number(value) <= max
      ? undefined
      : problem('problem.not-in-range', { word: value, min, max }),
})

export const timeZone = (name: string): FieldRule => ({
  ...line(name, false, 40),
  check: (value) => (isTimeZone(value) ? undefined : problem('problem.not-a-time-zone', { word: value })),
})

/** What is wrong with a submitted form, by field; the first problem of each. */
export function checkFields(rules: readonly FieldRule[], values: FormValues): Record<string, Problem> {
  const found = rules.flatMap((rule) => {
    const wrong = checkField(rule, values[rule.name]?.trim() ?? '')
    return wrong ? [[rule.name, wrong] as const] : []
  })
  return Object.fromEntries(found)
}

function checkField(rule: FieldRule, value: string): Problem | undefined {
  if (!value) return rule.required ? problem('problem.field-missing') : undefined
  const wrong = rule.check?.(value)
  if (wrong) return wrong
  if (rule.maxLength && value.length > rule.maxLength)
    return problem('problem.too-long', { max: rule.maxLength, length: value.length })
  if (rule.options && !value.split(',').every((one) => rule.options!.includes(one)))
    return problem('problem.not-offered')
  return undefined
}
