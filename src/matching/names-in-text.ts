/** The longest name that is looked for, in words. */
const MOST_WORDS = 3
const word = String.raw`[\p{L}\p{N}_|[\]^\x60{}\\.'-]{1,40}`
const called = new RegExp(`@(${word}(?: ${word}){0,${MOST_WORDS - 1}})`, 'gu')
const addressed = new RegExp(`^(?:@(${word}(?: ${word}){0,${MOST_WORDS - 1}})|(${word})[:,])`, 'u')

/** People's names in a text, in lower case. Each list holds what may be one name, the longest first: "@Ann Lee knows" is "ann lee knows", "ann lee" or "ann". */
export interface NamesInText {
  /** Those whom it calls with "@". */
  called: string[][]
  /** Whom it speaks to by beginning with the name, as people do: "@ann try this", "ann: try this". */
  addressed: string[]
}

export function namesInText(text: string): NamesInText {
  const [, at, bare] = addressed.exec(text) ?? []
  return {
    called: [...text.matchAll(called)].map(([, name]) => shorter(name!)),
    addressed: at ? shorter(at) : bare ? shorter(bare) : [],
  }
}

/** The words of a text that may be names where members go by one word, as on IRC. */
export const wordsOf = (text: string): string[] => [...new Set(text.toLowerCase().split(/[^\p{L}\p{N}_|[\]^`{}\\-]+/u))]

function shorter(name: string): string[] {
  const words = name.toLowerCase().split(' ')
  const names = words.map((_, i) => words.slice(0, words.length - i).join(' '))
  // A full stop or a comma may end the sentence, not the name.
  return [...new Set(names.flatMap((one) => [one, one.replace(/[.']+$/u, '')]))].filter((one) => one.length > 1)
}

/** The first of the possible names that somebody goes by. */
export const firstKnown = <T>(names: readonly string[], known: ReadonlyMap<string, T>): T | undefined =>
  names.map((name) => known.get(name)).find((one) => one !== undefined)
