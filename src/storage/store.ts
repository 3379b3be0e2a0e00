import type { Community } from '../communities/community.ts'
import type { OfferAnswers } from '../communities/offer-threshold.ts'
import type { Evidence } from '../matching/evidence.ts'
import type { Member } from '../members/member.ts'
import type { PlatformEvent } from '../platforms/platform.ts'
import type { Effect, TimerName } from '../requests/effects.ts'
import type { Request, RequestState } from '../requests/request.ts'

/**
 * The record. Everything that must not be lost goes through here. `transaction` gives the same queries; what they write
 * is kept all together or not at all. Times are ms since 1970.
 */
export interface Store extends Queries {
  /**
   * Runs `work` in one transaction. Throws what `work` throws, after rolling back.
   * Concurrent calls are safe; on Postgres a serialisation failure is thrown as `Conflict`.
   */
  transaction<T>(work: (tx: Queries) => Promise<T>): Promise<T>
  /** Copies the whole record, but for `lifeSign`, to a file beside a running bot (SQLite's online backup). Postgres: throws, naming pg_dump. */
  backup(file: string): Promise<void>
  /** After an erasure: no earlier version of a page that held the text stays in the record's files. SQLite only; Postgres sees to it by itself. */
  scrub(): Promise<void>
  close(): Promise<void>
}

/** What `keep` holds under this name says that the record is the one last written here, so that no copy may have it. */
export const lifeSign = { owner: 'askaround', key: 'alive' }

/** The row was changed, or the promise it keeps was taken, by somebody else meanwhile: roll back and decide again. */
export class Conflict extends Error {
  readonly what: 'version' | 'live-ping' | 'serialisation'
  /** For "live-ping": who is already being asked elsewhere. */
  readonly memberId: string | undefined
  constructor(what: Conflict['what'], memberId?: string) {
    super(`conflict: ${what}${memberId ? ` of ${memberId}` : ''}`)
    this.name = 'Conflict'
    this.what = what
    this.memberId = memberId
  }
}

export interface Queries {
  // inbox ------------------------------------------------------------
  /** Notes an event's id. False when it was noted before: then nothing may be done. */
  noteEvent(id: string, at: number): Promise<boolean>
  /** Keeps an event that could not be processed (text included) to be tried again at `nextAt`. Counts the attempts. One that was processed or given up stays so. */
  keepEvent(event: PlatformEvent, at: number, nextAt: number, error: string): Promise<void>
  /** Kept events due by `now`, oldest first, but for those from platforms that are served `elsewhere`. */
  dueEvents(
    now: number,
    limit: number,
    elsewhere?: readonly string[],
  ): Promise<{ event: PlatformEvent; attempts: number }[]>
  /**
   * Clears a kept event's text: it is processed, or given up ("dead": kept without text, counted).
   * False when it was not kept any more: somebody else finished it, so nothing may be done.
   */
  finishEvent(id: string, how: 'done' | 'dead'): Promise<boolean>
  /** Forgets ids noted before `before`. */
  forgetEvents(before: number): Promise<void>

  // requests ---------------------------------------------------------
  request(id: string): Promise<Request | undefined>
  /**
   * Saves a request, its pings and the references in it. `expected` is the version it was loaded with (0: new).
   * @throws Conflict "version", or "live-ping" with the member who has a live ping of another request
   */
  saveRequest(request: Request, expected: number): Promise<void>
  /** The request that a message, thread or DM message belongs to, and as what: "message", "thread", "copy:<channel>", "said:<id>" (a suggestion or update written in the thread), or a slot of `sent`. */
  requestByRef(ref: string): Promise<{ requestId: string; slot: string } | undefined>
  /** The request whose live or claimed ping this member has, if any; else the last one pinged since `since`. */
  lastPinged(memberId: string, since: number): Promise<{ requestId: string; pingId: string } | undefined>
  /** Newest first. */
  requestsWhere(filter: {
    communityId?: string
    askerId?: string
    /** Has a ping or a suggestion of this member. */
    involvesId?: string
    states?: RequestState[]
    kind?: string
    recallable?: boolean
    hasText?: boolean
    limit: number
  }): Promise<Request[]>
  /** Times from opening to the first suggestion of this community's last 200 requests, in ms: the median and how many. */
  usualWait(communityId: string): Promise<{ median: number; n: number } | undefined>
  /** Topics of requests for which nobody could be asked, most often first. */
  unmetTopics(communityId: string, since: number, limit: number): Promise<{ topic: string; count: number }[]>

  // effects and timers -------------------------------------------------
  /** Owes these. An edit that is owed already and not begun is not owed twice, for it will show what is true then. */
  addEffects(effects: OwedEffect[]): Promise<void>
  /**
   * Claims the first owed effect of each lane that is due and not claimed, at most `limit`, until `until`.
   * A lane whose first effect is claimed or waits for its next try gives nothing. SKIP LOCKED on Postgres.
   * @param elsewhere platforms that other processes serve: what is owed in communities with a space there is left to them
   */
  claimEffects(
    worker: string,
    now: number,
    until: number,
    limit: number,
    elsewhere?: readonly string[],
  ): Promise<OwedEffect[]>
  /** All claims run out now. For a process that is the only one: whoever claimed before it is gone. */
  endClaims(): Promise<void>
  /** Removes a done effect. False when the claim was lost to another worker: then roll back. */
  finishEffect(id: string, worker: string): Promise<boolean>
  /** `tried`: it may have had an effect, so it counts as an attempt. */
  retryEffect(id: string, worker: string, nextAt: number, error: string, how: { tried: boolean }): Promise<void>
  /** Moves an effect to the dead letters and opens its lane. */
  giveUpEffect(id: string, worker: string, error: string): Promise<void>
  /** When the next effect, timer or kept event is due, if any, but for what is left to others, see `claimEffects`. */
  nextDue(elsewhere?: readonly string[]): Promise<number | undefined>
  /** Holds effects that were due before `before` for an organiser (a restored backup must not send what was owed). Returns how many. */
  holdOverdue(before: number): Promise<number>
  heldEffects(communityId: string, limit: number): Promise<OwedEffect[]>
  /** Lets held effects go ahead, or drops them. */
  releaseHeld(communityId: string, what: 'send' | 'drop'): Promise<number>
  deadLetters(communityId: string, limit: number): Promise<{ id: string; type: string; error: string; at: number }[]>
  setTimer(timer: Timer): Promise<void>
  cancelTimer(id: string): Promise<void>
  /** Takes timers due by `now` (removes them); run in the transaction that acts on them. */
  takeTimers(now: number, limit: number): Promise<Timer[]>

  // pings and DMs --------------------------------------------------------
  /** Pings that reached their helper since `since` (those still owed: created since then), and whether one is outstanding, per member. */
  pingLoads(
    memberIds: string[],
    since: number,
  ): Promise<Map<string, { recent: number; oldest?: number; outstanding: boolean }>>
  /** What is known of DM conversations with these accounts. */
  dms(accounts: string[]): Promise<Map<string, { conversation?: string; closed: boolean }>>
  /** Remembers a DM conversation. `opened`: by the bot, so it counts against the budget. */
  saveDm(account: string, dm: { conversation?: string; closed: boolean; opened: boolean }, at: number): Promise<void>
  dmsOpened(platform: string, since: number): Promise<number>
  block(byId: string, memberId: string, at: number): Promise<void>
  /** Of `memberIds`, those who blocked `memberId` or are blocked by them. */
  blockedWith(memberId: string, memberIds: string[]): Promise<Set<string>>

  // members ---------------------------------------------------------------
  member(id: string): Promise<Member | undefined>
  members(ids: string[]): Promise<Member[]>
  memberByAccount(account: string, communityId: string): Promise<Member | undefined>
  /** @throws Conflict "version" */
  saveMember(member: Member, expected: number): Promise<void>
  volunteers(communityId: string): Promise<Member[]>
  /**
   * Gives accounts, evidence, blocks and what is owed of `absorbedId` to `memberId`, and removes the absorbed member's row.
   * Requests are changed by `member-merged`, and before this; the row of `memberId` is saved after it.
   */
  absorbMember(memberId: string, absorbedId: string): Promise<void>
  /** Whom one blocked, or who blocked them, is kept apart from the other as well. */
  copyBlocks(fromId: string, toId: string): Promise<void>
  /** Keeps a one-time code by its hash, instead of an earlier one that the member has for the same purpose. `until`: ms since 1970. */
  saveCode(code: OneTimeCode): Promise<void>
  /** The code of that hash and purpose, unless its time was over at `now`. */
  code(hash: string, purpose: OneTimeCode['purpose'], now: number): Promise<OneTimeCode | undefined>
  /** Removes a code, so that it counts once. */
  dropCode(hash: string): Promise<void>

  // evidence ----------------------------------------------------------------
  /** Adds increments (matching's `addEvidence`), and notes the members in `changes`. */
  addEvidence(communityId: string, increments: Evidence[]): Promise<void>
  /** Replaces rows of these kinds of one member by `rows`. */
  replaceEvidence(communityId: string, memberId: string, kinds: Evidence['kind'][], rows: Evidence[]): Promise<void>
  /** Removes these rows, those aside that were added to since. */
  dropEvidence(communityId: string, rows: Evidence[]): Promise<void>
  evidenceOf(memberId: string): Promise<Evidence[]>
  /** All rows of a community, streamed in pieces. */
  evidence(communityId: string): AsyncIterable<Evidence[]>
  /** Members whose volunteering or evidence changed after `sequence`, and the newest sequence. */
  changesSince(communityId: string, sequence: number): Promise<{ memberIds: string[]; sequence: number }>

  // communities -----------------------------------------------------------
  community(id: string): Promise<Community | undefined>
  communities(): Promise<Community[]>
  communityBySpace(space: string): Promise<Community | undefined>
  /** @throws Conflict "version" */
  saveCommunity(community: Community, expected: number): Promise<void>
  /**
   * Moves members, with all that is kept about them, and what is owed and counted, from one community to another, and removes the first. Requests
   * are changed by `community-joined`, and before this.
   */
  moveCommunity(fromId: string, intoId: string): Promise<void>
  /** Members of two communities who share an account. */
  inBoth(fromId: string, intoId: string): Promise<{ fromId: string; intoId: string }[]>
  /** Removes a community with its members and requests, and all that is owed or was learned there. Kept events go with `eraseMember`. */
  removeCommunity(id: string): Promise<void>
  /** Adds to what shadow mode counts. Links only, no text. */
  addTally(communityId: string, tally: { at: number; channel: string; what: string; link?: string }): Promise<void>
  tallies(
    communityId: string,
    since: number,
  ): Promise<{ channel: string; what: string; count: number; links: string[] }[]>

  /** How offers in a channel, or in all of the community's, were answered. */
  offerAnswers(communityId: string, channel?: string): Promise<OfferAnswers[]>
  /** Replaces what was counted of that channel and band. */
  saveOfferAnswers(communityId: string, answers: OfferAnswers): Promise<void>
  forgetOfferAnswers(communityId: string, channel: string): Promise<void>

  // adapters' own memory ----------------------------------------------------
  cursor(conversation: string): Promise<string | undefined>
  /** `at`: now. */
  saveCursor(conversation: string, mark: string, at: number): Promise<void>
  keepGet(platform: string, key: string): Promise<string | undefined>
  keepPut(platform: string, entries: Record<string, string | undefined>): Promise<void>
  keepList(
    platform: string,
    prefix: string,
    options?: { after?: string; limit?: number; reverse?: boolean },
  ): Promise<{ key: string; value: string }[]>

  // privacy -----------------------------------------------------------------
  /** Every account of every member, in pieces: for repeating erasures after a backup was restored. */
  accounts(): AsyncIterable<{ account: string; memberId: string; joinedAt: number }[]>
  /** Everything about one member that is not in requests: for `/privacy` show and export. */
  recordsOf(memberId: string): Promise<Record<string, unknown[]>>
  /** Removes the member's row, evidence, DMs, blocks, owed effects, dead letters and kept events. Requests are changed by `member-erased`. */
  eraseMember(memberId: string): Promise<void>

  // forgetting --------------------------------------------------------------
  /** Takes away what is older than this (ms since 1970): leases that ran out, dead letters, what shadow mode counted, cursors that did not move since. */
  forgetOld(before: { leases: number; deadLetters: number; tallies: number; cursors: number }): Promise<void>
  /** Takes away some of the requests noticed before `before` that nobody wanted asked around. Returns how many; 0 when none is left. */
  forgetDismissed(before: number): Promise<number>

  // sharing the work ----------------------------------------------------------
  /** Takes or renews a lease. False while another holder has it. */
  takeLease(name: string, holder: string, now: number, until: number): Promise<boolean>
  /** Whether somebody holds it at `now`. */
  leaseIsHeld(name: string, now: number): Promise<boolean>
  dropLease(name: string, holder: string): Promise<void>
}

export interface OwedEffect {
  /** First 24 characters of base32 of sha256 of subject id, version and index. */
  id: string
  subject: { type: 'request' | 'member' | 'community'; id: string }
  communityId: string
  /** Whom a private answer concerns, for rendering and for erasing. */
  memberId?: string
  /** Effects of one subject to one conversation, in order. */
  lane: string
  effect: Effect
  createdAt: number
  dueAt: number
  /** How often it was tried before; a claim that ran out counts, for its process may have died after sending. */
  attempts: number
}

/** What somebody is shown to type elsewhere; only its hash is kept. */
export interface OneTimeCode {
  hash: string
  /** link: another account of the same person; join: another space of the same community. */
  purpose: 'link' | 'join'
  communityId: string
  memberId: string
  until: number
}

export interface Timer {
  /** "<request id>/<name>/<about>": setting it again moves it. */
  id: string
  requestId: string
  name: TimerName
  about?: string
  at: number
}
