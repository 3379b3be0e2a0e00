import { compilePhrases } from './match-phrases.ts'
import { clip, readWords } from './read-words.ts'
import { phraseSignals, signalNames } from './signals.ts'
import { askingWords, functionWords, openers } from './words.ts'

/** Number of buckets for hashed word order. */
export const BUCKETS = 4096

/** What the detector sees of a message. */
export interface Features {
  /** Strength of each signal, 0 to 1, in the order of `signalNames`. Reused by the next call: copy to keep. */
  signals: Float64Array
  /** The words, for others who look at them. */
  words: string[]
  /** Buckets of the runs of one to three words, each once. Only listed words keep their face; all others are alike. */
  buckets: number[]
}

const matcher = compilePhrases(Object.values(phraseSignals))
const phraseCount = Object.keys(phraseSignals).length
const codes = new Map(
  [...functionWords, ...askingWords, '?', '!', '.', ',', ':', ';', '(', ')', '#', '@name', '@link'].map((word) => [
    word,
    hashWord(word),
  ]),
)
const OTHER_WORD = hashWord('other word')
const EDGE = hashWord('edge')
const SENTENCE_MARKS = new Set(['.', '?', '!', ';', ':', ')'])
const URGENT = /\b(?:urgent|urgently|asap|emergency|immediately|desperate|desperately|sos)\b/iu
const CODE = /`|\bsudo\b|\$ |[a-z]\(\)|::|=>|\{|\/[a-z]+\/[a-z]/u
const I_WORDS = new Set(['i', "i'm", 'im', "i've", 'ive', "i'd", 'id', 'my', 'me', 'we', "we're", 'our', 'us'])
const YOU_WORDS = new Set(['you', 'u', 'your', 'ur', "you're", "you've", 'ya'])

/** FNV-1a, 32 bits. */
function hashWord(word: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  return hash
}

const strengths = new Float64Array(signalNames.length)

/**
 * Reads what the model weighs. `before` are the messages just before, oldest first, "name: text" or plain text; only the last is looked at.
 * Costs about 0.1 µs a character.
 */
export function readFeatures(text: string, before: readonly string[] = []): Features {
  const clipped = clip(text)
  const words = readWords(clipped)
  strengths.fill(0)
  const addressed = addressLength(clipped, words)
  const opens = sentenceOpenings(words, addressed)
  matcher.match(
    words,
    (word) => opens[word] === 1,
    (list) => {
      strengths[list] = 1
    },
  )
  readShape(clipped, words, addressed, before)
  return { signals: strengths, words, buckets: hashWordOrder(words, addressed) }
}

/** How many words name the person spoken to: "@ann", "ann:", "ann, " at the front. */
function addressLength(text: string, words: string[]): number {
  if (words[0] === '@name') return words[1] === ':' || words[1] === ',' ? 2 : 1
  const second = words[1]
  if ((second === ':' || second === ',') && /^[^\s:,]{2,}[:,]\s/u.test(text)) {
    const first = words[0]!
    const known = codes.has(first) || openers.has(first)
    if (!known) return 2
  }
  return 0
}

function sentenceOpenings(words: string[], addressed: number): Uint8Array {
  const opens = new Uint8Array(words.length)
  let open = true
  for (let i = addressed; i < words.length; i++) {
    const word = words[i]!
    if (open) opens[i] = 1
    if (SENTENCE_MARKS.has(word)) open = true
    else if (open && word !== ',' && !openers.has(word)) open = false
  }
  return opens
}

function readShape(text: string, words: string[], addressed: number, before: readonly string[]): void {
  const last = before.at(-1)
  const lastAsks = last?.includes('?') ?? false
  let marks = 0
  let i = false
  let you = false
  let count = 0
  for (let w = addressed; w < words.length; w++) {
    const word = words[w]!
    if (word === '?') marks++
    else if (word.length > 1 || /\w/u.test(word)) count++
    if (I_WORDS.has(word)) i = true
    if (YOU_WORDS.has(word)) you = true
  }
  const name = addressed ? words[0]! : ''
  const toLast =
    addressed > 0 &&
    last !== undefined &&
    (name === '@name' ? text.slice(1, 40).toLowerCase().startsWith(speaker(last)) : speaker(last) === name)
  const set = (index: number, on: boolean) => {
    strengths[phraseCount + index] = on ? 1 : 0
  }
  set(0, marks > 0)
  set(1, words.at(-1) === '?')
  set(2, marks > 1)
  set(3, addressed > 0)
  set(4, addressed > 0 && marks > 0)
  set(5, toLast)
  set(6, lastAsks)
  set(7, lastAsks && marks > 0 && you)
  set(8, count <= 3)
  set(9, count > 3 && count <= 7)
  strengths[phraseCount + 10] = Math.min(1, Math.max(0, (count - 20) / 60))
  set(11, text.includes('http') || words.includes('@link'))
  set(12, CODE.test(text))
  set(13, URGENT.test(text))
  set(14, marks > 0 && you && !i)
  set(15, marks === 0 && i)
}

/** The name in front of "name: text", lower case; something no name begins with when there is none. */
function speaker(message: string): string {
  const colon = message.indexOf(': ')
  return colon > 0 && colon < 40 ? message.slice(0, colon).toLowerCase() : '\n'
}

/** When each bucket was last taken, so that a message takes it once without a set being made. */
const taken = new Uint32Array(BUCKETS)
let message = 0

function hashWordOrder(words: string[], from: number): number[] {
  const buckets: number[] = []
  message = (message + 1) >>> 0
  const take = (bucket: number) => {
    if (taken[bucket] === message) return
    taken[bucket] = message
    buckets.push(bucket)
  }
  let two = 0
  let one = EDGE
  for (let i = from; i <= words.length; i++) {
    const code = i === words.length ? EDGE : (codes.get(words[i]!) ?? OTHER_WORD)
    if (code !== OTHER_WORD) take(code & (BUCKETS - 1))
    if (code !== OTHER_WORD || one !== OTHER_WORD) take(mix(one, code))
    if (two && (code !== OTHER_WORD || two !== OTHER_WORD)) take(mix(Math.imul(two, 31) + one, code))
    two = one
    one = code
  }
  return buckets
}

/** Joins two hashes into a bucket. The finishing step is that of MurmurHash3 (Appleby, public domain). */
function mix(a: number, b: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ b
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return ((hash ^ (hash >>> 13)) >>> 0) & (BUCKETS - 1)
}
