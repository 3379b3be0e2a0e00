import type { types } from '@slack/bolt'
import { z } from 'zod'
import { limits } from './limits.ts'

// Blocks and views as @slack/types has them, with the lengths that the documentation gives. Unknown keys are violations.

const text = (most: number) => z.string().min(1).max(most)
const id = text(limits.actionId)

const plainText = (most: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: text(most),
    emoji: z.boolean().optional(),
  }) satisfies z.ZodType<types.PlainTextElement>

const mrkdwn = (most: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: text(most),
    verbatim: z.boolean().optional(),
  }) satisfies z.ZodType<types.MrkdwnElement>

const anyText = (most: number) => z.union([plainText(most), mrkdwn(most)])

const option = z.strictObject({
  text: plainText(limits.optionText),
  value: text(limits.optionValue),
  description: plainText(limits.optionText).optional(),
}) satisfies z.ZodType<types.PlainTextOption>

const options = (most: number) => z.array(option).min(1).max(most)
const placeholder = plainText(limits.placeholder).optional()

const button = z.strictObject({
  type: z.literal('button'),
  action_id: id.optional(),
  text: plainText(limits.buttonText),
  value: z.string().max(limits.buttonValue).optional(),
  url: z.url().max(limits.url).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: text(75).optional(),
}) satisfies z.ZodType<types.Button>

const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: id.optional(),
  options: options(limits.optionsOfOverflow),
}) satisfies z.ZodType<types.Overflow>

const staticSelect = z.strictObject({
  type: z.literal('static_select'),
  action_id: id.optional(),
  placeholder,
  options: options(limits.optionsOfSelect),
  initial_option: option.optional(),
}) satisfies z.ZodType<types.StaticSelect>

const checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  action_id: id.optional(),
  options: options(limits.optionsOfCheckboxes),
  initial_options: z.array(option).min(1).optional(),
}) satisfies z.ZodType<types.Checkboxes>

const multiStaticSelect = z.strictObject({
  type: z.literal('multi_static_select'),
  action_id: id.optional(),
  placeholder,
  options: options(limits.optionsOfSelect),
  initial_options: z.array(option).min(1).optional(),
}) satisfies z.ZodType<types.MultiStaticSelect>

const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    action_id: id.optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(limits.inputLength).optional(),
    max_length: z.int().min(1).max(limits.inputLength).optional(),
    initial_value: z.string().optional(),
    placeholder,
  })
  .refine(
    ({ initial_value = '', max_length = limits.inputLength }) => initial_value.length <= max_length,
    'initial_value is longer than max_length',
  ) satisfies z.ZodType<types.PlainTextInput>

const conversationsSelect = z.strictObject({
  type: z.literal('conversations_select'),
  action_id: id.optional(),
  placeholder,
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: z.boolean().optional(),
  filter: z
    .strictObject({
      include: z.array(z.enum(['im', 'mpim', 'private', 'public'])).optional(),
      exclude_bot_users: z.boolean().optional(),
    })
    .optional(),
}) satisfies z.ZodType<types.ConversationsSelect>

const usersSelect = z.strictObject({
  type: z.literal('users_select'),
  action_id: id.optional(),
  placeholder,
  initial_user: z.string().min(1).optional(),
}) satisfies z.ZodType<types.UsersSelect>

const image = z.strictObject({
  type: z.literal('image'),
  image_url: z.url({ protocol: /^https?$/ }).max(limits.url),
  alt_text: z.string().min(1).max(limits.altText),
}) satisfies z.ZodType<types.ImageElement>

const style = z
  .strictObject({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    code: z.boolean().optional(),
  })
  .optional()

const inline = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), style }),
  z.strictObject({ type: z.literal('link'), url: z.url({ protocol: /^https?$/ }), text: z.string().optional(), style }),
  z.strictObject({ type: z.literal('user'), user_id: z.string().regex(/^[UW]/), style }),
  z.strictObject({ type: z.literal('channel'), channel_id: z.string().regex(/^C/), style }),
  z.strictObject({ type: z.literal('emoji'), name: z.string(), unicode: z.string().optional(), style }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), style }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: z.string().regex(/\{\w+\}/),
    url: z.url().optional(),
    fallback: z.string().optional(),
    style,
  }),
])
export type Inline = z.output<typeof inline>

const section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(inline).min(1) })
const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: z.string().max(limits.blockId).optional(),
  elements: z
    .array(
      z.discriminatedUnion('type', [
        section,
        z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(inline).min(1) }),
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          elements: z.array(section).min(1),
          indent: z.int().optional(),
        }),
      ]),
    )
    .min(1),
})

const block_id = z.string().max(limits.blockId).optional()
const actions = z
  .strictObject({
    type: z.literal('actions'),
    block_id,
    elements: z
      .array(z.discriminatedUnion('type', [button, overflow, staticSelect]))
      .min(1)
      .max(limits.elementsOfActions),
  })
  .refine(
    ({ elements }) => new Set(elements.map(({ action_id }) => action_id)).size === elements.length,
    'two elements of a block have the same action_id',
  ) satisfies z.ZodType<types.ActionsBlock>

const shown = [
  richText,
  z.strictObject({
    type: z.literal('section'),
    block_id,
    text: anyText(limits.sectionText).optional(),
    fields: z.array(anyText(limits.sectionField)).min(1).max(limits.fieldsOfSection).optional(),
    accessory: z.discriminatedUnion('type', [button, overflow, staticSelect]).optional(),
  }) satisfies z.ZodType<types.SectionBlock>,
  z.strictObject({
    type: z.literal('context'),
    block_id,
    elements: z
      .array(z.union([anyText(limits.sectionText), image]))
      .min(1)
      .max(limits.elementsOfContext),
  }) satisfies z.ZodType<types.ContextBlock>,
  z.strictObject({
    type: z.literal('header'),
    block_id,
    text: plainText(limits.headerText),
  }) satisfies z.ZodType<types.HeaderBlock>,
  z.strictObject({ type: z.literal('divider'), block_id }) satisfies z.ZodType<types.DividerBlock>,
  actions,
] as const

const input = z.strictObject({
  type: z.literal('input'),
  block_id,
  label: plainText(limits.inputLabel),
  hint: plainText(limits.inputHint).optional(),
  optional: z.boolean().optional(),
  element: z.union([plainTextInput, staticSelect, checkboxes, multiStaticSelect, conversationsSelect, usersSelect]),
}) satisfies z.ZodType<types.InputBlock>

const unique = (blocks: { block_id?: string | undefined }[]) => {
  const ids = blocks.flatMap(({ block_id }) => block_id ?? [])
  return new Set(ids).size === ids.length
}

const messageBlock = z.union(shown)
/** The blocks of a message. */
export const blocks = z
  .array(messageBlock)
  .max(limits.blocksOfMessage)
  .refine(unique, 'two blocks have the same block_id') satisfies z.ZodType<types.KnownBlock[]>
export type MessageBlock = z.output<typeof messageBlock>

const viewBlocks = z
  .array(z.union([...shown, input]))
  .max(limits.blocksOfView)
  .refine(unique, 'two blocks have the same block_id')

const ofView = {
  blocks: viewBlocks,
  private_metadata: z.string().max(limits.privateMetadata).optional(),
  callback_id: z.string().max(limits.callbackId).optional(),
  external_id: z.string().max(255).optional(),
}
export const modal = z
  .strictObject({
    type: z.literal('modal'),
    title: plainText(limits.modalTitle),
    submit: plainText(limits.modalButton).optional(),
    close: plainText(limits.modalButton).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    ...ofView,
  })
  .refine(
    ({ blocks, submit }) => submit || !blocks.some(({ type }) => type === 'input'),
    'a modal with inputs needs a submit button',
  ) satisfies z.ZodType<types.ModalView>
export const home = z.strictObject({ type: z.literal('home'), ...ofView }) satisfies z.ZodType<types.HomeView>
export type Modal = z.output<typeof modal>
export type Home = z.output<typeof home>
