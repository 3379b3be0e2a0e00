import { readConcepts } from './read-concepts.ts'
import { askingWords, functionWords } from './words.ts'

/**
 * What the model weighs beside its named signals, each kind hashed into so many buckets:
 * order: runs of one to three words, of which only listed English words keep their face; asking: runs of concepts, in any language;
 * words: single words and pairs as they are; letters: runs of letters, for endings and for scripts without spaces.
 */
export const runKinds = { order: 4096, asking: 8192, words: 32_768, letters: 32_768 }
export type RunKind = keyof typeof runKinds
export type Runs = Record<RunKind, number[]>

const OTHER_WORD = hashText('other word')
const EDGE = hashText('edge')
const PHRASE_GAP = 5
const NO_CONCEPT = 55
/** What is told apart about a concept: that its sentence asks, begins with it, is the last, or the first. */
const ASKS = 991
const BEGINS = 992
const LAST = 993
const FIRST = 994
const PAIR = 1001
const TRIPLE = 1003
const SPACED_LETTERS = [4, 5]
const UNSPACED_LETTERS = [1, 2, 3]
const UNSPACED = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/u

const codes = new Map(
  [...functionWords, ...askingWords, '?', '!', '.', ',', ':', ';', '(', ')', '#', '@name', '@link'].map((word) => [
    word,
    hashText(word),
  ]),
)

/** Whether a word is one of the English words that carry grammar or asking. */
export function isListed(word: string): boolean {
  return codes.has(word)
}

/** FNV-1a, 32 bits. */
function hashText(text: string, hash = 0x811c9dc5): number {
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}

/** Joins two hashes. The finishing step is that of MurmurHash3 (Appleby, public domain). */
function mix(a: number, b: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ b
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}

/** Collects hashes as buckets, each once a message (`size` is a power of two); remembers in which message a bucket was last taken, so that no set need be made. */
export function createCollector(size: number) {
  const taken = new Uint32Array(size)
  let message = 0
  let buckets: number[] = []
  return {
    begin() {
      message = (message + 1) >>> 0
      buckets = []
    },
    take(hash: number) {
      const bucket = hash & (size - 1)
      if (taken[bucket] === message) return
      taken[bucket] = message
      buckets.push(bucket)
    },
    end: () => buckets,
  }
}

const order = createCollector(runKinds.order)
const asking = createCollector(runKinds.asking)
const single = createCollector(runKinds.words)
const letters = createCollector(runKinds.letters)
const concepts = new Uint16Array(512)

/** The buckets of a message's runs, from the word `from` on. */
export function hashRuns(words: readonly string[], from: number): Runs {
  return {
    order: hashOrder(words, from),
    asking: hashAsking(words, from),
    words: hashWords(words, from),
    letters: hashLetters(words, from),
  }
}

function hashOrder(words: readonly string[], from: number): number[] {
  order.begin()
  let two = 0
  let one = EDGE
  for (let i = from; i <= words.length; i++) {
    const code = i === words.length ? EDGE : (codes.get(words[i]!) ?? OTHER_WORD)
    if (code !== OTHER_WORD) order.take(code)
    if (code !== OTHER_WORD || one !== OTHER_WORD) order.take(mix(one, code))
    if (two && (code !== OTHER_WORD || two !== OTHER_WORD)) order.take(mix(Math.imul(two, 31) + one, code))
    two = one
    one = code
  }
  return order.end()
}

function hashAsking(words: readonly string[], from: number): number[] {
  asking.begin()
  const { sentence, asks, last } = readSentences(words)
  const count = readConcepts(words, from, concepts)
  if (!count) asking.take(mix(1, NO_CONCEPT))
  let one = 0
  let two = 0
  let lastSentence = -1
  let lastAt = -10
  for (let k = 0; k < count; k += 2) {
    const concept = concepts[k]!
    const at = concepts[k + 1]!
    const here = sentence[at]!
    if (asks[here]) asking.take(mix(concept, ASKS))
    if (here === last) asking.take(mix(concept, LAST))
    if (here === 0) asking.take(mix(concept, FIRST))
    if (here !== lastSentence) {
      asking.take(mix(concept, BEGINS))
      one = 0
      two = 0
    }
    const near = at - lastAt <= PHRASE_GAP
    if (one && near) asking.take(mix(one * 128 + concept, PAIR))
    if (one && two && near) asking.take(mix((two * 128 + one) * 128 + concept, TRIPLE))
    two = one
    one = concept
    lastSentence = here
    lastAt = at
  }
  return asking.end()
}

/** In which sentence each word stands, which sentences end with a question mark, and the number of the last that has words. */
function readSentences(words: readonly string[]) {
  const sentence = new Uint16Array(words.length)
  const asks: boolean[] = []
  let number = 0
  let last = 0
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    sentence[i] = number
    const ends = word === '.' || word === '?' || word === '!' || word === ';'
    if (!ends) last = number
    else {
      if (word === '?') asks[number] = true
      const next = words[i + 1]
      if (next !== '.' && next !== '?' && next !== '!' && next !== ';') number++
    }
  }
  return { sentence, asks, last }
}

function hashWords(words: readonly string[], from: number): number[] {
  single.begin()
  let one = 1
  for (let i = from; i < words.length; i++) {
    const hash = hashText(words[i]!)
    single.take(mix(hash, 7))
    single.take(mix(one, hash))
    one = hash
  }
  single.take(mix(one, 1))
  return single.end()
}

function hashLetters(words: readonly string[], from: number): number[] {
  letters.begin()
  for (let i = from; i < words.length; i++) {
    const word = words[i]!
    if (word.length === 1 && word.charCodeAt(0) < 128) continue
    const edged = `^${word}$`
    const unspaced = word.charCodeAt(0) >= 0x0e00 && UNSPACED.test(word)
    for (const length of unspaced ? UNSPACED_LETTERS : SPACED_LETTERS)
      for (let k = 0; k + length <= edged.length; k++) letters.take(hashLettersAt(edged, k, length))
  }
  return letters.end()
}

function hashLettersAt(text: string, from: number, length: number): number {
  let hash = 0x811c9dc5
  for (let i = from; i < from + length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return mix(hash, length)
}
