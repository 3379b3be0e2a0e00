import { conceptWords } from './concepts.ts'

/** Names of the concepts, in the order of their numbers; number 0 stands for no concept. */
const conceptNames: readonly string[] = Object.keys(conceptWords)

const exact = new Map<string, number>()
const stems = new Map<string, number>()
/** Phrases of several words by their first word: the words that follow, longest first. */
const phrases = new Map<string, { rest: string[]; concept: number }[]>()
/** Words of scripts without spaces, by their first letter, longest first. */
const inScript = new Map<string, { word: string; concept: number }[]>()

const LONGEST_STEM = 6
const SHORTEST_STEM = 3
/** Scripts that put no space between words, or glue endings on so freely that a word is best sought inside: Thai, Japanese, Chinese, Korean. */
const UNSPACED = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/u

conceptNames.forEach((name, i) => {
  for (const entry of conceptWords[name]!.split(/\s+/u)) if (entry) learn(entry, i + 1)
})
for (const list of phrases.values()) list.sort((a, b) => b.rest.length - a.rest.length)
for (const list of inScript.values()) list.sort((a, b) => b.word.length - a.word.length)

function learn(entry: string, concept: number): void {
  if (UNSPACED.test(entry)) {
    // A space in Korean is no border here: its parts are sought one after the other.
    const word = entry.replaceAll('_', '')
    inScript.set(word[0]!, [...(inScript.get(word[0]!) ?? []), { word, concept }])
  } else if (entry.endsWith('-')) stems.set(entry.slice(0, -1), concept)
  else if (entry.includes('_')) {
    const [first, ...rest] = entry.split('_')
    phrases.set(first!, [...(phrases.get(first!) ?? []), { rest, concept }])
  } else if (!exact.has(entry)) exact.set(entry, concept)
}

/** Whether a word has a part in asking in some language, and so is nobody's name. */
export function standsForConcept(word: string): boolean {
  return exact.has(word) || phrases.has(word)
}

/**
 * Writes the concepts that `words` stand for into `out`, in their order, as number and place of the word by turns.
 * Words that stand for none are left out. Returns how many numbers were written.
 */
export function readConcepts(words: readonly string[], from: number, out: Uint16Array): number {
  let written = 0
  const put = (concept: number, at: number) => {
    if (written + 2 > out.length) return
    out[written++] = concept
    out[written++] = at
  }
  for (let i = from; i < words.length; i++) {
    const word = words[i]!
    const unspaced = word.charCodeAt(0) >= 0x0e00 && UNSPACED.test(word)
    if (unspaced) {
      readUnspaced(word, (concept) => put(concept, i))
      continue
    }
    const phrase = phraseAt(words, i)
    if (phrase) {
      put(phrase.concept, i)
      i += phrase.rest.length
      continue
    }
    const concept = exact.get(word) ?? stemOf(word)
    if (concept) put(concept, i)
  }
  return written
}

function phraseAt(words: readonly string[], i: number) {
  const begun = phrases.get(words[i]!)
  return begun?.find(({ rest }) => rest.every((word, k) => words[i + 1 + k] === word))
}

function stemOf(word: string): number {
  for (let length = Math.min(LONGEST_STEM, word.length); length >= SHORTEST_STEM; length--) {
    const concept = stems.get(word.slice(0, length))
    if (concept) return concept
  }
  return 0
}

function readUnspaced(word: string, found: (concept: number) => void): void {
  for (let i = 0; i < word.length; ) {
    const hit = inScript.get(word[i]!)?.find((entry) => word.startsWith(entry.word, i))
    if (hit) found(hit.concept)
    i += hit ? hit.word.length : 1
  }
}
