/** Detection reads this many characters at most: the beginning and the end of a long message say what it is. */
const HEAD = 500
const TAIL = 250

const NEW_LINE = 10
const HASH = 35
const AT = 64
const CURLY_APOSTROPHE = 0x2019

/** Kinds of characters below 128: 1 letter, 2 digit, 3 mark that counts as a word, 4 joins letters within a word, 0 anything else. */
const KINDS = new Uint8Array(128)
for (let c = 0; c < 128; c++) {
  const char = String.fromCharCode(c)
  KINDS[c] = /[a-z]/iu.test(char)
    ? 1
    : /\d/u.test(char)
      ? 2
      : /[?!.,:;()\n]/u.test(char)
        ? 3
        : /['_-]/u.test(char)
          ? 4
          : 0
}

/** Cuts a very long message to its beginning and end, so that reading costs the same for a novel. */
export function clip(text: string): string {
  return text.length <= HEAD + TAIL ? text : `${text.slice(0, HEAD)}\n${text.slice(-TAIL)}`
}

/**
 * The words and marks of a message as the detector sees them: lower case; a link becomes "@link", a mention "@name", a number "#";
 * marks (. , ? ! : ; and brackets) stand alone and a line end is ".". Written as a loop, for it runs over every message: some 10 ns a character.
 */
export function readWords(text: string): string[] {
  const words: string[] = []
  const lower = plainMarks(text.toLowerCase())
  for (let i = 0; i < lower.length; ) {
    const code = lower.charCodeAt(i)
    const kind = kindOf(code)
    if (kind === 3) {
      words.push(code === NEW_LINE ? '.' : lower[i]!)
      i++
      continue
    }
    const marked = code === AT || code === HASH
    if (kind !== 1 && kind !== 2 && !(marked && isWord(lower.charCodeAt(i + 1)))) {
      i++
      continue
    }
    if (lower.startsWith('http', i) && /^https?:\/\/\S/u.test(lower.slice(i, i + 9))) {
      words.push('@link')
      while (i < lower.length && lower.charCodeAt(i) > 32) i++
      continue
    }
    let end = i + 1
    while (end < lower.length && (isWord(lower.charCodeAt(end)) || joins(lower.charCodeAt(end)))) end++
    if (code === AT) words.push('@name')
    else if (kind === 2) words.push('#')
    else words.push(lower.slice(i, end).replaceAll('’', "'"))
    i = end
  }
  return words
}

/** Marks of other scripts and what they are in ours. Greek asks with a semicolon. */
const MARKS: Record<string, string> = {
  '？': '?', '؟': '?', '！': '!', '。': '.', '।': '.', '۔': '.', '…': '.', '，': ',', '、': ',', '،': ',', '：': ':', '；': ';', '؛': ';', '（': '(', '）': ')', '¿': ' ', '¡': ' ', '»': ' ', '«': ' ',
} // biome-ignore format: a table
const FOREIGN_MARK = new RegExp(`[${Object.keys(MARKS).join('')}]`, 'gu')
const GREEK = /[α-ω]/u

function plainMarks(lower: string): string {
  FOREIGN_MARK.lastIndex = 0
  const plain = FOREIGN_MARK.test(lower) ? lower.replace(FOREIGN_MARK, (mark) => MARKS[mark]!) : lower
  return GREEK.test(plain) ? plain.replaceAll(';', '?') : plain
}

/** Beyond ASCII all but general punctuation is taken for letters. */
function kindOf(code: number): number {
  if (code < 128) return KINDS[code]!
  return code === 0xa0 || (code >= 0x2000 && code <= 0x2bff) || (code >= 0x3000 && code <= 0x303f) ? 0 : 1
}

function isWord(code: number): boolean {
  const kind = kindOf(code)
  return kind === 1 || kind === 2
}

function joins(code: number): boolean {
  return code === CURLY_APOSTROPHE || (code < 128 && KINDS[code] === 4)
}
