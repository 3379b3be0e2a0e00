/**
 * References of Slack, built and parsed here only. A time is a message's "ts" without its dot:
 * space slack:s:T1 · account slack:a:T1.U1 · channel slack:c:T1.C1 · DM with the bot slack:d:T1.D1 · thread slack:t:T1.C1.<time of its root> ·
 * message slack:m:T1.C1.<time>[.<time of its thread's root>] · shown to one person slack:p:T1.C1.<time>.U1 · event slack:e:… · interaction slack:i:….
 */
export interface Place {
  team: string
  /** C…, G… or, for a DM, D…. */
  channel: string
  /** The ts of the thread's root. */
  thread?: string
}

export interface SlackMessage extends Place {
  ts: string
  /** Shown to this user alone. */
  onlyFor?: string
}

/** Where a command, press or form can be answered. */
export interface Interaction {
  team: string
  user: string
  channel?: string
  thread?: string
  /** Five answers in half an hour. */
  responseUrl?: string
  /** The answer is shown on the App Home. */
  home?: boolean
}

const toTime = (ts: string) => ts.replace('.', '')
const toTs = (time: string) => `${time.slice(0, -6)}.${time.slice(-6)}`

export const spaceRef = (team: string) => `slack:s:${team}`
export const teamOf = (space: string) => /^slack:s:(\w+)$/.exec(space)?.[1]
export const accountRef = (team: string, user: string) => `slack:a:${team}.${user}`
export const eventId = (team: string, ...parts: string[]) => `slack:e:${[team, ...parts].join('.')}`

export function conversationRef({ team, channel, thread }: Place): string {
  if (thread) return `slack:t:${team}.${channel}.${toTime(thread)}`
  return `slack:${channel.startsWith('D') ? 'd' : 'c'}:${team}.${channel}`
}

export function messageRef({ team, channel, ts, thread, onlyFor }: SlackMessage): string {
  if (onlyFor) return `slack:p:${team}.${channel}.${toTime(ts)}.${onlyFor}`
  return `slack:m:${team}.${channel}.${toTime(ts)}${thread && thread !== ts ? `.${toTime(thread)}` : ''}`
}

export const interactionRef = (interaction: Interaction) =>
  `slack:i:${Buffer.from(JSON.stringify(interaction)).toString('base64url')}`

export function parseAccount(ref: string): { team: string; user: string } | undefined {
  const found = /^slack:a:(\w+)\.(\w+)$/.exec(ref)
  return found ? { team: found[1]!, user: found[2]! } : undefined
}

export function parseConversation(ref: string): Place | undefined {
  const found = /^slack:[cdt]:(\w+)\.(\w+)(?:\.(\d{16,}))?$/.exec(ref)
  if (!found) return undefined
  return { team: found[1]!, channel: found[2]!, ...(found[3] ? { thread: toTs(found[3]) } : {}) }
}

export function parseMessage(ref: string): SlackMessage | undefined {
  const alone = /^slack:p:(\w+)\.(\w+)\.(\d{16,})\.(\w+)$/.exec(ref)
  if (alone) return { team: alone[1]!, channel: alone[2]!, ts: toTs(alone[3]!), onlyFor: alone[4]! }
  const found = /^slack:m:(\w+)\.(\w+)\.(\d{16,})(?:\.(\d{16,}))?$/.exec(ref)
  if (!found) return undefined
  const [, team, channel, time, thread] = found as unknown as [string, string, string, string, string?]
  return { team, channel, ts: toTs(time), ...(thread ? { thread: toTs(thread) } : {}) }
}

export function parseInteraction(ref: string): Interaction | undefined {
  if (!ref.startsWith('slack:i:')) return undefined
  return JSON.parse(Buffer.from(ref.slice(8), 'base64url').toString()) as Interaction
}

/** The channel or DM that a thread is in; Slack counts what is said there, its threads with it. */
export function channelOf(conversation: string): string {
  const place = parseConversation(conversation)
  return place ? conversationRef({ team: place.team, channel: place.channel }) : conversation
}

export const isDm = (channel: string) => channel.startsWith('D')

/** When a message was written, ms since 1970. */
export const timeOf = (ts: string) => Math.floor(Number(toTime(ts)) / 1000)
/** The ts of a moment, to read on from there. */
export const tsAt = (time: number) => `${Math.floor(time / 1000)}.${String((time % 1000) * 1000).padStart(6, '0')}`
