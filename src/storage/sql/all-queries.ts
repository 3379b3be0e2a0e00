import type { Queries } from '../store.ts'
import type { Context } from './context.ts'
import { codeQueries } from './queries/codes.ts'
import { communityQueries } from './queries/communities.ts'
import { effectQueries } from './queries/effects.ts'
import { evidenceQueries } from './queries/evidence.ts'
import { forgettingQueries } from './queries/forgetting.ts'
import { inboxQueries } from './queries/inbox.ts'
import { memberQueries } from './queries/members.ts'
import { memoryQueries } from './queries/memory.ts'
import { mergeQueries } from './queries/merge.ts'
import { offerQueries } from './queries/offers.ts'
import { pingQueries } from './queries/pings.ts'
import { privacyQueries } from './queries/privacy.ts'
import { requestQueries } from './queries/requests.ts'
import { timerQueries } from './queries/timers.ts'

/** All queries on one connection or transaction. */
export function allQueries(context: Context): Queries {
  return {
    ...inboxQueries(context),
    ...requestQueries(context),
    ...effectQueries(context),
    ...timerQueries(context),
    ...pingQueries(context),
    ...memberQueries(context),
    ...mergeQueries(context),
    ...codeQueries(context),
    ...evidenceQueries(context),
    ...communityQueries(context),
    ...offerQueries(context),
    ...memoryQueries(context),
    ...privacyQueries(context),
    ...forgettingQueries(context),
  }
}

/** What only reads needs no transaction: it sees what is committed. Everything else, called on the store itself, has one of its own. */
export const readOnlyQueries = [
  'dueEvents',
  'request',
  'requestByRef',
  'lastPinged',
  'requestsWhere',
  'usualWait',
  'unmetTopics',
  'nextDue',
  'heldEffects',
  'deadLetters',
  'pingLoads',
  'dms',
  'dmsOpened',
  'blockedWith',
  'member',
  'members',
  'memberByAccount',
  'volunteers',
  'code',
  'inBoth',
  'leaseIsHeld',
  'evidenceOf',
  'evidence',
  'changesSince',
  'community',
  'communities',
  'communityBySpace',
  'tallies',
  'offerAnswers',
  'cursor',
  'keepGet',
  'keepList',
  'accounts',
  'recordsOf',
] as const satisfies (keyof Queries)[]
