import { type Found, isUnspaced } from './find-concepts.ts'
import type { Folded } from './fold-words.ts'
import { createCollector } from './hash-runs.ts'

/** Sizes of the three tables of weights: concepts with their neighbours, words as they are, and runs of their letters. */
export const moodSizes = { concepts: 4096, words: 16_384, letters: 16_384 }
export type MoodFeatures = Record<keyof typeof moodSizes, number[]>

/** Concepts this many characters apart say something together. */
const NEAR = 40
const MOST_CONCEPTS = 20
const FULL_STOP = 46
const SPACE = 32
/** Lengths of runs of letters, in scripts that put spaces between words and in those that do not. */
const SPACED_RUNS = [4, 5]
const UNSPACED_RUNS = [1, 2, 3]

/** The buckets of a passage, each once: `folded` is from `foldWords`, `found` what of dangerWords stands in it. */
export function readMoodFeatures(folded: Folded, found: readonly Found[]): MoodFeatures {
  concepts.begin()
  const some = found.slice(0, MOST_CONCEPTS)
  some.forEach((one, i) => {
    concepts.take(hash(one.list + 1, 1))
    for (let k = i + 1; k < some.length; k++) {
      const other = some[k]!
      if (other.list === one.list) continue
      // Which stands first does not matter: languages differ in order.
      const [low, high] = one.list < other.list ? [one.list, other.list] : [other.list, one.list]
      concepts.take(hash(low + 1, 100 + high))
      if (other.from - one.to <= NEAR && !hasStop(folded, one.to, other.from)) concepts.take(hash(low + 1, 200 + high))
    }
  })
  return { concepts: concepts.end(), ...hashWords(folded) }
}

function hasStop(folded: Folded, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (folded[i] === FULL_STOP) return true
  return false
}

const concepts = createCollector(moodSizes.concepts)
const words = createCollector(moodSizes.words)
const letters = createCollector(moodSizes.letters)

function hashWords(folded: Folded): Omit<MoodFeatures, 'concepts'> {
  words.begin()
  letters.begin()
  let before = 7
  for (let from = 0; from < folded.length; ) {
    let to = from
    while (to < folded.length && folded[to] !== SPACE) to++
    if (to > from) {
      const unspaced = isUnspaced(folded[from]!)
      hashLetters(folded, from, to, unspaced ? UNSPACED_RUNS : SPACED_RUNS)
      if (!unspaced) {
        const code = hashCodes(folded, from, to)
        words.take(hash(code, 5))
        words.take(hash(before, code))
        before = code
      }
    }
    from = to + 1
  }
  return { words: words.end(), letters: letters.end() }
}

function hashLetters(folded: Folded, from: number, to: number, runs: readonly number[]): void {
  const longest = runs.at(-1)!
  for (let start = from; start < to; start++) {
    let code = OFFSET
    for (let length = 1; length <= longest && start + length <= to; length++) {
      code = Math.imul(code ^ folded[start + length - 1]!, PRIME)
      if (length >= runs[0]!) letters.take(hash(code, length))
    }
  }
}

/** FNV-1a, 32 bits. */
const OFFSET = 0x811c9dc5
const PRIME = 0x01000193

function hashCodes(folded: Folded, from: number, to: number): number {
  let code = OFFSET
  for (let i = from; i < to; i++) code = Math.imul(code ^ folded[i]!, PRIME)
  return code
}

/** Joins two numbers; the finishing step is that of MurmurHash3 (Appleby, public domain). */
function hash(a: number, b: number): number {
  let code = Math.imul(a, 0x9e3779b1) ^ b
  code = Math.imul(code ^ (code >>> 16), 0x85ebca6b)
  return (code ^ (code >>> 13)) >>> 0
}
