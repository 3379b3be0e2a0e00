import type { Detection } from './detect-request.ts'
import { guessLanguage } from './guess-language.ts'
import { createEnglishTest, unpackVector, VECTOR, type VectorWeights, weighVector } from './vector-weights.ts'

/** Hidden units of the network. */
export const HIDDEN = 192

/** The model of the second look; config/models/second-look.json, made by training/train-detector.ts. */
export interface SecondLookWeights {
  /** Scores below this stay as they are: hardly any of them is a request. */
  from: number
  /** How much the log-odds of the first look count. */
  first: number
  /** Log-odds of being a request, by what a message means: a network of one hidden layer. `starts` and `out` are by hidden unit, `bytes` a vector for each. */
  meaning: VectorWeights & { starts: number[]; out: number[] }
  /** Log-odds of being English, the only language that the vectors were made for. */
  english: VectorWeights
}

/** A second look at a message that may be a request, by what it means as a whole. */
export interface SecondLook {
  /**
   * Whether the message deserves it: not surely something else, and perhaps English. With `from`, the score that something follows from,
   * also whether any meaning could lift it there.
   */
  worth(text: string, first: Detection, from?: number): boolean
  /** What is thought of the message now. `meaning` is its sentence vector, of length 1. */
  judge(first: Detection, meaning: ArrayLike<number>): Detection
}

/** Beyond this, log-odds of the first look say no more. */
const CERTAIN = 6
/**
 * Log-odds by which a meaning lifts what it lifts over a threshold. Larger ones belong to what stands above it already: of 925
 * messages that both looks together take over it, this leaves out 15 (docs/quality.md).
 */
const MOST_LIFT = 1.3

/**
 * Makes the second look: a small network over the sentence vector, and the log-odds of the first look beside it (stacking; Wolpert, 1992).
 * `thresholds` are those of the first look: both are calibrated.
 */
export function createSecondLook(
  weights: SecondLookWeights,
  thresholds: { threshold: number; offerThreshold: number },
): SecondLook {
  const { start, starts, out } = weights.meaning
  const hidden = unpackVector(weights.meaning, HIDDEN * VECTOR, 'train-detector.ts')
  const isEnglish = createEnglishTest(weights.english)

  function weigh(meaning: ArrayLike<number>): number {
    let sum = start
    for (let unit = 0; unit < HIDDEN; unit++)
      sum += out[unit]! * Math.max(0, starts[unit]! + weighVector(hidden, unit * VECTOR, meaning))
    return sum
  }

  return {
    worth: (text, { score, cry }, from = 0) =>
      !cry &&
      score >= weights.from &&
      weights.first * logOdds(score) + MOST_LIFT >= logOdds(from) &&
      guessLanguage(text) === 'en',
    judge(first, meaning) {
      if (!isEnglish(meaning)) return first
      const odds = Math.max(-CERTAIN, Math.min(CERTAIN, logOdds(first.score)))
      const weight = weigh(meaning)
      const score = 1 / (1 + Math.exp(-(weights.first * odds + weight)))
      const signals = first.signals.map((signal) => ({ ...signal, weight: signal.weight * weights.first }))
      signals.push({ name: 'what it means as a whole', weight })
      signals.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
      return { request: score >= thresholds.threshold, sure: score >= thresholds.offerThreshold, score, signals }
    },
  }
}

const logOdds = (score: number) => Math.log(score / (1 - score))
