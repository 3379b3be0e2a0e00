import type { types } from '@slack/bolt'
import type { Field, Form } from '../../cards/card.ts'
import { parseAccount } from './ids.ts'
import { blockKit, cut } from './limits.ts'

/** What a form is about and where its answer goes; comes back with the submission. */
export interface FormContext {
  /** A button's or command's action with its subject, or a command whose options are filled in. */
  action?: string
  subject?: string
  command?: string
  channel?: string
  thread?: string
  responseUrl?: string
  home?: boolean
}

const formCallback = 'form'

/** A form as a modal. Block ids are the names of the fields, so that problems can be shown where they are. */
export function renderForm(form: Form, context: FormContext, more: types.KnownBlock[] = []): types.ModalView {
  // A longer title would be refused: it is said whole above the fields.
  const long = form.title.length > blockKit.title
  const heading: types.KnownBlock[] = long ? [{ type: 'section', text: plain(form.title) }] : []
  return {
    type: 'modal',
    callback_id: formCallback,
    private_metadata: JSON.stringify(context),
    title: plain(cut(form.title, blockKit.title)),
    submit: plain(cut(form.submit, blockKit.title)),
    blocks: [...heading, ...form.fields.map(renderField), ...more],
  }
}

const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text })

const renderField = (field: Field): types.InputBlock => ({
  type: 'input',
  block_id: field.name,
  label: plain(field.label),
  optional: !field.required,
  ...(field.hint ? { hint: plain(field.hint) } : {}),
  element: renderElement(field),
})

function renderElement(field: Field): types.InputBlock['element'] {
  const action_id = field.name
  if (field.type === 'line' || field.type === 'text') {
    const max_length = Math.min(field.maxLength ?? blockKit.inputLength, blockKit.inputLength)
    const initial_value = field.value && field.value.length <= max_length ? field.value : undefined
    const multiline = field.type === 'text'
    return { type: 'plain_text_input', action_id, multiline, max_length, ...(initial_value ? { initial_value } : {}) }
  }
  if (field.type === 'member') {
    const user = field.value && parseAccount(field.value)?.user
    return { type: 'users_select', action_id, ...(user ? { initial_user: user } : {}) }
  }
  const options = (field.options ?? [])
    .filter(({ value }) => value && value.length <= blockKit.optionValue)
    .slice(0, blockKit.selectOptions)
    .map(({ value, label }) => ({ value, text: plain(cut(label || value, blockKit.label)) }))
  const chosen = new Set(field.type === 'choices' ? field.value?.split(',') : [field.value])
  const initial = options.filter(({ value }) => chosen.has(value))
  if (field.type === 'choice')
    return { type: 'static_select', action_id, options, ...(initial[0] ? { initial_option: initial[0] } : {}) }
  const several = { action_id, options, ...(initial.length > 0 ? { initial_options: initial } : {}) }
  return options.length <= blockKit.checkboxes
    ? { type: 'checkboxes', ...several }
    : { type: 'multi_static_select', ...several }
}

/** The name of the field in which a channel is chosen, for a global shortcut is chosen nowhere. */
export const channelField = 'channel'

export const chooseChannel: types.InputBlock = {
  type: 'input',
  block_id: channelField,
  label: plain('Which channel'),
  element: {
    type: 'conversations_select',
    action_id: channelField,
    default_to_current_conversation: true,
    response_url_enabled: true,
    filter: { include: ['public', 'private'], exclude_bot_users: true },
  },
}
