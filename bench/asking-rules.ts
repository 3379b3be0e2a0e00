/** A word as a tagger reads it: in lower case, its base form, its part of speech in the names of Universal Dependencies. */
export interface Word {
  text: string
  base: string
  part: string
}

const QUESTION_WORDS = new Set(['what', 'which', 'who', 'whom', 'whose', 'where', 'when', 'why', 'how'])
const NEEDS = new Set(['need', 'look', 'seek', 'search', 'require', 'struggle', 'try', 'borrow'])
const HELPS = new Set([
  'know',
  'help',
  'recommend',
  'suggest',
  'tell',
  'lend',
  'advice',
  'suggestion',
  'recommendation',
])
const ANYONE = new Set(['anyone', 'anybody', 'someone', 'somebody'])
const WRITER = /^(?:i|we|my|our)(?:['’]|$)/
const YOU = /^your?(?:['’]|$)/

/**
 * Whether a message asks for something, by rules over parts of speech as one writes them on top of a general library of language: a question in
 * some sentence (by its mark or its turned order) that is not about the one addressed, a writer who needs something, a call to anyone, a plea.
 */
export function asks(sentences: readonly (readonly Word[])[]): boolean {
  return sentences.some((all) => {
    const words = all.filter(({ part }) => part !== 'PUNCT')
    if (needs(words) || callsAnyone(words) || pleads(words)) return true
    const asksBack = words.some(({ text }) => YOU.test(text)) && !words.some(({ base }) => HELPS.has(base))
    return !asksBack && (all.at(-1)?.text.includes('?') || isTurned(words))
  })
}

const acts = ({ part }: Word) => part === 'VERB' || part === 'AUX'

/** "Does anyone", "how do I", "which vet would". */
function isTurned([first, ...others]: readonly Word[]): boolean {
  if (!first) return false
  return first.part === 'AUX' || (QUESTION_WORDS.has(first.text) && others.slice(0, 3).some(acts))
}

/** "I am looking for", "we need", "looking for". */
function needs(words: readonly Word[]): boolean {
  return words.some(
    (word, i) =>
      NEEDS.has(word.base) &&
      acts(word) &&
      (i === 0 || words.slice(Math.max(0, i - 3), i).some(({ text }) => WRITER.test(text))),
  )
}

/** "Anyone who knows", "anybody here got". */
function callsAnyone(words: readonly Word[]): boolean {
  return words.some(({ text }, i) => ANYONE.has(text) && words.slice(i + 1, i + 4).some(acts))
}

/** "Please tell me", "help me", "any suggestions for". */
function pleads(words: readonly Word[]): boolean {
  return words.some(
    ({ text, base }, i) =>
      (text === 'please' && words.slice(i + 1, i + 3).some(acts)) ||
      (HELPS.has(base) && (words[i + 1]?.text === 'me' || words[i - 1]?.text === 'any' || i === 0)),
  )
}
