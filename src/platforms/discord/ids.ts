import { createHash } from 'node:crypto'

/**
 * References of Discord, built and parsed here only:
 * space discord:s:<guild> · account discord:u:<user> · channel discord:c:<guild>.<channel> · thread discord:t:<guild>.<thread> ·
 * DM with the bot discord:d:<channel> · message discord:m:<guild or @me>.<channel>.<message> ·
 * private answer discord:p:<interaction>.<message> · interaction discord:i:<interaction>.
 */
export const spaceRef = (guild: string) => `discord:s:${guild}`
export const accountRef = (user: string) => `discord:u:${user}`
export const channelRef = (guild: string, channel: string) => `discord:c:${guild}.${channel}`
export const threadRef = (guild: string, thread: string) => `discord:t:${guild}.${thread}`
export const dmRef = (channel: string) => `discord:d:${channel}`
export const messageRef = (guild: string | undefined, channel: string, message: string) =>
  `discord:m:${guild ?? '@me'}.${channel}.${message}`
export const answerRef = (interaction: string, message: string) => `discord:p:${interaction}.${message}`
export const interactionRef = (interaction: string) => `discord:i:${interaction}`

/** What happened, to what: the same at every delivery. */
export const eventId = (what: string, ...ids: string[]) => `discord:e:${what}.${ids.join('.')}`

/** The user id of an account; undefined when it is an account elsewhere. */
export const userOf = (account: string) => idIn(/^discord:u:(\d+)$/, account)
/** The guild id of a space. */
export const guildOf = (space: string) => idIn(/^discord:s:(\d+)$/, space)
/** The id of an interaction. */
export const interactionOf = (ref: string) => idIn(/^discord:i:(\d+)$/, ref)

export interface Conversation {
  kind: 'channel' | 'thread' | 'dm'
  /** Of the channel, thread or DM. */
  id: string
  /** Absent for a DM. */
  guild?: string
}

const kinds = { c: 'channel', t: 'thread' } as const

/** What a channel, thread or DM reference names; undefined when it is none of these. */
export function parseConversation(ref: string): Conversation | undefined {
  const dm = idIn(/^discord:d:(\d+)$/, ref)
  if (dm) return { kind: 'dm', id: dm }
  const found = /^discord:([ct]):(\d+)\.(\d+)$/.exec(ref)
  return found ? { kind: kinds[found[1] as 'c' | 't'], guild: found[2]!, id: found[3]! } : undefined
}

/** The channel and id of a message; undefined when it is none. */
export function parseMessage(ref: string): { guild?: string; channel: string; id: string } | undefined {
  const found = /^discord:m:(@me|\d+)\.(\d+)\.(\d+)$/.exec(ref)
  if (!found) return undefined
  const [, guild, channel, id] = found as unknown as [string, string, string, string]
  return { channel, id, ...(guild === '@me' ? {} : { guild }) }
}

/** The interaction and message of a private answer; undefined when it is none. */
export function parseAnswer(ref: string): { interaction: string; message: string } | undefined {
  const found = /^discord:p:(\d+)\.(\d+)$/.exec(ref)
  return found ? { interaction: found[1]!, message: found[2]! } : undefined
}

/** The address of a message, conversation or space, as Discord's own "Copy link" gives it. */
export function linkOf(ref: string): string | undefined {
  const message = parseMessage(ref)
  if (message) return `https://discord.com/channels/${message.guild ?? '@me'}/${message.channel}/${message.id}`
  const place = parseConversation(ref)
  if (place) return `https://discord.com/channels/${place.guild ?? '@me'}/${place.id}`
  const guild = guildOf(ref)
  return guild && `https://discord.com/channels/${guild}`
}

/** A button: what it does, about what, and the mark of the message that it stands on. At most 100 characters. */
export interface Pressed {
  action: string
  subject: string
  mark: string
}

export const customId = ({ action, subject, mark }: Pressed) => `${action}|${subject}|${mark}`

export function parseCustomId(id: string): Pressed | undefined {
  const [action, subject, mark, ...rest] = id.split('|')
  return action && subject && mark && rest.length === 0 ? { action, subject, mark } : undefined
}

/** Eight characters that tell messages of the bot apart, made of the effect that sends or the message that is edited. */
export const markOf = (what: string) => createHash('sha256').update(what).digest('base64url').slice(0, 8)

const EPOCH = 1_420_070_400_000n

/** When the thing of this id was made, ms since 1970. */
export const timeOf = (id: string) => Number((BigInt(id) >> 22n) + EPOCH)
/** The first id of that moment, for reading what came after it. */
export const firstIdAt = (at: number) => {
  const since = BigInt(Math.floor(at)) - EPOCH
  return String(since > 0n ? since << 22n : 0n)
}
export const idBefore = (id: string) => String(BigInt(id) - 1n)
export const isNewer = (a: string, b: string) => BigInt(a) > BigInt(b)

const idIn = (pattern: RegExp, ref: string): string | undefined => pattern.exec(ref)?.[1]
