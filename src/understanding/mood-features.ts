import { type Found, isUnspaced } from './find-concepts.ts'
import { type Folded, unfold } from './fold-words.ts'

/** Sizes of the two tables of weights: concepts with their neighbours, and words as they are. */
export const moodSizes = { concepts: 4096, words: 8192 }
export interface MoodFeatures {
  concepts: number[]
  words: number[]
}

/** Concepts this many characters apart say something together. */
const NEAR = 40
const MOST_CONCEPTS = 20
const FULL_STOP = 46

/** The buckets of a passage, each once: `folded` is from `foldWords`, `found` what of dangerWords stands in it. */
export function readMoodFeatures(folded: Folded, found: readonly Found[]): MoodFeatures {
  const concepts = new Set<number>()
  const some = found.slice(0, MOST_CONCEPTS)
  some.forEach((one, i) => {
    concepts.add(hash(one.list + 1, 1, moodSizes.concepts))
    for (const other of some.slice(i + 1)) {
      if (other.list === one.list) continue
      // Which stands first matters only where they touch; languages differ in order.
      const [low, high] = one.list < other.list ? [one.list, other.list] : [other.list, one.list]
      concepts.add(hash(low + 1, 100 + high, moodSizes.concepts))
      if (other.from - one.to <= NEAR && !folded.subarray(one.to, other.from).includes(FULL_STOP))
        concepts.add(hash(low + 1, 200 + high, moodSizes.concepts))
    }
  })
  return { concepts: [...concepts], words: hashWords(unfold(folded)) }
}

function hashWords(folded: string): number[] {
  const words = new Set<number>()
  let before = 7
  for (const word of folded.trim().split(' ')) {
    if (isUnspaced(word.charCodeAt(0))) {
      for (const length of [2, 3])
        for (let i = 0; i + length <= word.length; i++)
          words.add(hash(hashText(word.slice(i, i + length)), length, moodSizes.words))
      continue
    }
    const code = hashText(word)
    words.add(hash(code, 5, moodSizes.words))
    words.add(hash(before, code, moodSizes.words))
    before = code
  }
  return [...words]
}

/** FNV-1a, 32 bits. */
function hashText(text: string): number {
  let code = 0x811c9dc5
  for (let i = 0; i < text.length; i++) code = Math.imul(code ^ text.charCodeAt(i), 0x01000193)
  return code
}

/** Joins two numbers to a bucket; the finishing step is that of MurmurHash3 (Appleby, public domain). */
function hash(a: number, b: number, size: number): number {
  let code = Math.imul(a, 0x9e3779b1) ^ b
  code = Math.imul(code ^ (code >>> 16), 0x85ebca6b)
  return ((code ^ (code >>> 13)) >>> 0) % size
}
