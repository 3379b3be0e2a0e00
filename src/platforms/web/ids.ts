/**
 * References of the web platform, built and parsed here only:
 * space web:s:main · account web:a:mitch · channel web:c:general · DM with the bot web:d:mitch ·
 * thread web:t:general.12 (on message 12 of the channel) · message web:m:c.general.12, web:m:t.general.12.15, web:m:d.mitch.3.
 */
export const botAccount = 'web:a:askaround'

export const spaceRef = (id: string) => `web:s:${id}`
export const accountRef = (slug: string) => `web:a:${slug}`
export const channelRef = (slug: string) => `web:c:${slug}`
export const dmRef = (account: string) => `web:d:${slugOf(account)}`
export const eventId = (number: number) => `web:e:${number}`

/** The last part of an account, channel, DM or space: "web:a:mitch" → "mitch". */
export const slugOf = (ref: string) => ref.slice(6)

export const messageRef = (conversation: string, number: number) =>
  `web:m:${conversation[4]}.${slugOf(conversation)}.${number}`

export type Conversation =
  | { kind: 'channel'; channel: string }
  | { kind: 'thread'; channel: string; root: string }
  | { kind: 'dm'; account: string }

/** What a channel, thread or DM reference names, whether or not it exists. Undefined when it is none of these. */
export function parseConversation(ref: string): Conversation | undefined {
  const plain = /^web:([cd]):([a-z0-9-]+)$/.exec(ref)
  if (plain?.[1] === 'c') return { kind: 'channel', channel: ref }
  if (plain) return { kind: 'dm', account: accountRef(plain[2]!) }
  const thread = /^web:t:([a-z0-9-]+)\.(\d{1,12})$/.exec(ref)
  if (!thread) return undefined
  const channel = channelRef(thread[1]!)
  return { kind: 'thread', channel, root: messageRef(channel, Number(thread[2])) }
}

/** The conversation and number of a message reference, or undefined when it is none. */
export function parseMessage(ref: string): { conversation: string; number: number } | undefined {
  const found = /^web:m:(?:([cd])\.([a-z0-9-]+)|(t)\.([a-z0-9-]+\.\d{1,12}))\.(\d{1,12})$/.exec(ref)
  if (!found) return undefined
  return { conversation: `web:${found[1] ?? found[3]}:${found[2] ?? found[4]}`, number: Number(found[5]) }
}

/** The thread on a channel's message; undefined for messages that can have none. */
export function threadOn(message: string): string | undefined {
  const parsed = parseMessage(message)
  return parsed?.conversation.startsWith('web:c:') ? `web:t:${slugOf(parsed.conversation)}.${parsed.number}` : undefined
}

/** The reference of the channel that is made under this name, with or without its "#". */
export const channelNamed = (name: string) => channelRef(slugFor(name.replace(/^#/, '')))

/** A name as it stands in references: "Åsa B." → "asa-b". Names without Latin letters give "someone". */
export function slugFor(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return slug.slice(0, 40) || 'someone'
}
