import type { Kind } from '../requests/kinds.ts'
import { type RunKind, runKinds } from './hash-runs.ts'
import { readFeatures } from './read-features.ts'
import { signalNames } from './signals.ts'
import { unpackWeights } from './unpack-weights.ts'

/** One linear model a kind, each of that kind against the rest; config/models/kind-weights.json.br, made by training/train-kinds.ts. */
export type KindWeights = Record<Kind, KindWeight>

interface KindWeight {
  start: number
  /** What a whole number of `bytes` stands for. */
  unit: number
  /** Log-odds by signal, then by bucket of each kind of run: whole numbers as bytes in base64. */
  bytes: string
}

/** What a low mood adds to "wants somebody to be there", in log-odds. */
const LOW_COUNTS = 3
const runs = Object.keys(runKinds) as RunKind[]

/** Guesses what a request asks for. `low` is whether the writer sounds down. */
export type GuessKind = (text: string, low: boolean) => Kind

/** Makes the guess: the most likely kind by the signals and runs that detection reads, and so in any language that it knows. */
export function createKindGuess(weights: KindWeights): GuessKind {
  const wanted = runs.reduce((most, kind) => most + runKinds[kind], signalNames.length)
  const models = Object.entries(weights).map(([kind, { start, unit, bytes }]) => ({
    kind: kind as Kind,
    start,
    unit,
    values: unpackWeights(bytes, wanted, 'train-kinds.ts'),
  }))
  return (text, low) => {
    const { signals, runs: found } = readFeatures(text)
    const likely = (model: (typeof models)[number]) =>
      model.start + model.unit * sum(model.values, signals, found) + (low && model.kind === 'support' ? LOW_COUNTS : 0)
    const scored = models.map((model) => ({ kind: model.kind, odds: likely(model) }))
    return scored.reduce((best, next) => (next.odds > best.odds ? next : best)).kind
  }
}

function sum(values: Int8Array, signals: Float64Array, found: Record<RunKind, number[]>): number {
  let total = 0
  for (let i = 0; i < signals.length; i++) total += signals[i]! * values[i]!
  let from = signals.length
  for (const kind of runs) {
    let ofKind = 0
    for (const bucket of found[kind]) ofKind += values[from + bucket]!
    total += ofKind / Math.sqrt(found[kind].length || 1)
    from += runKinds[kind]
  }
  return total
}
