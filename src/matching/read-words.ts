import type { EvidenceKind } from './evidence.ts'
import { type Columns, type Details, keptOf } from './features.ts'
import { findSlot } from './postings.ts'
import type { Reading } from './reading.ts'
import { addScore, type Scores, scoreTerms } from './score-terms.ts'

const MOST_DETAILS = 3
const RAREST = 5
const DAY = 86_400_000

const kinds = ['learned', 'suggested', 'helped', 'referred'] as const
type Words = Pick<
  Columns,
  | (typeof kinds)[number]
  | 'suggestedMost'
  | 'learnedMost'
  | 'rare'
  | 'similar'
  | 'similarMost'
  | 'similarLately'
  | 'similarLatelyMost'
  | 'similarHere'
  | 'similarHelped'
>

/** What members wrote, answered and helped with, against the request's words. `fit`: the best of these for its telling words. */
export function readWords(reading: Reading) {
  const { terms, telling, index } = reading
  const all = scoreAll(reading, terms)
  const told = telling === terms ? all : scoreAll(reading, telling)
  const rare = scoreTerms(reading, 'learned', rarest(reading))
  const similar = similarRequests(reading)
  const columns = (slots: readonly number[]): Words => {
    const scored = (scores: Scores) => keptOf(scores.values, slots)
    const rootOf = (scores: Scores) => keptOf(scores.values, slots, Math.sqrt)
    return {
      learned: scored(all.learned),
      learnedMost: scored(all.learned),
      rare: scored(rare),
      suggested: scored(all.suggested),
      suggestedMost: scored(all.suggested),
      helped: scored(all.helped),
      referred: scored(all.referred),
      similar: rootOf(similar.ever),
      similarMost: rootOf(similar.ever),
      similarLately: rootOf(similar.lately),
      similarLatelyMost: rootOf(similar.lately),
      similarHere: rootOf(similar.here),
      similarHelped: rootOf(similar.helped),
    }
  }
  const detailOf = (kind: EvidenceKind) => {
    const rarestFirst = terms
      .map(({ key, word }) => ({ word, slots: index.postings(kind).byKey.get(key)?.slots ?? [] }))
      .sort((a, b) => a.slots.length - b.slots.length)
    return (slot: number) => {
      const found: string[] = []
      for (const { word, slots } of rarestFirst)
        if (found.length < MOST_DETAILS && findSlot(slots, slot) >= 0) found.push(word)
      return found
    }
  }
  const details: Details = {
    'writes-about': detailOf('learned'),
    'suggested-before': detailOf('suggested'),
    'helped-before': detailOf('helped'),
    'named-by-others': detailOf('referred'),
  }
  const fit = (slot: number) => Math.max(...kinds.map((kind) => told[kind].values[slot]!))
  return { columns, details, fit, touched: [...kinds.map((kind) => all[kind]), similar.ever] }
}

type Kind = (typeof kinds)[number]

const scoreAll = (reading: Reading, terms: Reading['terms']) =>
  Object.fromEntries(kinds.map((kind) => [kind, scoreTerms(reading, kind, terms)])) as Record<Kind, Scores>

/** The words of the request that fewest members use. */
function rarest({ terms, index }: Reading) {
  const having = index.postings('learned').byKey
  return terms
    .map(({ key }) => ({ key, count: 1, n: having.get(key)?.slots.length ?? 0 }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => a.n - b.n)
    .slice(0, RAREST)
}

/** For each member the sum of likeness² over similar requests that he answered: all of them, fading in a year or a month, here, and with success. */
function similarRequests({ index, terms, now, demand }: Reading) {
  const board = () => index.boards.take(index.slots)
  const [ever, lately, here, helped] = [board(), board(), board(), board()]
  for (const { request, likeness } of index.past.alike(terms)) {
    const faded = (days: number) => likeness ** 2 * 2 ** ((request.at - now) / (days * DAY))
    const [ofYear, ofMonth, ofHalfYear] = [faded(365), faded(30), faded(180)]
    const isHere = demand.channelId !== undefined && request.channelId === demand.channelId
    for (const slot of request.answers) {
      addScore(ever, slot, ofYear)
      addScore(lately, slot, ofMonth)
      if (isHere) addScore(here, slot, ofHalfYear)
      if (request.helped.has(slot)) addScore(helped, slot, ofYear)
    }
  }
  return { ever, lately, here, helped }
}
