import { cutPassages } from './cut-passages.ts'
import { dangerNames, dangerWords, openers } from './danger-words.ts'
import { compileConcepts, type Found } from './find-concepts.ts'
import { foldPhrase, splitWords, tellingStep } from './fold-phrase.ts'
import { type Folded, foldWords } from './fold-words.ts'
import { compilePhrases } from './match-phrases.ts'
import { type MoodFeatures, readMoodFeatures } from './mood-features.ts'
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
  /** How far either lies above its threshold, in log-odds. Absent where no second look may change it: a phrase that organisers listed, a longer text. */
  odds?: { crisis: number; low: number }
}

const CRISIS = 0
const NOT_CRISIS = 1
const LOW = 2
const SPACE = 32
/** Log-odds. */
const SURER = 1.5
const tells = dangerNames.map((name) => openers.includes(name))
/** Log-odds of what is listed. */
const CERTAIN = 10
/** Longer messages are about something else, even when one word of them is sad; in folded characters. */
const LONGEST_WHEN_LOW = 400

/**
 * Makes the reader of moods. It notices, it does not diagnose: a phrase that organisers listed always counts, and so does a passage that
 * the weights find likely enough; what they listed as harmless is taken out before. Of a long text only passages with a telling word are read.
 */
export function createMoodReader(lexicon: Lexicon, weights: MoodWeights): (text: string) => Mood {
  const lists = [lexicon.crisis, lexicon.notCrisis, lexicon.low]
  const matcher = compilePhrases(lists.map((phrases) => phrases.flatMap(foldPhrase)))
  const entries = (name: string) => dangerWords[name]!.split(/\s+/u)
  const ofCrisis = [...openers.flatMap(entries), ...lexicon.crisis.flatMap(tellingStep)]
  const findTelling = compileConcepts([ofCrisis])
  const telling = lists.flatMap((phrases) => phrases.flatMap(tellingStep))
  const findConcepts = compileConcepts([...dangerNames.map(entries), telling])
  const crisisOf = createMoodScore(weights.crisis)
  const lowOf = createMoodScore(weights.low)
  const crisisOdds = (features: MoodFeatures, found: readonly Found[]) => crisisOf(features) - wantedMore(found)

  /** Where phrases that organisers listed stand, by list. */
  function findListed(whole: Folded): [number, number][][] {
    const { words, starts } = splitWords(whole)
    const listed: [number, number][][] = [[], [], []]
    matcher.match(
      [...words, '.'],
      (word) => word === 0,
      (list, first, last) => listed[list]!.push([starts[first]!, starts[last + 1] ?? whole.length]),
    )
    return listed
  }

  function readPassage(whole: Folded): Mood {
    const found = findConcepts(whole)
    const concepts = found.filter(({ list }) => list < dangerNames.length)
    if (concepts.length === found.length) {
      const features = readMoodFeatures(whole, concepts)
      return toMood({ crisis: crisisOdds(features, concepts), low: lowOf(features) })
    }
    const listed = findListed(whole)
    const passage = whole.slice()
    for (const [from, to] of listed[NOT_CRISIS]!) passage.fill(SPACE, from, to)
    const left = concepts.filter(({ from }) => passage[from] !== SPACE)
    const features = readMoodFeatures(passage, left)
    const odds = {
      crisis: listed[CRISIS]!.some(([from]) => passage[from] !== SPACE) ? CERTAIN : crisisOdds(features, left),
      low: listed[LOW]!.length > 0 ? CERTAIN : lowOf(features),
    }
    const settled = listed[CRISIS]!.length + listed[NOT_CRISIS]!.length > 0
    return settled ? { crisis: odds.crisis >= 0, low: odds.low >= 0 } : toMood(odds)
  }

  return (text) => {
    const folded = foldWords(text)
    const short = folded.length <= LONGEST_WHEN_LOW
    if (short) return readPassage(folded)
    return { crisis: cutPassages(folded, findTelling(folded)).some((one) => readPassage(one).crisis), low: false }
  }
}

/** Log-odds that danger takes beyond its threshold. Where no word tells of it, the others have to be surer: "the door is stuck" is none. */
export const wantedMore = (found: readonly Found[]): number => (found.some(({ list }) => tells[list]) ? 0 : SURER)

const toMood = (odds: NonNullable<Mood['odds']>): Mood => ({ crisis: odds.crisis >= 0, low: odds.low >= 0, odds })
