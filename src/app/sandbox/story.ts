/** Somebody's next act, as it would be typed or clicked. Names are those of the sample community. */
export type Step = { who: string; says: string } & (
  | { posts: string; channel: string }
  /** `under`: words of the message that has the button; `fills`: fields of the form that it opens. */
  | { presses: string; under?: string; fills?: Record<string, string> }
  /** In the newest thread of a channel. */
  | { writes: string; inThreadOf: string }
)

/** A story that is played in the running app: only its members' lines are written down, all else is the product at work. */
export interface Story {
  id: string
  title: string
  /** Whose window shows it best, and the channel that it begins in. */
  seenBy: string
  channel: string
  /** The next time that this hour begins in this zone, it starts. */
  hour: number
  timeZone: string
  steps: Step[]
}

/** Where something was done: the account, and the conversation that shows what came of it. */
export interface Place {
  account: string
  conversation: string
}

/** Lets members act, as by their own hands. Both refuse, by an error with words for people, what cannot be done just now. */
export interface Actors {
  accountOf(name: string): string
  channelOf(name: string): string
  /** Of a channel, as this account sees it. */
  newestThread(account: string, channel: string): Promise<string | undefined>
  post(account: string, conversation: string, text: string): Promise<Place>
  writeInThread(account: string, channel: string, text: string): Promise<Place>
  press(account: string, label: string, under: string, fills: Record<string, string>): Promise<Place>
}
