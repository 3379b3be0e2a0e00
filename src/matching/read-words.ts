import type { EvidenceKind } from './evidence.ts'
import type { Columns, Details } from './features.ts'
import { findSlot } from './postings.ts'
import type { Reading } from './reading.ts'
import { type Scores, scoreTerms } from './score-terms.ts'

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
  const { terms, telling, index, hash } = reading
  const all = scoreAll(reading, terms)
  const told = telling === terms ? all : scoreAll(reading, telling)
  const rare = scoreTerms(reading, 'learned', rarest(reading))
  const similar = similarRequests(reading)
  const at = (scores: Scores) => (slot: number) => scores.values[slot]!
  const similarAt = (slot: number) => Math.sqrt(similar.ever.get(slot) ?? 0)
  const latelyAt = (slot: number) => Math.sqrt(similar.lately.get(slot) ?? 0)
  const columns: Words = {
    learned: at(all.learned),
    learnedMost: at(all.learned),
    rare: at(rare),
    suggested: at(all.suggested),
    suggestedMost: at(all.suggested),
    helped: at(all.helped),
    referred: at(all.referred),
    similar: similarAt,
    similarMost: similarAt,
    similarLately: latelyAt,
    similarLatelyMost: latelyAt,
    similarHere: (slot) => Math.sqrt(similar.here.get(slot) ?? 0),
    similarHelped: (slot) => Math.sqrt(similar.helped.get(slot) ?? 0),
  }
  const detailOf = (kind: EvidenceKind) => {
    const rarestFirst = terms
      .map(({ term, word }) => ({ word, slots: index.postings(kind).byKey.get(hash(term))?.slots ?? [] }))
      .sort((a, b) => a.slots.length - b.slots.length)
    return (slot: number) =>
      rarestFirst
        .filter(({ slots }) => findSlot(slots, slot) >= 0)
        .slice(0, MOST_DETAILS)
        .map(({ word }) => word)
  }
  const details: Details = {
    'writes-about': detailOf('learned'),
    'suggested-before': detailOf('suggested'),
    'helped-before': detailOf('helped'),
    'named-by-others': detailOf('referred'),
  }
  const fit = (slot: number) => Math.max(...kinds.map((kind) => told[kind].values[slot]!))
  return { columns, details, fit, touched: [...kinds.map((kind) => all[kind]), similar.scores] }
}

type Kind = (typeof kinds)[number]

const scoreAll = (reading: Reading, terms: Reading['terms']) =>
  Object.fromEntries(kinds.map((kind) => [kind, scoreTerms(reading, kind, terms)])) as Record<Kind, Scores>

/** The words of the request that fewest members use. */
function rarest({ terms, index, hash }: Reading) {
  const having = index.postings('learned').byKey
  return terms
    .map(({ term }) => ({ term, count: 1, n: having.get(hash(term))?.slots.length ?? 0 }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => a.n - b.n)
    .slice(0, RAREST)
}

/** For each member the sum of likeness² over similar requests that he answered: all of them, fading in a year or a month, here, and with success. */
function similarRequests({ index, terms, hash, now, demand }: Reading) {
  const ever = new Map<number, number>()
  const lately = new Map<number, number>()
  const here = new Map<number, number>()
  const helped = new Map<number, number>()
  const add = (to: Map<number, number>, slot: number, value: number) => to.set(slot, (to.get(slot) ?? 0) + value)
  for (const { request, likeness } of index.past.alike(terms, hash)) {
    const value = likeness ** 2
    const faded = (days: number) => value * 2 ** ((request.at - now) / (days * DAY))
    for (const slot of request.answers.keys()) {
      add(ever, slot, faded(365))
      add(lately, slot, faded(30))
      if (demand.channelId !== undefined && request.channelId === demand.channelId) add(here, slot, faded(180))
      if (request.helped.has(slot)) add(helped, slot, faded(365))
    }
  }
  const scores = index.boards.take(index.slots)
  for (const [slot, value] of ever) {
    scores.values[slot] = value
    scores.touched.push(slot)
  }
  return { ever, lately, here, helped, scores }
}
