/** Numbers of a request's life that organisers may set; all in ms. */
export interface RequestSettings {
  /** An offer that nobody answers is taken back after this. */
  offerLife: number
  /** What is posted in a help desk can be stopped for so long before anybody is asked. */
  deskWait: number
  /** "I'll do it myself" holds this long. */
  claimLife: number
  /** A ping lapses after this at the latest; a wish has its own. */
  pingLife: number
  wishPingLife: number
  /** So many waves go by themselves; then nobody else is disturbed. */
  mostWaves: number
  /** A free reply that its author does not decide on is dropped after this. */
  draftLife: number
  /** Text of closed requests is kept this long. */
  textLife: number
  /** Whether the asker is asked later how it went. */
  followUp: boolean
}
