import type { Effect } from '../../../requests/effects.ts'
import type { Request } from '../../../requests/request.ts'
import { reachedBy } from './keep-moments.ts'
import type { Decided, Moment } from './kept.ts'
import { isMinor, sayEffect } from './say-effect.ts'
import { cameWords, eventWords, failureWords, pingWords, requestWords } from './say-happening.ts'
import type { Named } from './show-kept.ts'

/** Everybody who is named in it. */
export function membersOfMoment({ decided, effects }: Moment): string[] {
  return [
    ...decided.flatMap(({ after }) => [after.askerId, ...after.pings.map(({ memberId }) => memberId)]),
    ...effects.flatMap(({ effect }) => membersOfEffect(effect)),
  ]
}

function membersOfEffect(effect: Effect): string[] {
  const to = 'to' in effect && 'memberId' in effect.to ? [effect.to.memberId] : []
  if (effect.type === 'choose-helpers') return effect.only ? [effect.only.memberId] : []
  if (effect.type === 'block') return [effect.byId, effect.memberId]
  return 'memberId' in effect ? [effect.memberId] : to
}

/** What came in, what it meant, what it changed, and what is owed because of it. */
export function showMoment({ came, decided, effects }: Moment, named: Named) {
  const who = came && ('account' in came ? came.account : 'author' in came ? came.author : undefined)
  const first = decided[0]
  const { askerId } = first?.after ?? {}
  return {
    is: 'moment' as const,
    ...(first && came && { came: sayCame(came, who, named) }),
    says: first ? sayDecided(decided, named) : sayAlone(came, who, effects.length, named),
    ...(first && askerId && { asker: named.member(askerId), byAsker: isBy(askerId, first.event) }),
    changes: decided.flatMap(({ before, after }) => changesOf(before, after, named)),
    effects: effects.map(({ effect, state, because, nextAt }) => ({
      ...sayEffect(effect, named),
      state,
      minor: isMinor(effect),
      ...(because && { because: failureWords(because) }),
      ...(nextAt && { nextAt }),
    })),
  }
}

const isBy = (askerId: string, event: Decided['event']) =>
  'askerId' in event || ('byId' in event && event.byId === askerId)

function sayDecided(decided: Decided[], named: Named): string {
  const reached = decided.flatMap((each) => reachedBy(each) ?? [])
  if (reached.length > 0) return `The ping reached ${and.format(reached.map(named.member))}`
  const first = decided[0]!
  if (first.event.type === 'helpers-chosen' && first.event.chosen.length === 0) return 'Nobody can be asked now'
  return eventWords[first.event.type]
}

/** What came in and changed no request: a command, or what nothing follows from. */
function sayAlone(came: Moment['came'], who: string | undefined, effects: number, named: Named): string {
  const said = came ? sayCame(came, who, named) : 'Something is to be said'
  return effects > 0 ? said : `${said}: nothing follows from it`
}

const and = new Intl.ListFormat('en')

function sayCame(came: NonNullable<Moment['came']>, who: string | undefined, named: Named): string {
  const words = came.type === 'command-run' ? `ran /${came.command}` : cameWords[came.type]
  return who ? `${named.account(who)} ${words}` : words
}

/** From what to what: the request, and everybody's ping. */
function changesOf(before: Request | undefined, after: Request, named: Named) {
  const of: { what: string; from?: string; to: string }[] = []
  if (before?.state !== after.state)
    of.push({
      what: 'The request',
      ...(before && { from: requestWords[before.state] }),
      to: requestWords[after.state],
    })
  for (const ping of after.pings) {
    const earlier = before?.pings.find(({ id }) => id === ping.id)
    if (earlier?.state === ping.state) continue
    of.push({
      what: `The ping to ${named.member(ping.memberId)}`,
      ...(earlier && { from: pingWords[earlier.state] }),
      to: pingWords[ping.state],
    })
  }
  return of
}
