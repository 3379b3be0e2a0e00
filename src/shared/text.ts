const LINK = /\b(?:https?:\/\/|www\.)([^\s/<>"')]*)[^\s<>"')]*/giu
const TAG = /<\/?[a-z][^<>]{0,500}>/giu
const WORD = /[\p{L}\p{N}]+(?:[.'’+#-][\p{L}\p{N}]+)*(?:\+\+|#)?/gu
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u
const HOST_NOISE = /^(?:www|com|org|net|io|co|html?|php)$/u

/**
 * Brings a text to one plain form for comparing, never for showing: compatibility characters unified (NFKC), lower case,
 * HTML tags out, links reduced to the names in their host ("https://docs.python.org/3/x" becomes "docs python").
 */
function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .replace(TAG, ' ')
    .replace(LINK, (_, host: string) =>
      host
        .split('.')
        .filter((part) => !HOST_NOISE.test(part.toLowerCase()))
        .join(' '),
    )
    .toLowerCase()
    .replaceAll('’', "'")
}

/**
 * Splits a text into its words, in order, in the form of `normalise`: letters and digits of any script; "2.0", "c++", "c#" stay whole,
 * hyphens and dots between letters part words ("list.length" is two). Scripts without spaces give overlapping pairs of characters.
 */
export function tokenize(text: string): string[] {
  const out: string[] = []
  for (const [match] of normalise(text).matchAll(WORD)) {
    for (const word of /^\d/u.test(match) ? [match] : match.split(/[.-]/u)) {
      const plain = word.replace(/'(?:s|d|m|ll|re|ve)?$/u, '')
      if (!plain) continue
      if (plain.length > 2 && UNSPACED.test(plain)) {
        const letters = [...plain]
        for (let i = 0; i + 1 < letters.length; i++) out.push(letters[i]! + letters[i + 1]!)
      } else out.push(plain)
    }
  }
  return out
}

/**
 * Light English stem, for comparing by equality: "speaking", "speakers" and "speaks" give "speak". Strips a plural, then one of
 * -ing, -ed, -er, -or, -ly, a doubled last letter and a silent e. Leaves words of four letters or fewer, and words with digits, alone
 * (but for a plural s). It need not be a word, only the same for words that belong together.
 */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/u.test(word)) return word
  let root = word
  if (root.endsWith('ies') && root.length > 4) root = `${root.slice(0, -3)}y`
  else if (/(?:[sxz]|[cs]h)es$/u.test(root)) root = root.slice(0, -2)
  else if (/[^sui]s$/u.test(root)) root = root.slice(0, -1)
  const cut = /^(.*[aeiouy].*?)(?:ings?|ed|er|or|ly)$/u.exec(root)?.[1]
  if (cut && cut.length > 2) root = /([^aeioulsz])\1$/u.test(cut) ? cut.slice(0, -1) : cut
  if (root.length > 3 && root.endsWith('e')) root = root.slice(0, -1)
  if (root.length > 3 && root.endsWith('y')) root = `${root.slice(0, -1)}i`
  return root
}
