import type { Card } from '../cards/card.ts'
import type { Logger } from '../shared/logger.ts'

/** All that there are; a process may serve some of them only. */
export const platformNames = ['discord', 'slack', 'web'] as const

/**
 * What Askaround needs of a chat platform. References are strings "<platform>:…" that only their adapter builds and parses
 * (its ids.ts); `platformOf` is all that others may read from one.
 */
export interface Platform {
  readonly name: string
  readonly limits: Limits
  /** Connects and delivers events until `stop`. Rejects with a message that names the remedy. */
  start(hooks: Hooks): Promise<void>
  stop(): Promise<void>
  /**
   * Sends a card. Sending the same effectId twice shows one message where the platform can tell; see `findSent`.
   * @returns the message's reference, or why not
   */
  send(effectId: string, to: SendTo, card: Card, options: { notify: boolean }): Promise<Outcome<string>>
  edit(message: string, card: Card): Promise<Outcome<void>>
  remove(message: string): Promise<Outcome<void>>
  /** Opens a thread on a message. Asking again for the same message returns the same thread. */
  openThread(effectId: string, message: string, title: string): Promise<Outcome<string>>
  openDm(account: string): Promise<Outcome<string>>
  /** Whether an earlier `send` with this id arrived: its reference, "none", or "cannot-know". */
  findSent(effectId: string, to: SendTo): Promise<string | 'none' | 'cannot-know'>
  /** The text as it stands now. */
  fetchMessage(message: string): Promise<Outcome<{ author: string; text: string; at: number }>>
  /** Those of `accounts` who may read the channel. */
  readers(channel: string, accounts: string[]): Promise<Set<string>>
  /** `space`: whose administration is meant, where one account is in several. */
  person(account: string, space?: string): Promise<Person | undefined>
  /** An https or http address of a message or conversation, for people to follow. */
  linkTo(ref: string): string | undefined
  /** What people call a channel or thread: "#help". */
  conversationName(conversation: string): Promise<string | undefined>
  /** Channels and forums of a space, as far as the bot is shown them. */
  channels(space: string): Promise<{ channel: string; name: string }[]>
  /** What stands over a channel as it is now; undefined where nothing does, or it cannot be read. */
  topic(channel: string): Promise<string | undefined>
  /** Whether the bot was let into a channel; elsewhere it hears nothing until somebody invites it. */
  isInvited(channel: string): Promise<boolean>
  /** The conversation whose pace this one keeps to: a thread its channel, where the platform counts so; else itself. */
  pacedWith(conversation: string): string
  /**
   * What these accounts, or everybody in these spaces, is shown on a page of their own has changed: asks for it anew, of those who
   * ever opened it, by the event that opening it tells. Nothing where limits.home says that there is no such page.
   */
  refreshHomes(refs: string[]): Promise<void>
  /** Where people say hi to the bot, so that it may reach them. */
  readonly dmLink: string | undefined
}

export interface Hooks {
  /** Resolves once the event is stored; only then may the adapter acknowledge it. Rejects when it was not stored. */
  accept(event: PlatformEvent): Promise<void>
  /** People's messages on this platform that offers and open requests hang on: after a gap, what became of them is told. */
  followed(): Promise<string[]>
  /** High-water marks for catching up, by conversation: the last message taken. */
  cursors: {
    get(conversation: string): Promise<string | undefined>
    set(conversation: string, mark: string): Promise<void>
  }
  /** A small lasting store for what the adapter must remember, apart from the bot's own tables; about somebody under `keptOf` their account. */
  keep: Keep
}

export interface Keep {
  get(key: string): Promise<string | undefined>
  /** Sets several keys at once, all or none; undefined deletes. */
  put(entries: Record<string, string | undefined>): Promise<void>
  /** Keys and values whose key starts with `prefix` and is greater than `after`, in key order. */
  list(
    prefix: string,
    options?: { after?: string; limit?: number; reverse?: boolean },
  ): Promise<{ key: string; value: string }[]>
}

/**
 * `replyTo`: hangs on this message: under it where conversations of that kind have threads on the platform, else as a reply to it.
 * `onlyFor`: shown to this account alone, where limits.privateReply says the platform can.
 */
export type SendTo =
  | { conversation: string; replyTo?: string; onlyFor?: string }
  /** Answers a command, press or form; only its author sees it. */
  | { interaction: string }

export interface Limits {
  /** Whether a message can be shown to one person alone without an interaction. */
  privateReply: boolean
  /** How long an interaction can be answered, in ms. */
  interactionLife: number
  /** Longest text in one message, in characters. */
  text: number
  buttonsARow: number
  formFields: number
  /** Whether people have a page of their own with the bot that stands there until it is made anew. */
  home: boolean
  /** Messages a second into one conversation and those that are paced with it. */
  sendsASecond: number
  /**
   * What sending a second time after a lost answer means: "safe" (the platform drops the second), "read-back" (it is looked for first;
   * where that cannot be, only what others read too is sent again) or "at-most-once".
   */
  repeat: 'safe' | 'read-back' | 'at-most-once'
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure }

/** What the domain must decide on. Everything else is thrown. */
export type Failure =
  | { type: 'closed-dms' }
  | { type: 'forbidden' }
  | { type: 'gone' }
  /** `at`: when to try again, ms since 1970. */
  | { type: 'rate-limited'; at: number }
  | { type: 'unavailable' }

export interface Person {
  account: string
  name: string
  /** The https address of their picture, a small one. */
  avatar?: string
  /** ISO 639-1. */
  locale?: string
  timeZone?: string
  /** Administers the space. */
  admin: boolean
}

/** One line of `askaround check`, before anything is started. */
export interface Finding {
  /** green: fine; amber: works, and may not be meant so; red: does not work. */
  level: 'green' | 'amber' | 'red'
  /** What was looked at, and how it is. One sentence. */
  what: string
  /** What to do about it; absent where nothing is to be done. */
  remedy?: string
}

/** What each platform's checks.ts takes: it connects as the bot would, changes nothing, and goes. */
export interface CheckParts {
  /** References of the channels that organisers have watched, of every platform. */
  channels: string[]
  /** This machine's time, in ms since 1970. */
  now(): number
  logger: Logger
}

/** Everything that a platform tells. `id` is unique and the same at every delivery. Times are ms since 1970. */
export type PlatformEvent =
  | (FromPlatform & {
      type: 'message-posted'
      message: string
      author: string
      text: string
      /** The channel, thread or DM it was written in. */
      conversation: string
      where: 'channel' | 'thread' | 'dm'
      /** It opened a thread of its own, as every post in a forum does. */
      forum?: true
      /** For a thread: the channel above it, and the message that it hangs on. */
      channel?: string
      root?: string
      replyTo?: { message: string; author: string }
    })
  | (FromPlatform & { type: 'message-edited'; message: string; text: string })
  | (FromPlatform & { type: 'message-deleted'; message: string })
  | (Interacted & { type: 'command-run'; command: string; values: Record<string, string>; channel?: string })
  /** "Ask around about this" in a message's menu. */
  | (Interacted & { type: 'message-chosen'; message: string; author: string; text: string; channel: string })
  | (Interacted & { type: 'button-pressed'; action: string; subject: string })
  | (Interacted & { type: 'form-submitted'; action: string; subject: string; values: Record<string, string> })
  | (FromPlatform & { type: 'member-joined'; account: string })
  | (FromPlatform & { type: 'member-left'; account: string })
  /** The bot came into a space; the account is whose that is. Told once. */
  | (FromPlatform & { type: 'bot-added'; account: string })
  /** Others than before may read this channel, or any of the space's; it may also have been deleted. */
  | (FromPlatform & { type: 'readers-changed'; channel?: string })

interface FromPlatform {
  id: string
  at: number
  /** The guild, workspace or web space. */
  space: string
}

interface Interacted extends FromPlatform {
  account: string
  /** Where it happened. */
  conversation: string
  /** Token with which the one private answer is given. */
  interaction: string
}

/** The platform of a reference: "web:c:general" → "web". */
export const platformOf = (ref: string) => ref.slice(0, ref.indexOf(':'))

/** Who begins to type what. `spaces`: those that they are in. */
export interface Typing {
  what: 'topics' | 'places'
  start: string
  account: string
  spaces: string[]
}

/** Ends for what somebody begins to type, best first. */
export type Suggest = (typing: Typing) => Promise<string[]>
