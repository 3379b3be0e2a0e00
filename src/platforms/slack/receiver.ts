import type { App, ReceiverEvent } from '@slack/bolt'

/** Takes what Slack delivers: stores it, then acknowledges. Rejects when it was not stored, and Slack delivers again. */
export type Take = (event: ReceiverEvent) => Promise<void>

export interface Receiving {
  stop(): Promise<void>
}

/** Bolt's App acknowledges an event before anybody sees it; in its place stands what stores first. */
export const appOf = (take: Take) => ({ processEvent: take }) as App
