import { isUnspaced } from './find-concepts.ts'
import { type Folded, foldWords, unfold } from './fold-words.ts'

/** The words of a folded passage, with where each begins; in scripts that put no space between words, each letter is one. */
export function splitWords(passage: Folded): { words: string[]; starts: number[] } {
  const words: string[] = []
  const starts: number[] = []
  let at = 0
  for (const word of unfold(passage).split(' ')) {
    if (word && !isUnspaced(word.charCodeAt(0))) {
      words.push(word)
      starts.push(at)
    } else
      for (let i = 0; i < word.length; i++) {
        words.push(word[i]!)
        starts.push(at + i)
      }
    at += word.length + 1
  }
  return { words, starts }
}

/** A phrase as config/crisis-words.yaml has it, in the form that stands among the words of `splitWords`: several where alternatives have several letters of an unspaced script. */
export function foldPhrase(phrase: string): string[] {
  const opens = phrase.startsWith('^') ? '^' : ''
  let forms = ['']
  for (const step of phrase.slice(opens.length).split(' ')) {
    const ways = step.split('|').map((way) => (/^[.*]$/u.test(way) ? way : unfold(foldWords(way)).trim()))
    const next = ways.some((way) => isUnspaced(way.charCodeAt(0)))
      ? ways.map((way) => splitWords(foldWords(way)).words.join(' '))
      : [ways.join('|')]
    forms = forms.flatMap((form) => next.map((way) => `${form} ${way}`.trim()))
  }
  return forms.map((form) => opens + form)
}

/** The words of one step of a phrase, the one whose shortest is longest: a text without any of them does not have the phrase. */
export function tellingStep(phrase: string): string[] {
  const shortest = (step: string[]) => Math.min(...step.map((way) => way.length))
  return phrase
    .replace('^', '')
    .split(' ')
    .map((step) => step.split('|'))
    .reduce((best, step) => (shortest(step) > shortest(best) ? step : best))
}
