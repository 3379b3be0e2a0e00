import { type RunKind, runKinds } from '../src/understanding/hash-runs.ts'
import { readFeatures } from '../src/understanding/read-features.ts'
import { signalNames } from '../src/understanding/signals.ts'
import { type FitRow, fitLogistic, predict } from './fit-logistic.ts'
import type { Example } from './read-examples.ts'

/** L2 penalties: high for the few named signals, low for the many runs. */
const SIGNAL_PENALTY = 2
const RUN_PENALTY: Record<RunKind, number> = { order: 0.1, asking: 0.1, words: 0.3, letters: 0.3 }
/** How much a run's value follows from how unevenly it is spread over requests and others; the rest is the same for all. */
const TELLING = 0.5
/** A guessed request that looks less like one than this, or a guessed other that looks more like one, is left out. */
const LEAST_FOR_GUESSED_REQUEST = 0.3
const MOST_FOR_GUESSED_OTHER = 0.75

export const kinds = Object.keys(runKinds) as RunKind[]
/** Where the weights of each kind of run begin, behind the constant and the signals. */
export const runsFrom = {} as Record<RunKind, number>
let end = 1 + signalNames.length
for (const kind of kinds) {
  runsFrom[kind] = end
  end += runKinds[kind]
}
const features = end

function penalty(feature: number): number {
  if (feature <= signalNames.length) return SIGNAL_PENALTY
  return RUN_PENALTY[kinds.findLast((kind) => feature >= runsFrom[kind])!]
}
const penalties = Float64Array.from({ length: features }, (_, feature) => penalty(feature))

/** What the model sees of an example, as a row to fit. */
export function toRow(example: Example): FitRow {
  const { signals, runs } = readFeatures(example.text, example.before)
  const places: number[] = [0]
  const values: number[] = [1]
  signals.forEach((strength, i) => {
    if (!strength) return
    places.push(1 + i)
    values.push(strength)
  })
  for (const kind of kinds)
    for (const bucket of runs[kind]) {
      places.push(runsFrom[kind] + bucket)
      values.push(1 / Math.sqrt(runs[kind].length))
    }
  return {
    features: Int32Array.from(places),
    values: Float64Array.from(values),
    label: example.request ? 1 : 0,
    weight: example.weight,
  }
}

/** Fits on `known`, then again with the guessed rows that the first fit does not contradict. */
export function fitDetector(known: FitRow[], guessed: FitRow[]): Float64Array {
  const first = fitTelling(known)
  const kept = guessed.filter((row) => {
    const score = predict(first, row)
    return row.label ? score > LEAST_FOR_GUESSED_REQUEST : score < MOST_FOR_GUESSED_OTHER
  })
  return kept.length ? fitTelling([...known, ...kept]) : first
}

/** Lets runs that stand mostly on one side count more, as in NB-SVM (Wang and Manning, 2012), interpolated with plain counts. */
function fitTelling(rows: FitRow[]): Float64Array {
  const telling = howTelling(rows)
  const scaled = rows.map((row) => ({
    ...row,
    values: row.values.map((value, i) => value * telling[row.features[i]!]!),
  }))
  const weights = fitLogistic(scaled, features, (feature) => penalties[feature]!)
  for (let f = 0; f < features; f++) weights[f]! *= telling[f]!
  return weights
}

function howTelling(rows: FitRow[]): Float64Array {
  const requests = new Float64Array(features).fill(1)
  const others = new Float64Array(features).fill(1)
  let [requestSum, otherSum] = [1, 1]
  for (const row of rows) {
    const side = row.label ? requests : others
    for (const feature of row.features) side[feature]! += row.weight
    if (row.label) requestSum += row.weight
    else otherSum += row.weight
  }
  const telling = new Float64Array(features).fill(1)
  for (let f = 1 + signalNames.length; f < features; f++)
    telling[f] = 1 - TELLING + TELLING * Math.abs(Math.log(requests[f]! / requestSum / (others[f]! / otherSum)))
  return telling
}
