export type Leap = 'quarter-hour' | 'hour' | 'morning'

/** What the page can do beside being a chat, while there is a sample community. */
export interface Sandbox {
  /** Removes the sample community, all of it. */
  remove(): Promise<void>
  /** How far the page's clock is ahead of the real one, in ms. */
  ahead(): number
  /** Moves the clock on; "morning" is tomorrow's, in this IANA zone. */
  leap(leap: Leap, timeZone: string): Promise<void>
}
