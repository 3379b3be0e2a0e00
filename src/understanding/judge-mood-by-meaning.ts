import type { Meaning } from './meaning.ts'
import type { NetworkWeights } from './network.ts'
import type { Mood } from './notice-mood.ts'

/** Log-odds of either question, above its threshold. */
export type MoodOdds = NonNullable<Mood['odds']>

/** One of the two questions: log-odds above its threshold, by what a message means, and beside it by what `besideMeaning` gives. */
interface MoodMeaning extends NetworkWeights {
  /** A first look with log-odds below this asks for no meaning: hardly any of these is it. */
  from: number
}

/** The model of the second look at moods; config/models/second-mood.json.br, made by training/train-mood.ts. */
export type SecondMoodWeights = Record<keyof MoodOdds, MoodMeaning>

/** A second look at what may be written in danger, or by somebody who is low, by what it means as a whole. */
export interface SecondMood {
  /** Whether the first look leaves a doubt that a meaning can settle. */
  worth(first: Mood): boolean
  /** What is thought of the message now. */
  judge(first: Mood, meaning: Omit<Meaning, 'request'>): Mood
}

/** From these log-odds on the first look stands, whatever the message means: plain words are not talked away. */
export const PLAIN = 3.5
/** Beyond this, log-odds of the first look say no more. */
const CERTAIN = 6

/** What counts beside the meaning: what the first look says to both questions, and whether the meaning is of a gloss. */
export function besideMeaning({ crisis, low }: MoodOdds, glossed: boolean): number[] {
  const clamp = (odds: number) => Math.max(-CERTAIN, Math.min(CERTAIN, odds))
  return [clamp(crisis), clamp(low), glossed ? 1 : 0]
}

/**
 * Makes the second look: for either question a small network over the sentence (meaning.ts), and the first look's log-odds of both beside it
 * (stacking; Wolpert, 1992).
 */
export function createSecondMood(weights: SecondMoodWeights): SecondMood {
  const says = (question: keyof MoodOdds, odds: MoodOdds, meaning: Omit<Meaning, 'request'>) =>
    besideMeaning(odds, meaning.glossed).reduce(
      (sum, value, i) => sum + weights[question].beside[i]! * value,
      meaning[question],
    ) >= 0

  return {
    worth: ({ odds }) =>
      odds !== undefined && odds.crisis < PLAIN && (odds.crisis >= weights.crisis.from || odds.low >= weights.low.from),
    judge(first, meaning) {
      const { odds } = first
      if (!odds) return first
      return {
        crisis: odds.crisis >= PLAIN || says('crisis', odds, meaning),
        low: odds.low >= PLAIN || says('low', odds, meaning),
        odds,
      }
    },
  }
}
