import type { Inside } from './inside.ts'

export type Leap = 'quarter-hour' | 'hour' | 'morning'

/** What the page can do beside being a chat, while there is a sample community. */
export interface Sandbox {
  /** Removes the sample community, all of it. */
  remove(): Promise<void>
  /** How far the page's clock is ahead of the real one, in ms. */
  ahead(): number
  /** Why the clock may not be moved, in words; undefined when it may. */
  stands(): Promise<string | undefined>
  /** Somebody real does something: from now on the clock shows the real time. */
  isReal(): Promise<void>
  /** Moves the clock on; "morning" is tomorrow's, in this IANA zone. */
  leap(leap: Leap, timeZone: string): Promise<void>
  player: StoryPlayer
  /** What goes on inside. */
  inside: Inside
}

/** Stories that play themselves among the sample's people. */
export interface StoryPlayer {
  stories: { id: string; title: string }[]
  /** How the one that plays stands; undefined when none does. */
  playing(): StoryPlaying | undefined
  /** @returns whose window to watch it in, and where; undefined when there is no such story */
  play(id: string): Promise<{ account: string; conversation: string } | undefined>
  pause(): void
  resume(): void
  step(): Promise<void>
  stop(): void
}

export interface StoryPlaying {
  title: string
  done: number
  steps: number
  says: string
  state: 'plays' | 'paused' | 'over'
  /** Who did the last step, and where it shows. */
  at?: { account: string; conversation: string; name: string }
  /** The thread that it has brought about. */
  thread?: string
}
