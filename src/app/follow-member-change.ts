import type { Evidence } from '../matching/evidence.ts'
import { isPaused } from '../members/availability.ts'
import { mayBePinged } from '../members/consent.ts'
import type { Member, MemberEvent } from '../members/member.ts'
import { profileEvidence } from '../members/profile-evidence.ts'
import { isOutstanding } from '../requests/request.ts'
import type { Queries } from '../storage/store.ts'
import type { Decision } from './decide.ts'
import { forgetInChoices } from './kept-choices.ts'

const learnedKinds: Evidence['kind'][] = ['learned', 'channel', 'replied-to', 'active']
const allKinds: Evidence['kind'][] = [...learnedKinds, 'suggested', 'helped', 'referred', 'not-topic']
/** Open requests that look again when somebody new volunteers; the newest first. */
const MOST_WOKEN = 200

/** What a changed member means for evidence, for pings that stand, and for requests that wait for somebody. */
export async function followMemberChange(
  tx: Queries,
  before: Member,
  after: Member,
  event: MemberEvent,
): Promise<Decision[]> {
  const { id, communityId } = after
  const forget = (kinds: Evidence['kind'][]) => tx.replaceEvidence(communityId, id, kinds, [])
  const declared = JSON.stringify(profileEvidence(after)) !== JSON.stringify(profileEvidence(before))
  const learning = before.volunteer?.learning !== after.volunteer?.learning
  const learningEnds =
    (before.volunteer?.learning && learning) || (event.type === 'linked' && !after.volunteer?.learning)
  if (!after.volunteer && before.volunteer) {
    await forget(allKinds)
    await forgetInChoices(tx, communityId, id)
  } else if (learningEnds) await forget(learnedKinds)
  // Nothing to forget, but every process must read the profile anew.
  else if (declared || learning) await forget([])

  const decisions: Decision[] = []
  const rests = event.type === 'paused' || event.type === 'linked'
  const gone = !mayBePinged(after) || (rests && isPaused(after.volunteer, event.at))
  if (gone && before.volunteer) decisions.push(...(await takeBackPings(tx, id, event.at)))
  const supply =
    event.type === 'volunteered' ||
    event.type === 'resumed' ||
    (event.type === 'linked' && declared) ||
    (event.type === 'profile-changed' && declared)
  if (supply) decisions.push(...(await wakeRequests(tx, communityId, event.at)))
  if (after.notRecallable && !before.notRecallable) decisions.push(...(await refuseRecall(tx, id, event.at)))
  return decisions
}

/** Also a ping that has not gone out yet. */
async function takeBackPings(tx: Queries, memberId: string, at: number): Promise<Decision[]> {
  const open = await tx.requestsWhere({ involvesId: memberId, states: ['open'], limit: 1000 })
  return open
    .filter(({ pings }) => pings.some((ping) => ping.memberId === memberId && isOutstanding(ping)))
    .map(({ id }) => ({ for: 'request', requestId: id, event: { type: 'helper-unavailable', memberId, at } }))
}

async function wakeRequests(tx: Queries, communityId: string, at: number): Promise<Decision[]> {
  const open = await tx.requestsWhere({ communityId, states: ['open'], limit: MOST_WOKEN })
  return open.map(({ id }) => ({ for: 'request', requestId: id, event: { type: 'supply-changed', at } }))
}

async function refuseRecall(tx: Queries, memberId: string, at: number): Promise<Decision[]> {
  const own = await tx.requestsWhere({ askerId: memberId, recallable: true, limit: 1000 })
  const helped = await tx.requestsWhere({ involvesId: memberId, recallable: true, limit: 1000 })
  const ids = new Set([...own, ...helped].map(({ id }) => id))
  return [...ids].map((requestId) => ({ for: 'request', requestId, event: { type: 'recall-refused', at } }))
}
