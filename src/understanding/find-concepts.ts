import { type Folded, foldWords } from './fold-words.ts'

/** One word or phrase of a list, where it was found in a folded text. */
export interface Found {
  /** The place of its list. */
  list: number
  from: number
  to: number
}

interface Entry {
  words: Folded
  list: number
  /** A word must end where the entry ends. */
  whole: boolean
}

const SPACE = 32
/** So many letters are hashed at most. */
const KEY = 6
/** Whether first letters with this hash are the beginning of some entry, and whether they are all that is hashed of one. */
const GOES_ON = 1
const ENDS = 2
/** Hebrew and Arabic, up to 0x6ff, put "and", "the", "to" in front of the word. */
const FIRST_PREFIXING = 0x590
const LONGEST_PREFIX = 2
/** In scripts that were not written with "-" a longer entry takes every word that begins so. */
const SHORT = 3

/**
 * Compiles lists of entries, written as src/understanding/danger-words.ts explains, into a look-up by their first letters.
 * What it returns finds all of them in a text of `foldWords`, in order, overlapping ones too; some three nanoseconds a character.
 */
export function compileConcepts(lists: readonly (readonly string[])[]): (folded: Folded) => Found[] {
  const slots = new Map<number, Entry[]>()
  const taken = new Uint8Array(0x1_0000)
  lists.forEach((entries, list) => {
    for (const entry of entries) add(entry, list)
  })

  function add(entry: string, list: number): void {
    const begins = entry.endsWith('-')
    const ends = entry.endsWith('_')
    const folded = foldWords(entry.replaceAll('_', ' ').replace(/-$/u, ''))
    if (folded.length < 3) return
    const bare = folded.subarray(1, -1)
    const first = bare[0]!
    const spaced = first < FIRST_PREFIXING
    const whole = !isUnspaced(first) && !begins && (spaced || ends || bare.length <= SHORT)
    const words = whole ? folded.subarray(1) : bare
    let hash = 0
    for (const code of words.subarray(0, KEY)) {
      hash = mix(hash, code)
      taken[slotOf(hash)]! |= GOES_ON
    }
    const slot = slotOf(hash)
    const there = slots.get(slot)
    if (there) there.push({ words, list, whole })
    else slots.set(slot, [{ words, list, whole }])
    taken[slot]! |= ENDS
  }

  return (folded) => {
    const found: Found[] = []
    let wordStart = 1
    for (let i = 1; i < folded.length - 1; i++) {
      const code = folded[i]!
      if (folded[i - 1] === SPACE) wordStart = i
      else if (code < FIRST_PREFIXING || !beginsWithin(code, i - wordStart)) continue
      let hash = 0
      for (let k = i; k < i + KEY && k < folded.length; k++) {
        hash = mix(hash, folded[k]!)
        const slot = slotOf(hash)
        if (taken[slot] === 0) break
        if ((taken[slot]! & ENDS) === 0) continue
        for (const { words, list, whole } of slots.get(slot)!)
          if (k - i + 1 === Math.min(KEY, words.length) && standsAt(folded, i, words))
            found.push({ list, from: i, to: i + words.length - (whole ? 1 : 0) })
      }
    }
    return found
  }
}

function standsAt(folded: Folded, from: number, words: Folded): boolean {
  for (let i = 0; i < words.length; i++) if (folded[from + i] !== words[i]) return false
  return true
}

/** Whether a word may begin within what is written without a space: anywhere in Thai and Chinese, behind a short prefix in Arabic. */
function beginsWithin(code: number, at: number): boolean {
  return code < 0x700 ? at <= LONGEST_PREFIX : isUnspaced(code)
}

/** Thai, kana, Chinese and Hangul: words begin anywhere. */
export function isUnspaced(code: number): boolean {
  return (
    (code >= 0x0e00 && code <= 0x0e7f) ||
    (code >= 0x3040 && code <= 0x30ff) ||
    (code >= 0x3400 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7af)
  )
}

function mix(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x9e3779b1)
}

/** Where entries are kept whose first letters have this hash. Several may share a place. */
function slotOf(hash: number): number {
  return hash >>> 16
}
