import { createEvidenceIndex, type EvidenceIndex } from '../matching/evidence-index.ts'
import { mayLearnFrom } from '../members/consent.ts'
import { profileEvidence } from '../members/profile-evidence.ts'
import type { Clock } from '../shared/clock.ts'
import type { Store } from '../storage/store.ts'

const FRESH_FOR = 2000

/** One index a community, built when first needed and brought up to date from `changes`. The index only proposes. */
export interface MatchingIndexes {
  /** The index as of now. */
  of(communityId: string): Promise<EvidenceIndex>
  /** The member who agreed to be learned from, by account, as of the last two seconds. */
  learner(communityId: string, account: string): Promise<string | undefined>
}

/** Something that is made of members and their evidence, and of which changes it knows. */
interface UpTo<T> {
  made: T
  sequence: number
  at: number
}

export function createMatchingIndexes(store: Store, clock: Clock): MatchingIndexes {
  const indexes = upToDate(buildIndex, refreshIndex, 0)
  // Asked for every message: reads members only, for evidence grows with all that is learned.
  const learners = upToDate(buildLearners, refreshLearners, FRESH_FOR)
  return {
    of: indexes,
    learner: async (communityId, account) => (await learners(communityId)).get(account),
  }

  /** Builds once a community, then applies what changed when it is older than `maxAge` ms. Refreshes follow one another. */
  function upToDate<T>(
    build: (communityId: string) => Promise<T>,
    refresh: (made: T, memberIds: string[]) => Promise<void>,
    maxAge: number,
  ): (communityId: string) => Promise<T> {
    const kept = new Map<string, Promise<UpTo<T>>>()
    const begin = async (communityId: string): Promise<UpTo<T>> => {
      const { sequence } = await store.changesSince(communityId, Number.MAX_SAFE_INTEGER)
      return { made: await build(communityId), sequence, at: clock.now() }
    }
    const bring = async (communityId: string, old: UpTo<T>): Promise<UpTo<T>> => {
      if (clock.now() - old.at < maxAge) return old
      const { memberIds, sequence } = await store.changesSince(communityId, old.sequence)
      if (memberIds.length > 0) await refresh(old.made, memberIds)
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
    for await (const rows of store.evidence(communityId)) index.apply(rows)
    for (const member of await store.volunteers(communityId)) index.apply(profileEvidence(member))
    return index
  }

  async function refreshIndex(index: EvidenceIndex, memberIds: string[]): Promise<void> {
    const members = new Map((await store.members(memberIds)).map((member) => [member.id, member]))
    for (const id of memberIds) {
      const member = members.get(id)
      if (member?.volunteer) index.replaceMember(id, [...profileEvidence(member), ...(await store.evidenceOf(id))])
      else index.removeMember(id)
    }
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
