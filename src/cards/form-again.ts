import type { ActionName } from '../commands/actions.ts'
import type { TypedForm } from '../commands/intent.ts'
import type { Form } from './card.ts'
import { commandForm } from './command-forms.ts'
import { editFormAgain } from './edit-form.ts'
import { referForm, suggestForm } from './help-forms.ts'
import { setUpForm } from './set-up.ts'
import type { View } from './view.ts'
import type { Voice } from './voice.ts'

type FormOf = (view: View, voice: Voice, values: TypedForm['values']) => Form

/** The forms in which much may have been typed. */
const forms: Partial<Record<ActionName, FormOf>> = {
  volunteer: (_, voice) => commandForm(voice, 'volunteer'),
  'profile.topics': (_, voice) => commandForm(voice, 'profile.topics'),
  'profile.hours': (_, voice) => commandForm(voice, 'profile.hours'),
  'ping.refer': (_, voice) => referForm(voice),
  'request.suggest': (_, voice) => suggestForm(voice),
  setup: (view, voice) => setUpForm(view, voice),
  'setup.places': (_, voice) => commandForm(voice, 'setup.places'),
  'offer.edit': (view, voice, values) => editFormAgain(view, voice, 'offer.edit', values),
  'request.edit': (view, voice, values) => editFormAgain(view, voice, 'request.edit', values),
}

/** A form that could not be taken, with everything that was typed into it. Undefined where nothing is lost. */
export function formAgain(view: View, voice: Voice, { action, values }: TypedForm): Form | undefined {
  const form = forms[action]?.(view, voice, values)
  if (!form) return undefined
  return {
    ...form,
    fields: form.fields.map((field) => {
      const typed = values[field.name]
      if (typed === undefined || (field.options && !field.options.some(({ value }) => value === typed))) return field
      const { value: _, ...empty } = field
      return typed ? { ...empty, value: typed.slice(0, field.maxLength) } : empty
    }),
  }
}
