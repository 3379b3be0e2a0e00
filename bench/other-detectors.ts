import nlp from 'compromise/two'
import model from 'wink-eng-lite-web-model'
import winkNLP, { type ItemSentence, type ItsFunction } from 'wink-nlp'
import { asks, type Word } from './asking-rules.ts'

const wink = winkNLP(model, ['sbd', 'pos'])
const { its } = wink

/** wink-nlp cuts sentences and words and tags parts of speech, then the rules. */
export function detectWithWink(text: string): boolean {
  const sentences: Word[][] = []
  wink
    .readDoc(text)
    .sentences()
    .each((sentence: ItemSentence) => {
      const words = sentence.tokens()
      const texts: string[] = words.out(its.normal)
      const [bases, parts] = [words.out(its.lemma as ItsFunction<string>), words.out(its.pos)]
      sentences.push(texts.map((text, i) => ({ text, base: bases[i]!, part: parts[i]! })))
    })
  return asks(sentences)
}

/** What compromise calls a part of speech, first that fits, in the names that the rules use. */
const parts = { Auxiliary: 'AUX', Modal: 'AUX', Copula: 'AUX', Verb: 'VERB', Pronoun: 'PRON' }
const QUESTION_MARK: Word = { text: '?', base: '?', part: 'PUNCT' }

interface Term {
  normal: string
  /** What a part of a contraction stands for. */
  implicit?: string
  root?: string
  post: string
  tags: Set<string>
}

/** compromise does the same, then the same rules. */
export function detectWithCompromise(text: string): boolean {
  const { docs } = nlp(text).compute('root') as unknown as { docs: Term[][] }
  return asks(
    docs.map((sentence) => {
      const words = sentence.map(({ normal, implicit, root, tags }) => {
        const text = implicit ?? normal
        return { text, base: root ?? text, part: Object.entries(parts).find(([tag]) => tags.has(tag))?.[1] ?? 'X' }
      })
      return sentence.at(-1)?.post.includes('?') ? [...words, QUESTION_MARK] : words
    }),
  )
}

/** What one would write without any library. */
export function detectWithPattern(text: string): boolean {
  return /\?|\b(?:any(?:one|body) (?:know|have|here)|(?:i|we) need|need (?:help|a |some)|looking for|please help|help me)\b/iu.test(
    text,
  )
}
