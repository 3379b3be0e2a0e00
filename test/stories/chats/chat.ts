import type { Button, Card, Field } from '../../../src/cards/card.ts'
import type { Platform } from '../../../src/platforms/platform.ts'
import type { Clock } from '../../../src/shared/clock.ts'
import type { Logger } from '../../../src/shared/logger.ts'

/** What a story needs of a chat platform: its people's hands and eyes. References are the platform's own. */
export interface Chat {
  readonly name: string
  /** The guild, workspace or page. */
  readonly space: string
  /** A new platform on the same chat, as each start of the bot makes one. */
  createPlatform(parts: { clock: Clock; logger: Logger; heard: HeardCards }): Platform
  /** Resolves once the bot is connected and has read what it missed. */
  connected(): Promise<void>
  /** Resolves once the bot took all that happened here so far. */
  delivered(): Promise<void>
  /** Somebody comes in. The first one administers the place. @returns the account */
  join(name: string, zone: string): Promise<string>
  /** A channel by its name without "#". */
  channel(name: string): string
  /** What stands over a channel from now on. */
  setTopic(channel: string, topic: string): Promise<void>
  channelsOf(account: string): string[]
  /** Their conversation with the bot. */
  dm(account: string): string
  /** Whose conversation with the bot it is; undefined for any other. */
  readerOf(conversation: string): string | undefined
  mayRead(account: string, conversation: string): boolean
  /** What this account sees in a channel, thread or direct conversation, oldest first. */
  read(account: string, conversation: string): Promise<Line[]>
  /** Threads in a channel, oldest first. */
  threads(account: string, channel: string): Promise<string[]>
  post(account: string, conversation: string, text: string): Promise<string>
  edit(account: string, message: string, text: string): Promise<void>
  remove(account: string, message: string): Promise<void>
  /** Types a command, as "/ask …". */
  run(account: string, conversation: string, command: string): Promise<void>
  /** Presses a button of a message; a form that opens is filled with what stands in it, and `form` over that. */
  press(account: string, line: Line, button: Button, form: Record<string, string> | undefined): Promise<void>
  /** Picks "Ask around about this" from a message's menu. */
  choose(account: string, message: string): Promise<void>
  closeDms(account: string): Promise<void>
  leave(account: string): Promise<void>
  close(): Promise<void>
}

/** The people alone, where somebody else sees to the platform. */
export type People = Omit<Chat, 'createPlatform'>

/** A message as somebody sees it. */
export interface Line {
  message: string
  conversation: string
  /** Later ones are greater, within one chat. */
  order: number
  author: string
  /** As shown on the platform. */
  text: string
  byBot: boolean
  /** Of the bot's messages: what it was asked to say. */
  card?: Card
  onlyForYou: boolean
}

/** What the bot was heard to say: the newest card of a message; or, where the platform does not tell its id, one that reads like this to this reader. */
export interface HeardCards {
  cardOf(message: string): Card | undefined
  cardLike(reader: string, shown: string): Card | undefined
}

/** Values of a form as somebody leaves it who changes only `given`. */
export const fillForm = (fields: readonly Pick<Field, 'name' | 'value'>[], given: Record<string, string> = {}) =>
  Object.fromEntries(fields.map(({ name, value }) => [name, given[name] ?? value ?? '']))
