/**
 * Phrases as data. A phrase is words parted by spaces; "a|b" is either word, "*" any one word, "^" at the front means
 * that the phrase opens a sentence. "anyone|anybody know|knows" stands for four phrases.
 */
export type PhraseList = readonly string[]

interface Node {
  next: Map<string, Node>
  any?: Node
  /** Indices of the lists that have a phrase ending here. */
  ends: number[]
}

/** Finds which lists have a phrase in the words of a message; built once, then about a look-up a word. */
export interface PhraseMatcher {
  /** Calls `found(list, first, last)` for each phrase found, with the list's index and the first and last word of the phrase. */
  match(
    words: readonly string[],
    opens: (word: number) => boolean,
    found: (list: number, first: number, last: number) => void,
  ): void
}

/** Compiles lists of phrases into two tries, one for phrases that open a sentence and one for the rest. */
export function compilePhrases(lists: readonly PhraseList[]): PhraseMatcher {
  const anywhere: Node = { next: new Map(), ends: [] }
  const opening: Node = { next: new Map(), ends: [] }
  lists.forEach((phrases, list) => {
    for (const phrase of phrases) {
      const opens = phrase.startsWith('^')
      add(opens ? opening : anywhere, phrase.slice(opens ? 1 : 0).split(' '), list)
    }
  })
  return {
    match(words, opens, found) {
      for (let i = 0; i < words.length; i++) {
        walk(anywhere, words, i, i, found)
        if (opening.next.has(words[i]!) && opens(i)) walk(opening, words, i, i, found)
      }
    },
  }
}

function add(node: Node, steps: string[], list: number): void {
  const [step, ...rest] = steps
  if (step === undefined) {
    if (!node.ends.includes(list)) node.ends.push(list)
    return
  }
  if (step === '*') {
    node.any ??= { next: new Map(), ends: [] }
    add(node.any, rest, list)
    return
  }
  for (const word of step.split('|')) {
    let next = node.next.get(word)
    if (!next) {
      next = { next: new Map(), ends: [] }
      node.next.set(word, next)
    }
    add(next, rest, list)
  }
}

function walk(
  node: Node,
  words: readonly string[],
  first: number,
  i: number,
  found: (list: number, first: number, last: number) => void,
): void {
  for (const list of node.ends) found(list, first, i - 1)
  const word = words[i]
  if (word === undefined) return
  const next = node.next.get(word)
  if (next) walk(next, words, first, i + 1, found)
  if (node.any) walk(node.any, words, first, i + 1, found)
}
