import type { Field, Form } from '../../cards/card.ts'
import type { Problem } from '../../commands/intent.ts'
import { checkSubmission, intentOfAction } from '../../commands/intent-of-action.ts'
import { problem } from '../../commands/problem.ts'
import { Refusal } from './refusal.ts'

const longestValue = 4000

/** A form whose values do not fit: what is wrong, by field name where it is a field's, and the form itself, to be filled in again. */
export class FormRefusal extends Refusal {
  readonly form: Form
  readonly values: Record<string, string>
  readonly problems: Record<string, string>

  constructor(form: Form, values: Record<string, string>, problems: Record<string, string>, whole = '') {
    const [first] = form.fields.filter(({ name }) => name in problems)
    super(first ? `${first.label}: ${problems[first.name]}` : whole)
    this.form = form
    this.values = values
    this.problems = problems
  }
}

/**
 * The values of a form's own fields, trimmed. Several choices come as values with commas between.
 * @param sent what the form means: the rules of its action hold beside the form's own
 * @param explain says a problem in words
 * @param accountOf whom a typed name means
 * @throws FormRefusal that names every field with a problem
 */
export function checkForm(
  form: Form,
  sent: { action: string; subject: string; at: number },
  given: Record<string, string>,
  explain: (problem: Problem) => string,
  accountOf: (name: string) => string | undefined,
): Record<string, string> {
  const values = Object.fromEntries(
    form.fields.map(({ name }) => [name, (given[name] ?? '').replace(/\r\n?/g, '\n').trim()]),
  )
  const wrong = checkSubmission(sent.action, values)
  for (const field of form.fields) {
    const found = wrong[field.name] ?? checkField(field, values[field.name]!, accountOf)
    if (found) wrong[field.name] = found
  }
  const problems = Object.entries(wrong).map(([name, found]) => [name, explain(found)])
  if (problems.length > 0) throw new FormRefusal(form, values, Object.fromEntries(problems))
  const people = form.fields.filter(({ name, type }) => type === 'member' && values[name])
  const meant = { ...values, ...Object.fromEntries(people.map(({ name }) => [name, accountOf(values[name]!)!])) }
  const intent = intentOfAction(sent.action, sent.subject, meant, sent.at)
  // Which actions there are is the bot's to say.
  if (intent.to === 'invalid' && intent.problem.key !== 'problem.unknown-action')
    throw new FormRefusal(form, values, {}, explain(intent.problem))
  return meant
}

function checkField(
  { type, required, maxLength, options }: Field,
  value: string,
  accountOf: (name: string) => string | undefined,
): Problem | undefined {
  if (!value) return required ? problem('problem.field-missing') : undefined
  if (type === 'member' && !accountOf(value)) return problem('problem.no-such-member', { name: value })
  const max = Math.min(maxLength ?? longestValue, longestValue)
  if (value.length > max) return problem('problem.too-long', { max, length: value.length })
  const known = options?.map((option) => option.value)
  const chosen = type === 'choices' ? value.split(',') : [value]
  return known && !chosen.every((choice) => known.includes(choice)) ? problem('problem.not-offered') : undefined
}
