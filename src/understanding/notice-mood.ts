import { cutPassages } from './cut-passages.ts'
import { dangerNames, dangerWords, openers, opens } from './danger-words.ts'
import { compileConcepts } from './find-concepts.ts'
import { foldPhrase, splitWords, tellingStep } from './fold-phrase.ts'
import { type Folded, foldWords } from './fold-words.ts'
import { compilePhrases } from './match-phrases.ts'
import { readMoodFeatures } from './mood-features.ts'
import { createMoodScore, type MoodWeights } from './score-mood.ts'

/** Lists of phrases from config/crisis-words.yaml, which explains their form. */
export interface Lexicon {
  crisis: string[]
  notCrisis: string[]
  low: string[]
}

export interface Mood {
  /** Words of a life in danger. */
  crisis: boolean
  /** The writer sounds down. */
  low: boolean
}

const CRISIS = 0
const NOT_CRISIS = 1
const LOW = 2
const SPACE = 32
/** Longer messages are about something else, even when one word of them is sad; in folded characters. */
const LONGEST_WHEN_LOW = 400

/**
 * Makes the reader of moods. It notices, it does not diagnose: a phrase that organisers listed always counts, and so does a passage that
 * the weights find likely enough; what they listed as harmless is taken out before. Of a text only passages with a telling word are read.
 */
export function createMoodReader(lexicon: Lexicon, weights: MoodWeights): (text: string) => Mood {
  const lists = [lexicon.crisis, lexicon.notCrisis, lexicon.low]
  const matcher = compilePhrases(lists.map((phrases) => phrases.flatMap(foldPhrase)))
  const entries = (name: string) => dangerWords[name]!.split(/\s+/u)
  const ofCrisis = [...openers.crisis.flatMap(entries), ...lexicon.crisis.flatMap(tellingStep)]
  const ofLow = [...openers.low.flatMap(entries), ...lexicon.low.flatMap(tellingStep)]
  const findTelling = compileConcepts([ofCrisis])
  const findTellingInShort = compileConcepts([[...ofCrisis, ...ofLow]])
  const findConcepts = compileConcepts(dangerNames.map(entries))
  const isCrisis = createMoodScore(weights.crisis)
  const isLow = createMoodScore(weights.low)

  function readPassage(whole: Folded): Mood {
    const { words, starts } = splitWords(whole)
    const listed: [number, number][][] = [[], [], []]
    matcher.match(
      [...words, '.'],
      (word) => word === 0,
      (list, first, last) => listed[list]!.push([starts[first]!, starts[last + 1] ?? whole.length]),
    )
    const passage = whole.slice()
    for (const [from, to] of listed[NOT_CRISIS]!) passage.fill(SPACE, from, to)
    const found = findConcepts(passage)
    const features = found.some(({ list }) => opens[list]) ? readMoodFeatures(passage, found) : undefined
    return {
      crisis:
        listed[CRISIS]!.some(([from]) => passage[from] !== SPACE) || (features !== undefined && isCrisis(features)),
      low: listed[LOW]!.length > 0 || (features !== undefined && isLow(features)),
    }
  }

  return (text) => {
    const folded = foldWords(text)
    const short = folded.length <= LONGEST_WHEN_LOW
    const moods = cutPassages(folded, (short ? findTellingInShort : findTelling)(folded)).map(readPassage)
    return { crisis: moods.some((mood) => mood.crisis), low: short && moods.some((mood) => mood.low) }
  }
}
