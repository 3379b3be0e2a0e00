import type { Reason } from '../../matching/evidence.ts'
import { type Promised, promises } from './check-promises.ts'

const WEEK = 7 * 86_400_000

/** What a replay counts. Holds no text and no names. */
export interface Figures {
  messages: number
  /** Messages that nobody could post, for their author is not known. */
  withoutAuthor: number
  members: number
  volunteers: number
  queries: number
  /** Queries whose true answerers include a volunteer, so that a ping could have found one. */
  answeredByVolunteers: number
  askedAround: number
  /** Nobody here may know, so the thread was only opened. */
  postedForAll: number
  /** Queries for which no offer was made: the detector saw none; the asker had said "No thanks" twice; they had asked just before. */
  notOffered: { notSeen: number; declinedTwice: number; sameMatter: number }
  /** Offers to those who asked for nothing. */
  falseOffers: number
  /** Those of them made for the first message of a thread, which may well have been a request that the recording does not mark. */
  falseOffersToFirst: number
  pings: number
  /** Pings that had a reason of this sort. */
  reasons: Map<Reason['code'], number>
  /** Pings by wave. */
  pingsInWave: Map<number, number>
  /** Requests by the number of their waves. */
  waves: Map<number, number>
  /** Pings by member and week ("<conversation> <week>"). */
  perMemberAndWeek: Map<string, number>
  queriesWithPings: number
  /** Queries about which at least one was pinged who did answer. */
  hits: number
  hitsInFirstWave: number
  /** Messages that pinged members wrote in the thread. */
  answersToPings: number
  /** Queries whose first true answer came, and those where it came from somebody who was pinged before. */
  firstAnswers: number
  firstAnswersByPinged: number
  broken: Record<Promised, number>
}

export const createFigures = (): Figures => ({
  messages: 0,
  withoutAuthor: 0,
  members: 0,
  volunteers: 0,
  queries: 0,
  answeredByVolunteers: 0,
  askedAround: 0,
  postedForAll: 0,
  notOffered: { notSeen: 0, declinedTwice: 0, sameMatter: 0 },
  falseOffers: 0,
  falseOffersToFirst: 0,
  pings: 0,
  reasons: new Map(),
  pingsInWave: new Map(),
  waves: new Map(),
  perMemberAndWeek: new Map(),
  queriesWithPings: 0,
  hits: 0,
  hitsInFirstWave: 0,
  answersToPings: 0,
  firstAnswers: 0,
  firstAnswersByPinged: 0,
  broken: Object.fromEntries(promises.map((promise) => [promise, 0])) as Record<Promised, number>,
})

/** Counts one more of `what`. */
export const add = <K>(counts: Map<K, number>, what: K) => void counts.set(what, (counts.get(what) ?? 0) + 1)

export function countPing(
  figures: Figures,
  { member, at, wave, reasons }: { member: string; at: number; wave: number; reasons: Reason[] },
): void {
  figures.pings++
  add(figures.pingsInWave, wave)
  add(figures.perMemberAndWeek, `${member} ${Math.floor(at / WEEK)}`)
  for (const { code } of reasons) add(figures.reasons, code)
}
