import type { Evidence } from '../matching/evidence.ts'
import { createEvidenceIndex, type EvidenceIndex } from '../matching/evidence-index.ts'
import { pastRequest } from '../matching/learn.ts'
import type { HashTerm } from '../matching/terms.ts'
import { mayLearnFrom } from '../members/consent.ts'
import { profileEvidence } from '../members/profile-evidence.ts'
import type { Request } from '../requests/request.ts'
import type { Clock } from '../shared/clock.ts'
import type { Store } from '../storage/store.ts'
import { keepChoice, takeUpChoices } from './kept-choices.ts'

const FRESH_FOR = 2000
const HOUR = 3_600_000
/** So many earlier requests are looked through for similar ones, the newest. */
const MOST_PAST = 1000
/** Older ones were looked for when the index was built. */
const ANSWERED_LATELY = 86_400_000

/** One index a community, built when first needed and brought up to date from `changes`. The index only proposes. */
export interface MatchingIndexes {
  /** The index as of now. */
  of(communityId: string): Promise<EvidenceIndex>
  /** Keeps over a restart what choosing helpers for the request changed in the index. */
  keep(communityId: string, requestId: string): Promise<void>
  /** The member who agreed to be learned from, by account, as of the last two seconds. */
  learner(communityId: string, account: string): Promise<string | undefined>
}

/** Something that is made of members and their evidence, and of which changes it knows. */
interface UpTo<T> {
  made: T
  sequence: number
  at: number
}

/** `hash` as evidence is recorded with; `learnsWeights`: what a community taught is kept over a restart. */
export function createMatchingIndexes(
  store: Store,
  clock: Clock,
  { hash, learnsWeights = false }: { hash?: HashTerm; learnsWeights?: boolean } = {},
): MatchingIndexes {
  const lookedAt = new WeakMap<EvidenceIndex, number>()
  const indexes = upToDate(buildIndex, refreshIndex, 0)
  // Asked for every message: reads members only, for evidence grows with all that is learned.
  const learners = upToDate(buildLearners, refreshLearners, FRESH_FOR)
  return {
    of: async (communityId) => {
      const index = await indexes(communityId)
      await forgetPast(communityId, index)
      return index
    },
    keep: async (communityId, requestId) => keepChoice(store, communityId, await indexes(communityId), requestId),
    learner: async (communityId, account) => (await learners(communityId)).get(account),
  }

  /** Builds once a community, then applies what changed when it is older than `maxAge` ms. Refreshes follow one another. */
  function upToDate<T>(
    build: (communityId: string) => Promise<T>,
    refresh: (made: T, memberIds: string[], communityId: string) => Promise<void>,
    maxAge: number,
  ): (communityId: string) => Promise<T> {
    const kept = new Map<string, Promise<UpTo<T>>>()
    const begin = async (communityId: string): Promise<UpTo<T>> => {
      const { sequence } = await store.changesSince(communityId, Number.MAX_SAFE_INTEGER)
      return { made: await build(communityId), sequence, at: clock.now() }
    }
    const bring = async (communityId: string, old: UpTo<T>): Promise<UpTo<T>> => {
      // The sandbox's clock can be set back.
      const age = clock.now() - old.at
      if (age >= 0 && age < maxAge) return old
      const { memberIds, sequence } = await store.changesSince(communityId, old.sequence)
      if (memberIds.length > 0) await refresh(old.made, memberIds, communityId)
      return { made: old.made, sequence, at: clock.now() }
    }
    return async (communityId) => {
      const last = kept.get(communityId)
      const next = last ? last.then((old) => bring(communityId, old)) : begin(communityId)
      kept.set(communityId, next)
      next.catch(() => kept.delete(communityId))
      return (await next).made
    }
  }

  async function buildIndex(communityId: string): Promise<EvidenceIndex> {
    const index = createEvidenceIndex()
    await takeUpChoices(store, communityId, index, learnsWeights)
    for (const request of await store.requestsWhere({ communityId, hasText: true, limit: MOST_PAST }))
      addPast(index, request)
    for await (const rows of store.evidence(communityId)) index.apply(rows)
    for (const member of await store.volunteers(communityId)) index.apply(profileEvidence(member))
    return index
  }

  async function refreshIndex(index: EvidenceIndex, memberIds: string[]): Promise<void> {
    const members = new Map((await store.members(memberIds)).map((member) => [member.id, member]))
    for (const id of memberIds) {
      const member = members.get(id)
      if (member?.volunteer) {
        const rows = await store.evidenceOf(id)
        await addAnswered(index, rows)
        index.replaceMember(id, [...profileEvidence(member), ...rows])
      } else index.removeMember(id)
    }
  }

  /** Words that the record does not keep any more are forgotten here within the hour. */
  async function forgetPast(communityId: string, index: EvidenceIndex): Promise<void> {
    const now = clock.now()
    if (now - (lookedAt.get(index) ?? now) < HOUR) {
      if (!lookedAt.has(index)) lookedAt.set(index, now)
      return
    }
    lookedAt.set(index, now)
    const requests = await store.requestsWhere({ communityId, hasText: true, limit: MOST_PAST })
    index.past.keepOnly(new Set(requests.map(({ id }) => id)))
  }

  /** The requests that these rows say were answered, as far as their words are still kept. */
  async function addAnswered(index: EvidenceIndex, rows: Evidence[]): Promise<void> {
    const lately = clock.now() - ANSWERED_LATELY
    for (const { kind, key, at } of rows) {
      if (kind !== 'answered' || at < lately || index.past.has(key)) continue
      const request = await store.request(key)
      if (request) addPast(index, request)
    }
  }

  function addPast(index: EvidenceIndex, { id, words, channel, openedAt }: Request): void {
    if (!words?.text || openedAt === undefined) return
    const demand = { text: words.text, topics: words.topics }
    index.addRequest(pastRequest({ id, demand, channelId: channel, at: openedAt }, hash))
  }

  async function buildLearners(communityId: string): Promise<Map<string, string>> {
    const learning = (await store.volunteers(communityId)).filter(mayLearnFrom)
    return new Map(learning.flatMap(({ id, accounts }) => accounts.map((account) => [account, id] as const)))
  }

  async function refreshLearners(learners: Map<string, string>, memberIds: string[]): Promise<void> {
    const changed = new Set(memberIds)
    for (const [account, memberId] of learners) if (changed.has(memberId)) learners.delete(account)
    for (const member of await store.members(memberIds)) {
      if (mayLearnFrom(member)) for (const account of member.accounts) learners.set(account, member.id)
    }
  }
}
