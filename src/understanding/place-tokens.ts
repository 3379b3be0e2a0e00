/** A word of a message, as the search for places looks at it. */
export interface Token {
  from: number
  to: number
  word: string
  /** First letter upper case. */
  capital: boolean
  /** What stands between the word before and this one. */
  gap: string
}

const WORD = /(?:\p{L}\.)+\p{L}(?![\p{L}\p{N}])\.?|[\p{L}\p{N}](?:[\p{L}\p{N}]|['’-](?=[\p{L}\p{N}]))*/gu
const MOST_TOKENS = 400

/** Splits a message into words. Pure, linear; stops after 400 words. */
export function readTokens(text: string): Token[] {
  const tokens: Token[] = []
  let end = 0
  for (const match of text.matchAll(WORD)) {
    if (tokens.length >= MOST_TOKENS) break
    // "#PuertoRico" is two words.
    const pieces =
      text[match.index - 1] === '#' ? match[0].split(/(?<=\p{Ll})(?=\p{Lu})/u) : [match[0].replace(/['’]s$/u, '')]
    let from = match.index
    for (const piece of pieces) {
      tokens.push({
        from,
        to: from + piece.length,
        word: piece,
        capital: /^\p{Lu}/u.test(piece),
        gap: text.slice(end, from),
      })
      from += piece.length
      end = from
    }
  }
  return tokens
}

/** Capital letters tell nothing in a message written all in them, nor in a headline. */
export function isShouted(tokens: Token[]): boolean {
  const long = tokens.filter((token) => token.word.length > 3)
  return long.length > 3 && long.filter((token) => token.word === token.word.toUpperCase()).length > long.length * 0.7
}
