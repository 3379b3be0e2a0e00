import { expect, test } from 'vitest'
import type { Form } from '../../../src/cards/card.ts'
import { checkForm } from '../../../src/platforms/web/check-form.ts'

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

test('values are trimmed, and only those of the form count', () => {
  expect(checkForm(form, { topics: ' vets ', languages: 'en,fr', other: 'x' })).toEqual({
    topics: 'vets',
    language: '',
    languages: 'en,fr',
  })
})

test.each([
  [{}, '"Topics" is needed.'],
  [{ topics: '   ' }, '"Topics" is needed.'],
  [{ topics: 'x'.repeat(21) }, '"Topics" takes 20 characters; these are 21.'],
  [{ topics: 'vets', language: 'de' }, '"Language": choose from the list.'],
  [{ topics: 'vets', languages: 'en,de' }, '"Languages": choose from the list.'],
])('%j is refused, naming the field', (values, words) => {
  expect(() => checkForm(form, values)).toThrow(words)
})
