import { guessLanguage } from './guess-language.ts'
import type { Mood } from './notice-mood.ts'
import { unpackVector, VECTOR, type VectorWeights, weighVector } from './vector-weights.ts'

/** Log-odds of either question, above its threshold. */
export type MoodOdds = NonNullable<Mood['odds']>

/** One of the two questions: its log-odds above the threshold are `start`, what the vector says, and those of the first look, each times what it counts in `first`. */
interface MoodMeaning extends VectorWeights {
  /** A first look with log-odds below this asks for no vector: hardly any of these is it. */
  from: number
  first: MoodOdds
}

/** The model of the second look at moods; config/models/second-mood.json, made by training/train-mood.ts. */
export type SecondMoodWeights = Record<keyof MoodOdds, MoodMeaning>

/** A second look at what may be written in danger, or by somebody who is low, by what it means as a whole. */
export interface SecondMood {
  /** Whether the first look leaves a doubt that a meaning can settle. English. */
  worth(text: string, first: Mood): boolean
  /** What is thought of the message now. `meaning` is its sentence vector, of length 1. */
  judge(first: Mood, meaning: ArrayLike<number>): Mood
}

/** From these log-odds on the first look stands, whatever the message means: plain words are not talked away. */
export const PLAIN = 3.5
/** Beyond this, log-odds of the first look say no more. */
const CERTAIN = 6

/** How much the first look has to say to the second. */
export const clampOdds = (odds: number): number => Math.max(-CERTAIN, Math.min(CERTAIN, odds))

/**
 * Makes the second look: for either question a logistic regression over the sentence vector, and the first look's log-odds of both beside it
 * (stacking; Wolpert, 1992). `isEnglish` says whether a vector is of an English message.
 */
export function createSecondMood(
  weights: SecondMoodWeights,
  isEnglish: (meaning: ArrayLike<number>) => boolean,
): SecondMood {
  const createJudge = ({ first, start, ...packed }: MoodMeaning) => {
    const ofVector = unpackVector({ start, ...packed }, VECTOR, 'train-mood.ts')
    return ({ crisis, low }: MoodOdds, meaning: ArrayLike<number>) =>
      start + first.crisis * clampOdds(crisis) + first.low * clampOdds(low) + weighVector(ofVector, 0, meaning) >= 0
  }
  const isCrisis = createJudge(weights.crisis)
  const isLow = createJudge(weights.low)

  return {
    worth: (text, { odds }) =>
      odds !== undefined &&
      odds.crisis < PLAIN &&
      (odds.crisis >= weights.crisis.from || odds.low >= weights.low.from) &&
      guessLanguage(text) === 'en',
    judge(first, meaning) {
      const { odds } = first
      if (!odds || !isEnglish(meaning)) return first
      return {
        crisis: odds.crisis >= PLAIN || isCrisis(odds, meaning),
        low: odds.low >= PLAIN || isLow(odds, meaning),
        odds,
      }
    },
  }
}
