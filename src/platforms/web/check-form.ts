import type { Field, Form } from '../../cards/card.ts'
import type { Problem } from '../../commands/intent.ts'
import { checkSubmission } from '../../commands/intent-of-action.ts'
import { problem } from '../../commands/problem.ts'
import { Refusal } from './refusal.ts'

const longestValue = 4000

/** A form whose values do not fit: what is wrong by field name, and the form itself, to be filled in again. */
export class FormRefusal extends Refusal {
  readonly form: Form
  readonly values: Record<string, string>
  readonly problems: Record<string, string>

  constructor(form: Form, values: Record<string, string>, problems: Record<string, string>) {
    const [name, said] = Object.entries(problems)[0]!
    super(`${form.fields.find((field) => field.name === name)?.label ?? name}: ${said}`)
    this.form = form
    this.values = values
    this.problems = problems
  }
}

/**
 * The values of a form's own fields, trimmed. Several choices come as values with commas between.
 * @param action whose rules hold beside the form's own
 * @param explain says a problem in words
 * @throws FormRefusal that names every field with a problem
 */
export function checkForm(
  form: Form,
  action: string,
  given: Record<string, string>,
  explain: (problem: Problem) => string,
): Record<string, string> {
  const values = Object.fromEntries(
    form.fields.map(({ name }) => [name, (given[name] ?? '').replace(/\r\n?/g, '\n').trim()]),
  )
  const wrong = checkSubmission(action, values)
  for (const field of form.fields) {
    const found = wrong[field.name] ?? checkField(field, values[field.name]!)
    if (found) wrong[field.name] = found
  }
  const problems = Object.entries(wrong).map(([name, found]) => [name, explain(found)])
  if (problems.length > 0) throw new FormRefusal(form, values, Object.fromEntries(problems))
  return values
}

function checkField({ type, required, maxLength, options }: Field, value: string): Problem | undefined {
  if (!value) return required ? problem('problem.field-missing') : undefined
  const max = Math.min(maxLength ?? longestValue, longestValue)
  if (value.length > max) return problem('problem.too-long', { max, length: value.length })
  const known = options?.map((option) => option.value)
  const chosen = type === 'choices' ? value.split(',') : [value]
  return known && !chosen.every((choice) => known.includes(choice)) ? problem('problem.not-offered') : undefined
}
