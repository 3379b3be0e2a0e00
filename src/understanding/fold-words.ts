const SPACE = 32
const FULL_STOP = 46
const HYPHEN = 45
const DROP = 0
const STOP = 1
const OTHER_LETTERS: Record<string, string> = {
  ß: 's', ø: 'o', æ: 'a', œ: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 't', ı: 'i', ة: 'ه', ى: 'ي', ی: 'ي', ک: 'ك',
} // biome-ignore format: a table
/** Latin, Greek, Cyrillic, Hebrew, Arabic; the scripts behind need their marks. */
const LAST_WITHOUT_MARKS = 0x8ff
const NUKTA = 0x93c
/** Apostrophes, soft hyphens, zero-width marks. */
const NOT_SEEN = new Set([0x27, 0x2019, 0x2bc, 0xad, 0x200b, 0x200d, 0xfe0f])

/** What each character becomes: a letter without case and accent, a space, the end of a sentence, or nothing. */
const PLAIN = Uint16Array.from({ length: 0x1_0000 }, (_, code) => plain(code))

/** Chinese characters, Hangul and the private use area stay as they are: three in four of all, which need no look. */
function staysAsItIs(code: number): boolean {
  return (code >= 0x3400 && code <= 0x9ffc) || (code >= 0xac00 && code <= 0xd7a3) || (code >= 0xe000 && code <= 0xf8ff)
}

function plain(code: number): number {
  if (staysAsItIs(code)) return code
  const char = String.fromCharCode(code)
  if (NOT_SEEN.has(code)) return DROP
  if (/\p{M}/u.test(char) && (code <= LAST_WITHOUT_MARKS || code === NUKTA)) return DROP
  if (/[.!?;…。！？؟।۔\n]/u.test(char)) return STOP
  if (!/[\p{L}\p{M}\p{N}\p{S}\p{Co}]/u.test(char)) return SPACE
  const letter = code < 0x2000 ? char.toLowerCase().normalize('NFD')[0]! : char
  return (OTHER_LETTERS[letter] ?? letter).charCodeAt(0)
}

/** A folded text: the codes of its characters. */
export type Folded = Uint16Array

const encoder = new TextEncoder()
/** An emoji becomes a character of the private use area. */
const EMOJI = 0xe000

/**
 * A text as words are looked for in it: lower case, no accents, one space around each word, " . " where a sentence ends, no apostrophes and
 * no hyphens within a word ("self-harm" is "selfharm"). Begins and ends with a space.
 * It reads bytes of UTF-8, since reading characters of a string costs several times as much once it has seen many sorts of strings.
 */
export function foldWords(text: string): Folded {
  const bytes = encoder.encode(text)
  const out = new Uint16Array(bytes.length * 2 + 3)
  out[0] = SPACE
  let end = 1
  let afterStop = true
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i]!
    const size = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
    const folded = PLAIN[size === 1 ? byte : decode(bytes, i, size)]!
    i += size
    if (folded > SPACE) {
      out[end++] = folded
      afterStop = false
    } else if (folded === DROP || (byte === HYPHEN && i < bytes.length && PLAIN[bytes[i]!]! > SPACE)) continue
    else {
      if (out[end - 1] !== SPACE) out[end++] = SPACE
      if (folded !== STOP || afterStop) continue
      out[end++] = FULL_STOP
      out[end++] = SPACE
      afterStop = true
    }
  }
  if (out[end - 1] !== SPACE) out[end++] = SPACE
  return out.subarray(0, end)
}

/** The character whose UTF-8 begins at `i` and is `size` bytes long. */
function decode(bytes: Uint8Array, i: number, size: number): number {
  const last = bytes[i + size - 1]! & 0x3f
  const before = (bytes[i + size - 2]! & 0x3f) << 6
  if (size === 2) return ((bytes[i]! & 0x1f) << 6) | last
  if (size === 3) return ((bytes[i]! & 0x0f) << 12) | before | last
  return EMOJI | before | last
}

/** A part of a folded text as a string. */
export function unfold(folded: Folded, from = 0, to = folded.length): string {
  let text = ''
  for (let i = from; i < to; i++) text += String.fromCharCode(folded[i]!)
  return text
}
