import type { Card } from '../../cards/card.ts'

/** Somebody who signed in. */
export interface PersonRow {
  account: string
  name: string
  spaces: string[]
  /** Came first, and so administers, like those whom the settings name. */
  admin: boolean
  /** Takes no direct messages from the bot. */
  closedDms: boolean
  locale?: string
  timeZone?: string
  joinedAt: number
  /** Of the sample community: invented, with a line on who they are; or somebody who came to look at it. */
  sample?: { about: string } | 'visitor'
}

export interface ChannelRow {
  channel: string
  space: string
  name: string
  topic?: string
  /** Names of those who may read it; absent: everybody in the space. */
  members?: string[]
}

/** A message of a person (text) or of the bot (card). */
export interface MessageRow {
  message: string
  conversation: string
  author: string
  at: number
  text?: string
  card?: Card
  /** Shown to this account alone. */
  onlyFor?: string
  /** Whether its reader is to be told. */
  notify?: boolean
  editedAt?: number
  replyTo?: string
  thread?: { title: string; replies: number }
  /** Kept, without its words, because a thread hangs on it. */
  removed?: boolean
}

/** Where a command, press or form can be answered, and until when. */
export interface InteractionRow {
  interaction: string
  account: string
  conversation: string
  until: number
}

/** Keys in the `keep` store. Message keys sort by conversation, then the newest first, which is how they are read. */
export const keys = {
  person: (account: string) => `p/${account}`,
  channel: (channel: string) => `c/${channel}`,
  messages: (conversation: string) => `m/${conversation}/`,
  message: (conversation: string, number: number) => `m/${conversation}/${padded(999_999_999_999 - number)}`,
  effect: (effectId: string) => `e/${effectId}`,
  interaction: (interaction: string) => `i/${interaction}`,
  owed: (number: number) => `o/${padded(number)}`,
  /** What somebody has read: the number of the last message seen, by channel or DM. */
  seen: (account: string) => `r/${account}`,
  /** A message that is meant for somebody who has not seen it yet. */
  waiting: (account: string, number: number) => `w/${account}/${padded(number)}`,
  allWaiting: (account: string) => `w/${account}/`,
  session: (hash: string) => `s/${hash}`,
  founded: (space: string) => `f/${space}`,
  numbers: 'n',
}

const padded = (number: number) => String(number).padStart(12, '0')
