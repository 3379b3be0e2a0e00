/** The words and marks of a message as the detector sees them. */
export interface ReadWords {
  /** Lower case; links become "@link", mentions "@name", numbers "#". Marks (. , ? ! : ;) stand alone; line ends are ".". */
  words: string[]
  /** Where each word begins in the text that was read. */
  at: number[]
}

/** Detection reads this many characters at most: the beginning and the end of a long message say what it is. */
const HEAD = 700
const TAIL = 300

const PIECE = /https?:\/\/\S+|[@#]?[\p{L}\p{N}][\p{L}\p{N}'’_-]*|[?!.,:;()\n]/gu
const NUMBER = /^\d/u

/** Cuts a very long message to its beginning and end, so that reading costs the same for a novel. */
export function clip(text: string): string {
  return text.length <= HEAD + TAIL ? text : `${text.slice(0, HEAD)}\n${text.slice(-TAIL)}`
}

/** Splits a message for detection. Pure, linear in the length of the text. */
export function readWords(text: string): ReadWords {
  const words: string[] = []
  const at: number[] = []
  for (const match of text.matchAll(PIECE)) {
    const piece = match[0]
    at.push(match.index)
    const first = piece.charCodeAt(0)
    if (first === 10) words.push('.')
    else if (first === 64) words.push('@name')
    else if (piece.startsWith('http')) words.push('@link')
    else if (NUMBER.test(piece)) words.push('#')
    else words.push(piece.toLowerCase().replaceAll('’', "'"))
  }
  return { words, at }
}
