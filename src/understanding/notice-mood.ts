import { compilePhrases } from './match-phrases.ts'

/** Lists of phrases from config/crisis-words.yaml, which explains their form. */
export interface Lexicon {
  crisis: string[]
  notCrisis: string[]
  low: string[]
}

export interface Mood {
  /** Words of a life in danger. */
  crisis: boolean
  /** The writer sounds down. */
  low: boolean
}

const CRISIS = 0
const NOT_CRISIS = 1
const LOW = 2
/** Longer messages are about something else, even when one word of them is sad. */
const MOST_WORDS_WHEN_LOW = 60

/** Makes the reader of moods; it takes the words of `readWords`. It notices, it does not diagnose: organisers choose the words. */
export function createMoodReader(lexicon: Lexicon): (words: readonly string[]) => Mood {
  const matcher = compilePhrases([lexicon.crisis, lexicon.notCrisis, lexicon.low])

  return function noticeMood(read) {
    const words = read.map((word) => (word.length > 1 ? word.replaceAll(/['-]/gu, '') : word))
    // The end of a message closes its last sentence.
    words.push('.')
    const harmless = new Set<number>()
    const dangers: number[][] = []
    let low = false
    const opens = (word: number) => word === 0
    matcher.match(words, opens, (list, first, last) => {
      const span = Array.from({ length: last - first + 1 }, (_, i) => first + i)
      if (list === CRISIS) dangers.push(span)
      else if (list === NOT_CRISIS) for (const word of span) harmless.add(word)
      else if (list === LOW) low = true
    })
    const crisis = dangers.some((span) => !span.every((word) => harmless.has(word)))
    return { crisis, low: low && words.length <= MOST_WORDS_WHEN_LOW }
  }
}
