import type { Field, Form } from '../../cards/card.ts'
import type { Problem } from '../../commands/intent.ts'
import { checkSubmission, intentOfAction } from '../../commands/intent-of-action.ts'
import { problem } from '../../commands/problem.ts'

/** What is wrong with a filled-in form, in words: by field, or with the whole. */
export interface FormProblem {
  fields: { label: string; said: string }[]
  whole?: string
}

/**
 * Checks a form before it is acknowledged: the rules of its action hold beside the form's own.
 * @returns what is wrong; undefined when nothing is
 */
export function checkForm(
  form: Form,
  sent: { action: string; subject: string; at: number },
  values: Record<string, string>,
  explain: (problem: Problem) => string,
): FormProblem | undefined {
  const wrong = checkSubmission(sent.action, values)
  const fields = form.fields.flatMap((field) => {
    const found = wrong[field.name] ?? checkField(field, values[field.name] ?? '')
    return found ? [{ label: field.label, said: explain(found) }] : []
  })
  if (fields.length > 0) return { fields }
  const intent = intentOfAction(sent.action, sent.subject, values, sent.at)
  // Which actions there are is the bot's to say.
  return intent.to === 'invalid' && intent.problem.key !== 'problem.unknown-action'
    ? { fields, whole: explain(intent.problem) }
    : undefined
}

function checkField({ required, maxLength, options }: Field, value: string): Problem | undefined {
  if (!value) return required ? problem('problem.field-missing') : undefined
  return maxLength && !options && value.length > maxLength
    ? problem('problem.too-long', { max: maxLength, length: value.length })
    : undefined
}
