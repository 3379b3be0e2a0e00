import * as spec from 'discord-api-spec/zod'

/** What does not have Discord's official shape, in words. */
export interface Violation {
  where: string
  what: string
}

interface Schema {
  safeParse(value: unknown): { success: true; data: unknown } | { success: false; error: { issues: Issue[] } }
}
interface Issue {
  path: PropertyKey[]
  message: string
}

const schemas = spec as unknown as Record<string, Schema | undefined>

/** Names of schemas: one of them must fit. The keys are methods and routes as `routes.ts` has them. */
const requests: Record<string, string[]> = {
  'POST /channels/:channel/messages': ['MessageCreateRequestSchema'],
  'PATCH /channels/:channel/messages/:message': ['MessageEditRequestPartialSchema'],
  'POST /channels/:channel/messages/:message/threads': ['CreateTextThreadWithMessageRequestSchema'],
  'POST /channels/:channel/threads': ['CreateTextThreadWithoutMessageRequestSchema', 'CreateForumThreadRequestSchema'],
  'PATCH /channels/:channel': ['UpdateThreadRequestPartialSchema', 'UpdateGuildChannelRequestPartialSchema'],
  'POST /users/@me/channels': ['CreatePrivateChannelRequestSchema'],
  'POST /webhooks/:application/:token': [
    'IncomingWebhookInteractionRequestSchema',
    'IncomingWebhookRequestPartialSchema',
  ],
  'PATCH /webhooks/:application/:token/messages/:message': ['IncomingWebhookUpdateRequestPartialSchema'],
  'POST /applications/:application/commands': ['ApplicationCommandCreateRequestSchema'],
  'PATCH /applications/:application/commands/:command': ['ApplicationCommandPatchRequestPartialSchema'],
  'POST /applications/:application/guilds/:guild/commands': ['ApplicationCommandCreateRequestSchema'],
  'PATCH /applications/:application/guilds/:guild/commands/:command': ['ApplicationCommandPatchRequestPartialSchema'],
  'POST /interactions/:interaction/:token/callback': [
    'ApplicationCommandAutocompleteCallbackRequestSchema',
    'CreateMessageInteractionCallbackRequestSchema',
    'ModalInteractionCallbackRequestSchema',
    'PongInteractionCallbackRequestSchema',
    'UpdateMessageInteractionCallbackRequestSchema',
  ],
}

const commandList = 'ApplicationCommandResponseSchema[]'
const responses: Record<string, string> = {
  'GET /gateway/bot': 'GatewayBotResponseSchema',
  'GET /users/@me': 'UserPIIResponseSchema',
  'GET /users/:user': 'UserResponseSchema',
  'GET /channels/:channel/messages': 'MessageResponseSchema[]',
  'GET /channels/:channel/messages/:message': 'MessageResponseSchema',
  'POST /channels/:channel/messages': 'MessageResponseSchema',
  'PATCH /channels/:channel/messages/:message': 'MessageResponseSchema',
  'POST /channels/:channel/messages/:message/threads': 'ThreadResponseSchema',
  'POST /users/@me/channels': 'PrivateChannelResponseSchema',
  'POST /webhooks/:application/:token': 'MessageResponseSchema',
  'PATCH /webhooks/:application/:token/messages/:message': 'MessageResponseSchema',
  'GET /guilds/:guild/members/:user': 'GuildMemberResponseSchema',
  'GET /applications/:application/commands': commandList,
  'POST /applications/:application/commands': 'ApplicationCommandResponseSchema',
  'GET /applications/:application/guilds/:guild/commands': commandList,
  'POST /applications/:application/guilds/:guild/commands': 'ApplicationCommandResponseSchema',
}

/** What the gateway tells of messages has their shape too. */
const dispatched: Record<string, string> = {
  MESSAGE_CREATE: 'MessageResponseSchema',
  MESSAGE_UPDATE: 'MessageResponseSchema',
}

/** What is wrong with what the bot sent; undefined when nothing is. */
export function checkRequest(route: string, body: unknown): Violation | undefined {
  const names = requests[route]
  if (!names) return body === undefined ? undefined : { where: route, what: 'takes no body' }
  return fits(route, names, body, true) ?? beyondTheSchema(route, body)
}

export const checkResponse = (route: string, body: unknown): Violation | undefined =>
  responses[route] ? fits(`answer to ${route}`, [responses[route]], body, false) : undefined

export const checkDispatch = (name: string, data: unknown): Violation | undefined =>
  dispatched[name] ? fits(`event ${name}`, [dispatched[name]], data, false) : undefined

function fits(where: string, names: string[], value: unknown, strict: boolean): Violation | undefined {
  const found: string[] = []
  for (const name of names) {
    const many = name.endsWith('[]')
    const schema = schemas[name.replace('[]', '')]
    if (!schema) throw new Error(`Discord's specification has no ${name}.`)
    const values = many && Array.isArray(value) ? value : [value]
    const wrong = values.flatMap((one) => {
      const parsed = schema.safeParse(one)
      if (!parsed.success) return parsed.error.issues.map(describe)
      const unknown = strict ? lostKeys(one, parsed.data, '') : []
      return unknown.map((key) => `${key}: Discord knows no such field`)
    })
    if (wrong.length === 0) return undefined
    found.push(`${name}: ${wrong.slice(0, 4).join('; ')}`)
  }
  return { where, what: found.join(' | ') }
}

const describe = (issue: Issue) =>
  `${issue.path.map(String).join('.')}: ${issue.message} ${JSON.stringify(issue).slice(0, 600)}`

/** Fields that the schema dropped, because it does not know them. */
function lostKeys(given: unknown, kept: unknown, path: string): string[] {
  if (Array.isArray(given))
    return given.flatMap((one, index) => lostKeys(one, (kept as unknown[])?.[index], `${path}.${index}`))
  if (typeof given !== 'object' || given === null) return []
  return Object.entries(given).flatMap(([key, value]) => {
    if (kept === null || typeof kept !== 'object' || !(key in kept)) return [`${path}.${key}`]
    return lostKeys(value, (kept as Record<string, unknown>)[key], `${path}.${key}`)
  })
}

interface Component {
  type: number
  content?: string
  custom_id?: string
  components?: Component[]
}

/** What Discord refuses though its schema lets it pass. */
function beyondTheSchema(where: string, body: unknown): Violation | undefined {
  const { content, flags, components, embeds, nonce } = ((body as { data?: object })?.data ?? body ?? {}) as {
    content?: string | null
    flags?: number
    components?: Component[]
    embeds?: unknown[]
    nonce?: string
  }
  const say = (what: string) => ({ where, what })
  if (content && content.length > 2000)
    return say(`content: a bot's message has at most 2000 characters, not ${content.length}`)
  if (nonce && String(nonce).length > 25) return say(`nonce: at most 25 characters, not ${String(nonce).length}`)
  const all = flatten(components ?? [])
  const ids = all.flatMap((each) => each.custom_id ?? [])
  if (new Set(ids).size < ids.length) return say('components: a custom_id stands twice')
  const newLayout = ((flags ?? 0) & (1 << 15)) !== 0
  const isModal = where.endsWith('/callback') && (body as { type?: number }).type === 9
  if (isModal) return (components?.length ?? 0) > 5 ? say('components: a modal has at most 5') : undefined
  if (newLayout && (content || embeds?.length))
    return say('content and embeds do not go with components of the new layout')
  const texts = all.filter(({ type }) => type === 10)
  if (!newLayout && texts.length > 0) return say('components: texts need the flag 1 << 15')
  if (!newLayout && (components?.length ?? 0) > 5) return say('components: at most 5 rows')
  if (newLayout && all.length > 40) return say(`components: at most 40, not ${all.length}`)
  const length = texts.reduce((sum, text) => sum + (text.content?.length ?? 0), 0)
  return length > 4000 ? say(`components: at most 4000 characters of text, not ${length}`) : undefined
}

const flatten = (components: Component[]): Component[] =>
  components.flatMap((each) => [each, ...flatten(each.components ?? [])])
