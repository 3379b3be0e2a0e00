import { type RunKind, runKinds } from './hash-runs.ts'
import type { Mood } from './notice-mood.ts'
import { type Features, readFeatures } from './read-features.ts'
import { signalNames } from './signals.ts'
import type { Signal } from './understanding.ts'
import { unpackWeights } from './unpack-weights.ts'

/** The linear model that tells requests from other messages; config/models/request-weights.json, made by training/train-detector.ts. */
export interface RequestWeights {
  /** Score from which a message counts as a request. */
  threshold: number
  /** Score from which the bot is sure enough to offer unasked. */
  offerThreshold: number
  /** Log-odds before anything is read. */
  start: number
  /** Log-odds by name of signal. */
  signals: Record<string, number>
  /** Log-odds by bucket, for each kind of run: whole numbers from -127 to 127 as bytes in base64, and what one of them stands for. */
  runs: Record<RunKind, { unit: number; bytes: string }>
}

export interface Detection {
  request: boolean
  /** True when the score is high enough to offer unasked. */
  sure: boolean
  /** Probability that this is a request, 0..1. */
  score: number
  /** What spoke for and against, strongest first; the weights add up to the log-odds of `score`. */
  signals: Signal[]
  /** What raised it, where it is a cry for help: no second look may quieten that, unless the mood was misheard. */
  cry?: Signal
}

/** Log-odds to which a cry for help is raised: 0.73. */
const LIKELY = 1
/** Characters. */
const SHORT = 80
const kinds = Object.keys(runKinds) as RunKind[]
const runNames: Record<RunKind, string> = {
  order: 'its words and their order',
  asking: 'how asking words of any language stand together',
  words: 'what its words are about',
  letters: 'endings and letters of its words',
}
const ADDRESSED = signalNames.indexOf('is addressed to somebody')

/** Says of a message whether it is a request. The messages before it, oldest first, help to tell a helper's question from an asker's. */
export type DetectRequest = (text: string, context?: { before?: readonly string[] }) => Detection

/**
 * Makes the detector. It costs some 20 µs for a line of chat and under 100 µs for the longest message.
 * Throws when the weights name no value for one of the signals.
 */
export function createDetector(weights: RequestWeights, noticeMood: (text: string) => Mood): DetectRequest {
  const signalWeights = Float64Array.from(signalNames, (name) => {
    const weight = weights.signals[name]
    if (weight === undefined)
      throw new Error(`The weights have none for the signal "${name}". Make them anew: node training/train-detector.ts`)
    return weight
  })
  const runWeights = kinds.map((kind) => {
    const { unit, bytes } = weights.runs[kind]
    return Float32Array.from(unpackWeights(bytes, runKinds[kind], 'train-detector.ts'), (weight) => weight * unit)
  })

  function detect(text: string, context?: { before?: readonly string[] }): Detection {
    const features = readFeatures(text, context?.before)
    const signals = weigh(features)
    let logOdds = 0
    for (const signal of signals) logOdds += signal.weight
    const cry = hearCry(text, features, logOdds)
    if (cry) {
      signals.push(cry)
      logOdds += cry.weight
    }
    signals.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    const score = 1 / (1 + Math.exp(-logOdds))
    return {
      request: score >= weights.threshold,
      sure: score >= weights.offerThreshold,
      score,
      signals,
      ...(cry ? { cry } : {}),
    }
  }

  function weigh({ signals, runs }: Features): Signal[] {
    const out: Signal[] = [{ name: 'how often messages are requests', weight: weights.start }]
    for (let i = 0; i < signals.length; i++) {
      const weight = signals[i]! * signalWeights[i]!
      if (weight) out.push({ name: signalNames[i]!, weight })
    }
    kinds.forEach((kind, k) => {
      let sum = 0
      for (const bucket of runs[kind]) sum += runWeights[k]![bucket]!
      if (sum) out.push({ name: runNames[kind], weight: sum / Math.sqrt(runs[kind].length) })
    })
    return out
  }

  /**
   * Despair rarely asks: a short message that says little but that the writer feels down, or that a life is in danger, counts as a request.
   * Longer ones about danger go their own way whatever their score.
   */
  function hearCry(text: string, features: Features, logOdds: number): Signal | undefined {
    if (text.length > SHORT || features.signals[ADDRESSED] !== 0) return undefined
    const { crisis, low } = noticeMood(text)
    const name = crisis ? 'words of a life in danger' : low ? 'sounds down and says little else' : undefined
    return name ? { name, weight: Math.max(0, LIKELY - logOdds) } : undefined
  }

  return detect
}
