import { expect, test } from 'vitest'
import type { Form } from '../../../src/cards/card.ts'
import { checkForm, FormRefusal } from '../../../src/platforms/web/check-form.ts'

const options = [
  { value: 'en', label: 'English' },
  { value: 'fr', label: 'French' },
]
const form: Form = {
  title: 'Profile',
  submit: 'Save',
  fields: [
    { name: 'topics', label: 'Topics', type: 'line', required: true, maxLength: 20 },
    { name: 'language', label: 'Language', type: 'choice', required: false, options },
    { name: 'languages', label: 'Languages', type: 'choices', required: false, options },
  ],
}
const howField = {
  name: 'how',
  label: 'How?',
  type: 'choice' as const,
  required: true,
  options: [
    { value: 'thread', label: 'In the thread' },
    { value: 'claim', label: 'Myself' },
  ],
}
const check = (values: Record<string, string>, action = 'of-this-form', checked = form, subject = 'me') =>
  checkForm(
    checked,
    { action, subject, at: 0 },
    values,
    ({ key }) => key,
    (name) => (name === 'Ada' ? 'web:a:ada' : undefined),
  )

function problemsOf(...given: Parameters<typeof check>): Record<string, string> {
  try {
    check(...given)
  } catch (error) {
    if (error instanceof FormRefusal) return error.problems
    throw error
  }
  return {}
}

test('values are trimmed, and only those of the form count', () => {
  expect(check({ topics: ' vets ', languages: 'en,fr', other: 'x' })).toEqual({
    topics: 'vets',
    language: '',
    languages: 'en,fr',
  })
})

test('a line break counts as one letter, as browsers count it', () => {
  expect(check({ topics: `${'x'.repeat(9)}\r\n${'x'.repeat(10)}` }).topics).toHaveLength(20)
})

test.each([
  [{}, { topics: 'problem.field-missing' }],
  [{ topics: '   ' }, { topics: 'problem.field-missing' }],
  [{ topics: 'x'.repeat(21) }, { topics: 'problem.too-long' }],
  [{ topics: 'vets', language: 'de' }, { language: 'problem.not-offered' }],
  [{ topics: 'vets', languages: 'en,de' }, { languages: 'problem.not-offered' }],
  [
    { topics: '', language: 'de' },
    { topics: 'problem.field-missing', language: 'problem.not-offered' },
  ],
])('%j is refused, naming every field', (values, problems) => {
  expect(problemsOf(values)).toEqual(problems)
})

test("the action's own rules hold beside the form's", () => {
  const hours: Form = { ...form, fields: [{ name: 'from', label: 'From', type: 'line', required: true }] }
  expect(problemsOf({ from: 'late' }, 'profile.hours', hours)).toMatchObject({ from: 'problem.not-an-hour' })
})

test('whoever cannot show fields reads the first problem, with the name of its field', () => {
  expect(() => check({})).toThrow('Topics: problem.field-missing')
})

test('what only the whole tells is said of the whole, and what was typed is kept', () => {
  const help: Form = { ...form, fields: [{ name: 'text', label: 'Text', type: 'text', required: false }, howField] }
  expect(() => check({ how: 'thread' }, 'ping.help', help, 'r1.0')).toThrow('problem.nothing-suggested')
  expect(problemsOf({ how: 'thread' }, 'ping.help', help, 'r1.0')).toEqual({})
  expect(check({ how: 'claim' }, 'ping.help', help, 'r1.0')).toEqual({ text: '', how: 'claim' })
})
