import type { Request } from '../../requests/request.ts'

/** Pings that still wait for their helper; the index `pings_one_live` names the same. */
export const OUTSTANDING = ['owed', 'live', 'claimed']

/** What is queried of a request, beside the request itself. */
export function requestColumns(request: Request) {
  const { pings, openedAt } = request
  const wanted = !request.care && openedAt !== undefined
  // Posting for all is what is offered where nobody here may know.
  const inVain = request.reach === 'post-for-all' || request.nobodyLeft === true || request.state !== 'open'
  return {
    community_id: request.communityId,
    asker_id: request.askerId,
    state: request.state,
    noticed_at: request.noticedAt,
    opened_at: openedAt ?? null,
    closed_at: request.closedAt ?? null,
    first_suggestion_at: request.firstSuggestionAt ?? null,
    has_text: holdsText(request) ? 1 : 0,
    recallable: request.recallable ? 1 : 0,
    unmet: wanted && pings.length === 0 && inVain ? 1 : 0,
  }
}

function holdsText({ words, suggestions, updates, referrals, drafts }: Request): boolean {
  return (
    words !== undefined ||
    suggestions.some(({ text, thanks }) => text !== undefined || thanks !== undefined) ||
    [...updates, ...referrals, ...drafts].some(({ text }) => text !== undefined)
  )
}

/** What a request says in rows of other tables: a function of the request alone, so two versions tell what to write. */
export interface RequestRows {
  version: number
  /** What it asks for; undefined when the words are gone, while the columns stay. `topics` is JSON. */
  subject: { kind: string; topics: string } | undefined
  /** By id. `at`: when it reached its helper, which an outage may delay; until then, when it was created. */
  pings: Map<string, { memberId: string; state: string; at: number }>
  /** Everything by which a message or conversation can be led back to the request: reference → slot. */
  refs: Map<string, string>
  /** Members whom the request involves beyond its asker and those it pinged. */
  involved: Set<string>
}

/** @param version as stored */
export function requestRows(request: Request, version: number): RequestRows {
  const pings: RequestRows['pings'] = new Map()
  for (const { id, memberId, state, createdAt, sentAt } of request.pings)
    pings.set(id, { memberId, state, at: sentAt ?? createdAt })
  const subject = request.words && { kind: request.words.kind, topics: JSON.stringify(request.words.topics) }
  return { version, subject, pings, refs: refsOf(request), involved: involvedIn(request) }
}

function refsOf(request: Request): Map<string, string> {
  const refs = new Map<string, string>()
  for (const slot in request.sent) refs.set(request.sent[slot]!, slot)
  for (const { id, message } of request.suggestions) if (message) refs.set(message, `said:${id}`)
  for (const { id, message } of request.updates) refs.set(message, `said:${id}`)
  for (const { id, message, text } of request.drafts) if (message && text !== undefined) refs.set(message, `said:${id}`)
  for (const { channel, message, thread } of request.copies) {
    if (message) refs.set(message, `copy:${channel}`)
    if (thread) refs.set(thread, `copy:${channel}`)
  }
  if (request.message) refs.set(request.message, 'message')
  if (request.thread) refs.set(request.thread, 'thread')
  return refs
}

function involvedIn({ suggestions, referrals, drafts }: Request): Set<string> {
  const ids = new Set<string>()
  for (const { memberId } of suggestions) ids.add(memberId)
  for (const { memberId } of drafts) ids.add(memberId)
  for (const { byId, memberId } of referrals) {
    ids.add(byId)
    if (memberId) ids.add(memberId)
  }
  return ids
}
