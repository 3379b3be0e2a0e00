import type { webApi } from '@slack/bolt'
import { z } from 'zod'
import { blocks, home, modal } from './block-kit.ts'
import { limits } from './limits.ts'

// What each Web API method takes. WebClient sends forms: what is no string there is JSON. Unknown arguments are violations.

const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.addIssue('is no JSON')
        return z.NEVER
      }
    })
    .pipe(schema)
const boolean = z.enum(['true', 'false']).transform((text) => text === 'true')
const number = z.string().regex(/^\d+$/).transform(Number)

const channel = z.string().regex(/^[CDG][A-Z0-9]+$/)
const user = z.string().regex(/^[UW][A-Z0-9]+$/)
const ts = z.string().regex(/^\d{10}\.\d{6}$/)
const words = z.string().max(limits.messageText)
const trigger_id = z.string()
const page = { cursor: z.string().optional(), limit: number.optional() }
const stretch = {
  ...page,
  oldest: z.string().optional(),
  latest: z.string().optional(),
  inclusive: boolean.optional(),
  include_all_metadata: boolean.optional(),
}

const message = {
  channel,
  text: words,
  blocks: json(blocks).optional(),
  parse: z.literal('none').optional(),
  link_names: boolean.optional(),
}

/** Message metadata takes an event type and a flat payload. */
const metadata = json(
  z.strictObject({
    event_type: z
      .string()
      .regex(/^[a-zA-Z0-9_]+$/)
      .max(255),
    event_payload: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  }),
).optional()

export const methods = {
  'auth.test': z.strictObject({}),
  'apps.connections.open': z.strictObject({}),
  'chat.postMessage': z.strictObject({
    ...message,
    thread_ts: ts.optional(),
    metadata,
    unfurl_links: boolean.optional(),
    unfurl_media: boolean.optional(),
  }) satisfies z.ZodType<webApi.ChatPostMessageArguments>,
  'chat.update': z.strictObject({ ...message, ts, metadata }) satisfies z.ZodType<webApi.ChatUpdateArguments>,
  'chat.delete': z.strictObject({ channel, ts }) satisfies z.ZodType<webApi.ChatDeleteArguments>,
  'chat.postEphemeral': z.strictObject({
    ...message,
    user,
    thread_ts: ts.optional(),
  }) satisfies z.ZodType<webApi.ChatPostEphemeralArguments>,
  'chat.getPermalink': z.strictObject({
    channel,
    message_ts: ts,
  }) satisfies z.ZodType<webApi.ChatGetPermalinkArguments>,
  'conversations.open': z.strictObject({
    users: z.string().regex(/^[UW][A-Z0-9]+$/, 'one user'),
    return_im: boolean.optional(),
  }),
  'conversations.info': z.strictObject({ channel }) satisfies z.ZodType<webApi.ConversationsInfoArguments>,
  'conversations.history': z.strictObject({
    channel,
    ...stretch,
  }) satisfies z.ZodType<webApi.ConversationsHistoryArguments>,
  'conversations.replies': z.strictObject({
    channel,
    ts,
    ...stretch,
  }) satisfies z.ZodType<webApi.ConversationsRepliesArguments>,
  'conversations.members': z.strictObject({
    channel,
    ...page,
  }) satisfies z.ZodType<webApi.ConversationsMembersArguments>,
  'conversations.list': z.strictObject({
    ...page,
    types: z.string().optional(),
    exclude_archived: boolean.optional(),
  }) satisfies z.ZodType<webApi.ConversationsListArguments>,
  'users.conversations': z.strictObject({
    ...page,
    types: z.string().optional(),
    exclude_archived: boolean.optional(),
  }) satisfies z.ZodType<webApi.UsersConversationsArguments>,
  'users.info': z.strictObject({
    user,
    include_locale: boolean.optional(),
  }) satisfies z.ZodType<webApi.UsersInfoArguments>,
  'users.list': z.strictObject({ ...page }) satisfies z.ZodType<webApi.UsersListArguments>,
  'bots.info': z.strictObject({ bot: z.string() }) satisfies z.ZodType<webApi.BotsInfoArguments>,
  'views.open': z.strictObject({ trigger_id, view: json(modal) }) satisfies z.ZodType<webApi.ViewsOpenArguments>,
  'views.update': z.strictObject({
    view_id: z.string(),
    view: json(modal),
    hash: z.string().optional(),
  }) satisfies z.ZodType<webApi.ViewsUpdateArguments>,
  'views.publish': z.strictObject({
    user_id: user,
    view: json(home),
    hash: z.string().optional(),
  }) satisfies z.ZodType<webApi.ViewsPublishArguments>,
}

export type Method = keyof typeof methods
export type Arguments<M extends Method> = z.output<(typeof methods)[M]>

/** What may be posted to a response_url. */
export const response = z.union([
  z.strictObject({ delete_original: z.literal(true) }),
  z.strictObject({
    text: words,
    blocks: blocks.optional(),
    response_type: z.enum(['ephemeral', 'in_channel']).optional(),
    replace_original: z.boolean().optional(),
    thread_ts: ts.optional(),
  }),
])

/** What an acknowledgement may carry, by what is acknowledged. */
export const acknowledgements = {
  events_api: z.undefined(),
  slash_commands: z.strictObject({ response_type: z.literal('ephemeral'), text: words }).optional(),
  interactive: z.undefined(),
  view_submission: z
    .union([
      z.strictObject({}),
      z.strictObject({
        response_action: z.literal('errors'),
        errors: z.record(z.string().min(1), z.string().min(1)).refine((errors) => Object.keys(errors).length > 0),
      }),
      z.strictObject({ response_action: z.literal('update'), view: modal }),
      z.strictObject({ response_action: z.literal('clear') }),
    ])
    .optional(),
}
