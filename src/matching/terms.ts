import { stem, tokenize } from '../shared/text.ts'
import { stopWords } from './stop-words.ts'

/** One thing that a text is about. `term` is for comparing only; `word` is how the text itself put it, in lower case. */
export interface Term {
  term: string
  word: string
  count: number
}

/** Turns a term into the key under which it is stored, for instance a keyed hash. Must be the same everywhere in one community. */
export type HashTerm = (term: string) => string

/** Beyond this, saying a word again says nothing more. */
const MOST_COUNTED = 3
const LONGEST_WORD = 40

/**
 * What a text is about: its words, stemmed, without stop words, plain numbers and times, in order of first appearance, each counted at most three times.
 * At most `limit` terms, those said most often first kept.
 */
export function readTerms(text: string, limit = 64): Term[] {
  const found = new Map<string, Term>()
  for (const word of tokenize(text)) {
    if (word.length < 2 || word.length > LONGEST_WORD || stopWords.has(word) || /^\d+(?:am|pm)?$/u.test(word)) continue
    const term = stem(word)
    const seen = found.get(term)
    if (!seen) found.set(term, { term, word, count: 1 })
    else if (seen.count < MOST_COUNTED) seen.count++
  }
  const all = [...found.values()]
  return all.length <= limit ? all : all.sort((a, b) => b.count - a.count).slice(0, limit)
}

/** Terms of a text with their counts (1..3). See `readTerms`. */
export function terms(text: string, limit?: number): Map<string, number> {
  return new Map(readTerms(text, limit).map(({ term, count }) => [term, count]))
}
