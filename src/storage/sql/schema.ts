import type { Generated } from 'kysely'

/**
 * The tables, the same on SQLite and Postgres: text ids, times in ms since 1970, 0/1 for no/yes, JSON as text.
 * "sealed": encrypted when a key is set. What each is for stands in `migrations/`.
 */
export interface Tables {
  about: { name: string; value: string }
  inbox: {
    id: string
    at: number
    /** noted | kept | done | dead */
    state: string
    /** The event, sealed; only while kept. */
    payload: string | null
    next_at: number | null
    attempts: number
    /** Sealed. */
    error: string | null
  }
  requests: {
    id: string
    community_id: string
    asker_id: string
    version: number
    state: string
    /** Remains when the words are gone. */
    kind: string | null
    /** JSON list, sealed; remains when the words are gone. */
    topics: string | null
    noticed_at: number
    opened_at: number | null
    closed_at: number | null
    first_suggestion_at: number | null
    has_text: number
    recallable: number
    /** Nobody could be asked. */
    unmet: number
    /** The request, sealed JSON. */
    body: string
  }
  pings: { id: string; request_id: string; member_id: string; state: string; at: number }
  /** Who suggested, referred, was named, or has a draft: who a request involves beyond those it pinged. */
  involved: { request_id: string; member_id: string }
  /** `since`: when the request was noticed. A message that two requests name belongs to the later. */
  refs: { ref: string; request_id: string; slot: string; since: number }
  effects: {
    seq: Generated<number>
    id: string
    subject_type: string
    subject_id: string
    community_id: string
    /** Whom it concerns or is sent to. */
    member_id: string | null
    lane: string
    type: string
    /** The effect, sealed JSON. */
    payload: string
    created_at: number
    due_at: number
    attempts: number
    error: string | null
    claimed_by: string | null
    claimed_until: number | null
    held: number
  }
  dead_letters: { id: string; type: string; community_id: string; member_id: string | null; error: string; at: number }
  timers: { id: string; request_id: string; name: string; about: string | null; at: number }
  dms: {
    account: string
    platform: string
    conversation: string | null
    closed: number
    /** When the bot opened it; null when the member did. */
    opened_at: number | null
  }
  blocks: { by_id: string; member_id: string; at: number }
  members: {
    id: string
    community_id: string
    version: number
    /** A digest of what is volunteered; null: no volunteer, or gone. */
    volunteering: string | null
    /** The member, sealed JSON. */
    body: string
  }
  accounts: { account: string; community_id: string; member_id: string; joined_at: number }
  codes: { hash: string; purpose: string; community_id: string; member_id: string; until: number }
  evidence: { member_id: string; kind: string; key: string; community_id: string; weight: number; at: number }
  /** The sequence in which a member last changed. */
  changes: { community_id: string; member_id: string; sequence: number }
  /** The last sequence given out. Adding one locks the row, so that sequences become visible in order. */
  sequences: { community_id: string; last: number }
  communities: { id: string; version: number; body: string }
  spaces: { space: string; community_id: string }
  tallies: { community_id: string; at: number; channel: string; what: string; link: string | null }
  /** Counts of a band of scores; see communities/offer-threshold.ts. */
  offers: { community_id: string; channel: string; band: number; wanted: number; unwanted: number; at: number }
  /** `at`: when it last moved. */
  cursors: { conversation: string; mark: string; at: number }
  keep: { platform: string; key: string; value: string }
  leases: { name: string; holder: string; until: number }
}
