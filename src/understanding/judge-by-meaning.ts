import type { Detection } from './detect-request.ts'
import type { Meaning } from './meaning.ts'
import type { NetworkWeights } from './network.ts'

/**
 * The model of the second look; config/models/second-look.json.br, made by training/train-detector.ts: log-odds of being a request by what a message means, in English
 * and as a gloss, and beside it by those of the first look.
 */
export interface SecondLookWeights {
  /** Scores below this stay as they are: hardly any of them is a request. */
  from: number
  english: NetworkWeights
  glossed: NetworkWeights
}

/** A second look at a message that may be a request, by what it means as a whole. */
export interface SecondLook {
  /**
   * Whether a message deserves it: not surely something else. With `from`, the score that something follows from, also whether any
   * meaning could lift it there.
   */
  worth(first: Detection, from?: number): boolean
  /** What is thought of the message now. */
  judge(first: Detection, meaning: Pick<Meaning, 'glossed' | 'request'>): Detection
}

/** Beyond this, log-odds of the first look say no more. */
const CERTAIN = 6
/**
 * Log-odds by which a meaning lifts what it lifts over a threshold. Larger ones belong to what stands above it already: of 925
 * messages that both looks together take over it, this leaves out 15 (docs/quality.md).
 */
const MOST_LIFT = 1.3

/**
 * Makes the second look: a small network over the sentence vector (meaning.ts), and the log-odds of the first look beside it (stacking; Wolpert, 1992).
 * `thresholds` are those of the first look: both are calibrated.
 */
export function createSecondLook(
  weights: SecondLookWeights,
  thresholds: { threshold: number; offerThreshold: number },
): SecondLook {
  const trust = (glossed: boolean) => weights[glossed ? 'glossed' : 'english'].beside[0]!

  return {
    worth: ({ score, cry }, from = 0) =>
      !cry && score >= weights.from && trust(false) * logOdds(score) + MOST_LIFT >= logOdds(from),
    judge(first, { glossed, request }) {
      const trusted = trust(glossed)
      const odds = Math.max(-CERTAIN, Math.min(CERTAIN, logOdds(first.score)))
      const score = 1 / (1 + Math.exp(-(trusted * odds + request)))
      const signals = first.signals.map((signal) => ({ ...signal, weight: signal.weight * trusted }))
      signals.push({ name: 'what it means as a whole', weight: request })
      signals.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
      return { request: score >= thresholds.threshold, sure: score >= thresholds.offerThreshold, score, signals }
    },
  }
}

/** What the first look would have thought, had it not heard a cry for help. */
export function withoutCry({ cry, ...first }: Detection): Detection {
  if (!cry) return first
  const score = 1 / (1 + Math.exp(cry.weight - logOdds(first.score)))
  return { ...first, score, signals: first.signals.filter((signal) => signal !== cry) }
}

const logOdds = (score: number) => Math.log(score / (1 - score))
