import { activityHalfLives } from './decay.ts'
import type { Demand, Evidence, EvidenceKind } from './evidence.ts'
import type { PastRequest } from './past-requests.ts'
import { type HashTerm, readTerms } from './terms.ts'

/** Rows written for one message or one suggestion are bounded: each is a row in the database. */
const MOST_TERMS = 24
const MOST_TERMS_ALIKE = 40
const plain: HashTerm = (term) => term

type About = Pick<Demand, 'text' | 'topics'>

/** Terms of a request: its words and the topics understood in it. */
export function demandTerms({ text, topics }: About, limit?: number) {
  return readTerms([...topics, text].join('\n'), limit)
}

/**
 * What a message shows about its writer, who agreed to be learned from: at most 24 terms, where he wrote, whom he answered.
 * Returns increments for `addEvidence`. `repliedTo` is the member whose message this one answers; answering oneself does not count.
 */
export function learnFromMessage(
  message: { memberId: string; text: string; channelId: string; repliedTo?: string; at: number },
  hash: HashTerm = plain,
): Evidence[] {
  const { memberId, at, repliedTo } = message
  const rows = rowsOf('learned', memberId, readTerms(message.text, MOST_TERMS), at, hash)
  rows.push({ memberId, kind: 'channel', key: message.channelId, weight: 1, at })
  for (const key of Object.keys(activityHalfLives)) rows.push({ memberId, kind: 'active', key, weight: 1, at })
  if (repliedTo !== undefined && repliedTo !== memberId)
    rows.push({ memberId, kind: 'replied-to', key: repliedTo, weight: 1, at })
  return rows
}

/**
 * The member suggested something for a request; with `helped`, the asker said that it helped. Increments: at most 24 terms, and, when
 * `requestId` is given, which request it was.
 */
export function recordSuggestion(
  { memberId, demand, helped, requestId, at }: Suggested,
  hash: HashTerm = plain,
): Evidence[] {
  const rows = rowsOf(helped ? 'helped' : 'suggested', memberId, demandTerms(demand, MOST_TERMS), at, hash)
  if (requestId !== undefined) rows.push({ memberId, kind: 'answered', key: requestId, weight: helped ? 2 : 1, at })
  return rows
}

interface Suggested {
  memberId: string
  demand: About
  helped?: boolean
  requestId?: string
  at: number
}

/** A request as it is kept beside evidence, so that similar ones find who answered it. */
export function pastRequest(
  { id, demand, channelId, at }: { id: string; demand: About; channelId?: string | undefined; at: number },
  hash: HashTerm = plain,
): PastRequest {
  const terms = demandTerms(demand, MOST_TERMS_ALIKE).map(({ term, count }) => ({ key: hash(term), count }))
  return { id, terms, channelId, at }
}

/** Somebody named the member for a request. Increments. */
export function recordReferral(
  { memberId, demand, at }: { memberId: string; demand: About; at: number },
  hash: HashTerm = plain,
): Evidence[] {
  return rowsOf('referred', memberId, demandTerms(demand, MOST_TERMS), at, hash)
}

/** The member called a request "not my topic". Increments, which speak against. */
export function recordNotTopic(
  { memberId, demand, at }: { memberId: string; demand: About; at: number },
  hash: HashTerm = plain,
): Evidence[] {
  return rowsOf('not-topic', memberId, demandTerms(demand, MOST_TERMS), at, hash)
}

function rowsOf(
  kind: EvidenceKind,
  memberId: string,
  terms: { term: string; count: number }[],
  at: number,
  hash: HashTerm,
): Evidence[] {
  return terms.map(({ term, count }) => ({ memberId, kind, key: hash(term), weight: count, at }))
}
