import type { Clock } from '../../../src/shared/clock.ts'
import type { Home, MessageBlock, Modal } from './block-kit.ts'

export interface User {
  id: string
  name: string
  tz?: string
  locale: string
  admin: boolean
  /** Of the whole workspace. */
  owner?: boolean
  guest: boolean
  deleted: boolean
  bot: boolean
  /** Of the workspace they come from, when it is another. */
  team?: string
  /** What conversations.open answers instead of opening, such as "cannot_dm_bot". */
  closed?: string
}

export interface Message {
  ts: string
  user: string
  /** As Slack keeps it: & < > escaped, mentions and links in angle brackets. */
  text: string
  blocks?: MessageBlock[] | undefined
  thread_ts?: string | undefined
  metadata?: { event_type: string; event_payload: Record<string, string | number | boolean> } | undefined
  edited?: { user: string; ts: string }
  /** An ephemeral's only reader. */
  onlyFor?: string
  /** Whose interaction it was posted for, by its response_url. */
  answers?: string
  /** Deleted, and kept because a thread hangs on it. */
  tombstone?: boolean
}

export interface Channel {
  id: string
  name: string
  kind: 'public' | 'private' | 'im'
  topic?: string
  members: Set<string>
  messages: Message[]
  archived: boolean
}

export interface Opened {
  id: string
  view: Modal
  hash: string
}

export type Workspace = ReturnType<typeof createWorkspace>

/** One workspace: who is there, what was said, and what Askaround's installation in it is called. */
export function createWorkspace(clock: Clock, { id, name, token }: { id: string; name: string; token: string }) {
  const users = new Map<string, User>()
  const channels = new Map<string, Channel>()
  let made = 0
  let lastMicros = 0
  const botUser: User = {
    ...{ id: `U${id}BOT`, name: 'askaround', locale: 'en-US' },
    ...{ admin: false, guest: false, deleted: false, bot: true },
  }
  users.set(botUser.id, botUser)

  return {
    id,
    name,
    domain: name.toLowerCase(),
    token,
    /** Set when the token is taken away: what every call answers then. */
    revoked: undefined as string | undefined,
    botUser: botUser.id,
    botId: `B${id}`,
    appId: 'A0ASK',
    users,
    channels,
    /** What each person has open, and sees on the App Home. */
    modals: new Map<string, Opened>(),
    homes: new Map<string, Home>(),

    newId: (kind: string) => `${kind}${id}${String(++made).padStart(4, '0')}`,
    /** Message times are unique and grow. */
    nextTs(): string {
      lastMicros = Math.max(clock.now() * 1000, lastMicros + 1)
      return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, '0')}`
    },
    addUser(given: { name: string } & Partial<User>): User {
      const user: User = {
        ...{ id: this.newId('U'), locale: 'en-US', tz: 'America/Winnipeg' },
        ...{ admin: false, guest: false, deleted: false, bot: false },
        ...given,
      }
      users.set(user.id, user)
      if (!user.guest)
        for (const channel of channels.values()) if (channel.name === 'general') channel.members.add(user.id)
      return user
    },
    addChannel(name: string, kind: 'public' | 'private' = 'public', members: string[] = []): Channel {
      const channel: Channel = {
        ...{ id: this.newId('C'), name, kind, archived: false, messages: [] },
        members: new Set([botUser.id, ...members]),
      }
      channels.set(channel.id, channel)
      return channel
    },
    im(user: string): Channel {
      for (const channel of channels.values()) if (channel.kind === 'im' && channel.members.has(user)) return channel
      const channel: Channel = {
        ...{ id: this.newId('D'), name: '', kind: 'im' as const, archived: false, messages: [] },
        members: new Set([botUser.id, user]),
      }
      channels.set(channel.id, channel)
      return channel
    },
    /** What stands in a channel (not in its threads), or in one of its threads, root first. */
    standing(channel: Channel, thread?: string): Message[] {
      return channel.messages.filter(({ ts, thread_ts, onlyFor }) =>
        onlyFor ? false : thread ? ts === thread || thread_ts === thread : thread_ts === undefined,
      )
    },
  }
}

/** As Slack keeps what somebody types. */
export const escapeText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
