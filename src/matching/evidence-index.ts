import { decay, halfLives } from './decay.ts'
import type { Evidence, EvidenceKind } from './evidence.ts'
import { Lessons } from './lessons.ts'
import { TopicLookup } from './match-topics.ts'
import { type PastRequest, PastRequests } from './past-requests.ts'
import { type Posting, Postings } from './postings.ts'
import { Presence } from './presence.ts'
import { Prices } from './prices.ts'
import { ScoreBoards } from './score-terms.ts'

/**
 * The evidence of one community in memory, turned round: from what is asked to who may know. Built from rows and kept up to date with them.
 *
 * Every weight of a kind fades at the same pace (`halfLives`), so weights are kept as if true at one fixed time, `epoch`:
 * w · 2^((at − epoch) / half-life). What they are worth now is one factor for all, `fade`; nothing has to be rewritten as time passes.
 */
export interface EvidenceIndex {
  /** Sets rows: one each member, kind and key; a later row replaces the earlier one, weight 0 takes it away. */
  apply(rows: Iterable<Evidence>): void
  /** Replaces all that is known of one member. */
  replaceMember(memberId: string, rows: Iterable<Evidence>): void
  /** Forgets a member, also what may still be learned from requests that he could have answered. */
  removeMember(memberId: string): void
  members(): string[]
  /** Number of slots; a member's data stand at his slot in every array. Slots of removed members are empty until reused. */
  readonly slots: number
  slotOf(memberId: string): number | undefined
  memberAt(slot: number): string | undefined
  postings(kind: EvidenceKind): Postings
  /** What the member of this slot stands in, or did once. */
  standsIn(slot: number, kind: EvidenceKind): Posting[]
  /** By slot, how often the member was answered, as kept; see `fade`. */
  readonly repliedTo: readonly number[]
  /** What kept weights of a kind are to be multiplied with at `now`. */
  fade(kind: EvidenceKind, now: number): number
  /** Declared topics by their words. */
  readonly topics: TopicLookup
  /** Who is around, and who answers. */
  readonly presence: Presence
  /** Earlier requests, by their terms, with who answered them. Add a request before the evidence of its answers. */
  readonly past: PastRequests
  addRequest(request: PastRequest): void
  /** What the community's answered requests taught about how much each feature counts. */
  readonly lessons: Lessons
  /** What each member's pings of a week are worth. */
  readonly prices: Prices
  /** Arrays that one comparison after the other uses. */
  readonly boards: ScoreBoards
}

const kinds = Object.keys(halfLives) as EvidenceKind[]
const showsActivity: ReadonlySet<EvidenceKind> = new Set(['channel', 'suggested', 'helped', 'answered'])

/** An empty index for one community. */
export function createEvidenceIndex(): EvidenceIndex {
  const byKind = new Map(kinds.map((kind) => [kind, new Postings()]))
  const slotByMember = new Map<string, number>()
  const memberBySlot: (string | undefined)[] = []
  const free: number[] = []
  /** What each slot stands in, so that removing a member need not search everything. */
  const standsIn: Posting[][] = []
  /** Requests that each slot answered, and with what weight. */
  const answeredBy: Map<string, number>[] = []
  const repliedTo: number[] = []
  const topics = new TopicLookup()
  const presence = new Presence()
  const past = new PastRequests()
  const lessons = new Lessons()
  const prices = new Prices()
  let epoch: number | undefined

  function slotFor(memberId: string): number {
    const known = slotByMember.get(memberId)
    if (known !== undefined) return known
    const slot = free.pop() ?? memberBySlot.length
    slotByMember.set(memberId, slot)
    memberBySlot[slot] = memberId
    presence.clear(slot)
    standsIn[slot] = []
    answeredBy[slot] = new Map()
    noteReplies(memberId)
    return slot
  }

  function apply(rows: Iterable<Evidence>) {
    for (const { memberId, kind, key, weight, at } of rows) {
      epoch ??= at
      const slot = slotFor(memberId)
      if (weight > 0 && showsActivity.has(kind)) presence.seen(slot, at)
      if (kind === 'active') presence.active.get(key)?.set(slot, weight, at)
      if (kind === 'answered') setAnswered(memberId, slot, key, weight, at)
      if (kind === 'active' || kind === 'answered') continue
      const postings = byKind.get(kind)!
      const entered = postings.set(key, slot, decay(weight, kind, at, epoch))
      if (entered) standsIn[slot]!.push(entered)
      if (kind === 'declared-topic') topics.add(key)
      if (kind === 'replied-to') noteReplies(key)
    }
  }

  function noteReplies(memberId: string) {
    const slot = slotByMember.get(memberId)
    if (slot !== undefined) repliedTo[slot] = byKind.get('replied-to')!.byKey.get(memberId)?.sum ?? 0
  }

  function setAnswered(memberId: string, slot: number, id: string, weight: number, at: number) {
    const known = answeredBy[slot]!.get(id)
    if (weight === 0) return
    answeredBy[slot]!.set(id, weight)
    const channelId = past.answered(id, slot, weight > 1)
    if (known !== undefined) return
    presence.answered(slot, channelId, at)
    lessons.answered(id, memberId)
  }

  function takeOut(memberId: string) {
    const slot = slotByMember.get(memberId)
    if (slot === undefined) return
    for (const posting of standsIn[slot]!) {
      posting.of.remove(posting, slot)
      if (posting.of === byKind.get('replied-to')) noteReplies(posting.key)
    }
    for (const postings of byKind.values()) postings.forget(slot)
    slotByMember.delete(memberId)
    memberBySlot[slot] = undefined
    for (const id of answeredBy[slot]!.keys()) past.forget(id, slot)
    presence.clear(slot)
    standsIn[slot] = []
    answeredBy[slot] = new Map()
    free.push(slot)
  }

  return {
    apply,
    removeMember(memberId) {
      takeOut(memberId)
      lessons.forget(memberId)
      prices.forget(memberId)
    },
    replaceMember(memberId, rows) {
      takeOut(memberId)
      apply(rows)
    },
    members: () => [...slotByMember.keys()],
    get slots() {
      return memberBySlot.length
    },
    slotOf: (memberId) => slotByMember.get(memberId),
    memberAt: (slot) => memberBySlot[slot],
    postings: (kind) => byKind.get(kind)!,
    standsIn: (slot, kind) => standsIn[slot]!.filter(({ of }) => of === byKind.get(kind)),
    repliedTo,
    fade: (kind, now) => (epoch === undefined ? 1 : decay(1, kind, epoch, now)),
    topics,
    presence,
    past,
    addRequest: (request) => past.add(request),
    lessons,
    prices,
    boards: new ScoreBoards(),
  }
}
