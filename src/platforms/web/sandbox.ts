/** What the page can do beside being a chat, while there is a sample community. */
export interface Sandbox {
  /** Removes the sample community, all of it. */
  remove(): Promise<void>
}
