import type { Evidence } from '../matching/evidence.ts'
import { recordNotTopic, recordReferral, recordSuggestion } from '../matching/learn.ts'
import { mayBePinged } from '../members/consent.ts'
import type { Effect } from '../requests/effects.ts'
import type { Request } from '../requests/request.ts'
import type { Queries } from '../storage/store.ts'
import type { Bot } from './bot.ts'

/** Evidence exists for volunteers only: nothing is kept about anybody else who helped. */
export async function recordEvidence(
  bot: Pick<Bot, 'hashTerm'>,
  tx: Queries,
  request: Request,
  { what, memberId }: Extract<Effect, { type: 'record-evidence' }>,
  at: number,
): Promise<void> {
  const { words } = request
  if (!words || !mayBePinged(await tx.member(memberId))) return
  const about = { memberId, demand: { text: words.text ?? '', topics: words.topics }, requestId: request.id, at }
  await tx.addEvidence(request.communityId, evidenceOf(what, about, bot.hashTerm))
}

function evidenceOf(
  what: Extract<Effect, { type: 'record-evidence' }>['what'],
  about: Parameters<typeof recordReferral>[0],
  hash: Bot['hashTerm'],
): Evidence[] {
  switch (what) {
    case 'suggested':
      return recordSuggestion(about, hash)
    case 'helped':
      return recordSuggestion({ ...about, helped: true }, hash)
    case 'referred':
      return recordReferral(about, hash)
    case 'not-topic':
      return recordNotTopic(about, hash)
  }
}
