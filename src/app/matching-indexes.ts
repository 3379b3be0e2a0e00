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

interface Kept {
  index: EvidenceIndex
  learners: Map<string, string>
  sequence: number
  at: number
}

export function createMatchingIndexes(store: Store, clock: Clock): MatchingIndexes {
  const kept = new Map<string, Promise<Kept>>()

  async function build(communityId: string): Promise<Kept> {
    const { sequence } = await store.changesSince(communityId, Number.MAX_SAFE_INTEGER)
    const fresh: Kept = { index: createEvidenceIndex(), learners: new Map(), sequence, at: clock.now() }
    for await (const rows of store.evidence(communityId)) fresh.index.apply(rows)
    for (const member of await store.volunteers(communityId)) {
      fresh.index.apply(profileEvidence(member))
      if (mayLearnFrom(member)) for (const account of member.accounts) fresh.learners.set(account, member.id)
    }
    return fresh
  }

  async function refresh(communityId: string, old: Kept): Promise<Kept> {
    const { memberIds, sequence } = await store.changesSince(communityId, old.sequence)
    const changed = new Set(memberIds)
    for (const [account, memberId] of old.learners) if (changed.has(memberId)) old.learners.delete(account)
    const members = new Map((await store.members(memberIds)).map((member) => [member.id, member]))
    for (const id of memberIds) {
      const member = members.get(id)
      if (member?.volunteer) old.index.replaceMember(id, [...profileEvidence(member), ...(await store.evidenceOf(id))])
      else old.index.removeMember(id)
      if (member && mayLearnFrom(member)) for (const account of member.accounts) old.learners.set(account, id)
    }
    return { ...old, sequence, at: clock.now() }
  }

  /** Refreshes follow one another, so that two callers never apply the same change side by side. */
  function upToDate(communityId: string, maxAge: number): Promise<Kept> {
    const last = kept.get(communityId)
    const next = last
      ? last.then((old) => (clock.now() - old.at < maxAge ? old : refresh(communityId, old)))
      : build(communityId)
    kept.set(communityId, next)
    next.catch(() => kept.delete(communityId))
    return next
  }

  return {
    of: async (communityId) => (await upToDate(communityId, 0)).index,
    learner: async (communityId, account) => (await upToDate(communityId, FRESH_FOR)).learners.get(account),
  }
}
