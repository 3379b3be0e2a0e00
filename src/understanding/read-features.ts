import { hashRuns, isListed, type Runs } from './hash-runs.ts'
import { compilePhrases } from './match-phrases.ts'
import { standsForConcept } from './read-concepts.ts'
import { clip, readWords } from './read-words.ts'
import { phraseSignals, signalNames } from './signals.ts'
import { openers } from './words.ts'

/** What the detector sees of a message. */
export interface Features {
  /** Strength of each signal, 0 to 1, in the order of `signalNames`. Reused by the next call: copy to keep. */
  signals: Float64Array
  /** The words, for others who look at them. */
  words: string[]
  /** Buckets of its runs of words, concepts and letters. */
  runs: Runs
}

const matcher = compilePhrases(Object.values(phraseSignals))
const phraseCount = Object.keys(phraseSignals).length
const SENTENCE_MARKS = new Set(['.', '?', '!', ';', ':', ')'])
const URGENT = /\b(?:urgent|urgently|asap|emergency|immediately|desperate|desperately|sos)\b/iu
const CODE = /`|\bsudo\b|\$ |[a-z]\(\)|::|=>|\{|\/[a-z]+\/[a-z]/u
const I_WORDS = new Set(['i', "i'm", 'im', "i've", 'ive', "i'd", 'id', 'my', 'me', 'we', "we're", 'our', 'us'])
const YOU_WORDS = new Set(['you', 'u', 'your', 'ur', "you're", "you've", 'ya'])

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
  return { signals: strengths, words, runs: hashRuns(words, addressed) }
}

/** How many words name the person spoken to: "@ann", "ann:", "ann, " at the front. */
function addressLength(text: string, words: string[]): number {
  if (words[0] === '@name') return words[1] === ':' || words[1] === ',' ? 2 : 1
  const second = words[1]
  if ((second === ':' || second === ',') && /^[^\s:,]{2,}[:,]\s/u.test(text)) {
    const first = words[0]!
    const known = isListed(first) || openers.has(first) || standsForConcept(first)
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
