import { readTerms } from '../matching/terms.ts'
import type { Request } from './request.ts'

const K1 = 1.2
const B = 0.75
/** Below this share of the best possible score, two requests are not about the same. */
const LEAST_SHARE = 0.25

/**
 * Solved requests about the same as `about`, best first. BM25 (Robertson and Zaragoza, 2009, "The Probabilistic Relevance
 * Framework", k1 = 1.2, b = 0.75) over the words of the request, its topics and its suggestions; those below a quarter of
 * what a perfect match would score are left out.
 */
export function recall(about: string, solved: Request[]): Request[] {
  const wanted = new Set(readTerms(about).map(({ term }) => term))
  const documents = solved.map((request) => {
    const counts = new Map(readTerms(textOf(request)).map(({ term, count }) => [term, count]))
    return { request, counts, length: [...counts.values()].reduce((sum, count) => sum + count, 0) }
  })
  const average = documents.reduce((sum, { length }) => sum + length, 0) / (documents.length || 1) || 1
  const idf = (term: string) => {
    const having = documents.filter(({ counts }) => counts.has(term)).length
    return Math.log(1 + (documents.length - having + 0.5) / (having + 0.5))
  }
  const weights = new Map([...wanted].map((term) => [term, idf(term)]))
  const best = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  const scored = documents.map(({ request, counts, length }) => {
    let score = 0
    for (const [term, weight] of weights) {
      const count = counts.get(term) ?? 0
      score += (weight * count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / average))
    }
    return { request, score }
  })
  return scored
    .filter(({ score }) => score > 0 && score >= best * LEAST_SHARE)
    .sort((a, b) => b.score - a.score || (b.request.closedAt ?? 0) - (a.request.closedAt ?? 0))
    .map(({ request }) => request)
}

const textOf = ({ words, suggestions }: Request) =>
  [
    ...(words?.topics ?? []),
    words?.text ?? '',
    ...suggestions.filter(({ to }) => to === 'thread').map(({ text }) => text ?? ''),
  ].join('\n')
