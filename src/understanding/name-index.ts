/** Finds lines of a sorted text by what they say, without an object a line. */
export interface NameIndex {
  /** The first line that says exactly `key`, or -1. Equal lines follow each other. */
  first(key: string): number
  is(line: number, key: string): boolean
  /** Lines that begin with `start`, at most 2,000; none for fewer than two letters. */
  beginningWith(start: string): number[]
  /** Where each line of a text with as many lines begins, and the end of the last. */
  startsOf(text: Uint8Array): Uint32Array
}

const NEW_LINE = 10
const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193
const MOST_BEGINNING = 2_000

/**
 * Indexes `lines` lines of `text` (ASCII, sorted by byte, each ended by a newline) in an open-addressed hash table of line numbers,
 * hashed by FNV-1a (Fowler, Noll, Vo; 32 bits).
 */
export function indexNames(text: Uint8Array, lines: number): NameIndex {
  const starts = lineStarts(text, lines)
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(lines * 1.7 + 2))).fill(-1)
  const mask = slots.length - 1
  for (let line = 0; line < lines; line++) {
    if (line > 0 && sameLine(line - 1, line)) continue
    let hash = FNV_OFFSET
    for (let i = starts[line]!; i < starts[line + 1]! - 1; i++) hash = Math.imul(hash ^ text[i]!, FNV_PRIME)
    let slot = hash & mask
    while (slots[slot]! >= 0) slot = (slot + 1) & mask
    slots[slot] = line
  }

  function sameLine(a: number, b: number): boolean {
    const length = starts[a + 1]! - starts[a]!
    if (starts[b + 1]! - starts[b]! !== length) return false
    for (let i = 0; i < length; i++) if (text[starts[a]! + i] !== text[starts[b]! + i]) return false
    return true
  }

  /** Negative, zero or positive as the line sorts before, begins with, or sorts after `start`. */
  function compareStart(line: number, start: string): number {
    for (let i = 0; i < start.length; i++) {
      const difference = text[starts[line]! + i]! - start.charCodeAt(i)
      if (difference) return difference
    }
    return 0
  }

  function is(line: number, key: string): boolean {
    return line < lines && starts[line + 1]! - starts[line]! - 1 === key.length && compareStart(line, key) === 0
  }

  function first(key: string): number {
    let hash = FNV_OFFSET
    for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), FNV_PRIME)
    for (let slot = hash & mask; slots[slot]! >= 0; slot = (slot + 1) & mask) {
      if (is(slots[slot]!, key)) return slots[slot]!
    }
    return -1
  }

  function beginningWith(start: string): number[] {
    if (start.length < 2) return []
    let low = 0
    let high = lines
    while (low < high) {
      const middle = (low + high) >>> 1
      if (compareStart(middle, start) < 0) low = middle + 1
      else high = middle
    }
    const found: number[] = []
    while (low < lines && compareStart(low, start) === 0 && found.length < MOST_BEGINNING) found.push(low++)
    return found
  }

  return { first, is, beginningWith, startsOf: (other) => lineStarts(other, lines) }
}

function lineStarts(text: Uint8Array, lines: number): Uint32Array {
  const starts = new Uint32Array(lines + 1)
  for (let line = 1, from = 0; line <= lines; line++) {
    from = text.indexOf(NEW_LINE, from) + 1
    starts[line] = from
  }
  return starts
}
