import { readTerms } from '../matching/terms.ts'
import type { Request, Words } from './request.ts'

/** From this likeness on two requests of one day are taken for one need. */
const SAME = 0.6
/** A word of a topic says more than one that only stands beside it. */
const TOPIC_COUNTS = 2
/** Where either says more than so many words, one in common is not enough: two things are wanted of the same projector. */
const BARE = 2
/** Words with which people ask, and say when: they are in requests for anything. */
const asking = readTerms(
  'could would recommend recommendation suggest suggestion advice trust borrow lend spare today tonight tomorrow weekend morning evening',
).map(({ term }) => term)

type Need = Pick<Words, 'text' | 'topics' | 'places'>

/**
 * Those of `requests` that ask for the same as `need`, most alike first: of a likeness of at least 0.6, and naming no different place.
 * Likeness is the cosine between the words of the two (Salton, Wong and Yang, 1975, "A vector space model for automatic indexing"), a
 * topic's words counting double, and one word in common counting only where both say little else; the place, and words that only ask,
 * are left out.
 */
export function findSameNeed(need: Need, requests: readonly Request[]): Request[] {
  const wanted = vectorOf(need)
  return requests
    .filter(({ words }) => words?.text !== undefined && mayBeSamePlace(need, words))
    .map((request) => ({ request, likeness: cosine(wanted, vectorOf(request.words!)) }))
    .filter(({ likeness }) => likeness >= SAME)
    .sort((a, b) => b.likeness - a.likeness)
    .map(({ request }) => request)
}

function vectorOf({ text = '', topics, places }: Need): Map<string, number> {
  const named = readTerms(places.map((place) => place.text).join(' ')).map(({ term }) => term)
  const leftOut = new Set([...asking, ...named])
  const topical = new Set(readTerms(topics.join(' ')).map(({ term }) => term))
  const said = readTerms(text).filter(({ term }) => !leftOut.has(term))
  return new Map(said.map(({ term }) => [term, topical.has(term) ? TOPIC_COUNTS : 1]))
}

function cosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const shared = [...a.keys()].filter((term) => b.has(term))
  if (shared.length === 0 || (shared.length === 1 && Math.max(a.size, b.size) > BARE)) return 0
  const both = shared.reduce((sum, term) => sum + a.get(term)! * b.get(term)!, 0)
  return both / (Math.hypot(...a.values()) * Math.hypot(...b.values()))
}

/** Whoever names no place may mean the same one; a name that may mean several may mean each of them. */
function mayBeSamePlace(a: Need, b: Need): boolean {
  const idsOf = ({ places }: Need) =>
    places.flatMap(({ place, candidates }) => (place ? [place.id] : candidates.map(({ id }) => id)))
  const there = new Set(idsOf(b))
  const here = idsOf(a)
  return here.length === 0 || there.size === 0 || here.some((id) => there.has(id))
}
