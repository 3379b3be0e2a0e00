/**
 * Fits config/models/kind-weights.json.br on our own requests: what does a request ask for?
 * Run: `node training/train-kinds.ts`. Prints how often the kind is right among those that are kept apart, which never train;
 * the bot does better at support, for it also hears the mood.
 */
import { createKindGuess, type KindWeights } from '../src/understanding/guess-kind.ts'
import { runKinds } from '../src/understanding/hash-runs.ts'
import { signalNames } from '../src/understanding/signals.ts'
import { kinds as runs, runsFrom, toRow } from './fit-detector.ts'
import { fitLogistic } from './fit-logistic.ts'
import { readOwnExamples, requestSorts } from './read-examples.ts'
import { writePacked } from './write-packed.ts'

const SIGNAL_PENALTY = 1
const RUN_PENALTY = 0.05
/** Coarse on purpose: with 31 steps as many kinds are right as with 255, and the file is half as large. */
const LARGEST_BYTE = 15

const requests = readOwnExamples().filter((example) => example.request)
const known = requests.filter((example) => !example.apart).map((example) => ({ example, row: toRow(example) }))
const features = runs.reduce((most, kind) => most + runKinds[kind], 1 + signalNames.length)

const fitted = [...requestSorts].map((kind) => {
  const rows = known.map(({ example, row }) => ({ ...row, label: example.sort === kind ? (1 as const) : (0 as const) }))
  const weights = fitLogistic(rows, features, (feature) =>
    feature < runsFrom[runs[0]!] ? SIGNAL_PENALTY : RUN_PENALTY,
  )
  return [kind, pack(weights)] as const
})
const weights = Object.fromEntries(fitted) as KindWeights
writePacked('kind-weights.json.br', weights)

function pack(weights: Float64Array) {
  const values = weights.subarray(1)
  const largest = values.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
  const unit = Number((largest / LARGEST_BYTE).toPrecision(4))
  const bytes = Int8Array.from(values, (weight) => Math.round(weight / unit))
  return { start: Math.round(weights[0]! * 1000) / 1000, unit, bytes: Buffer.from(bytes.buffer).toString('base64') }
}

const guess = createKindGuess(weights)
const apart = requests.filter((example) => example.apart)
const share = (some: typeof apart) => {
  const right = some.filter(({ text, sort }) => guess(text, false) === sort).length
  return { requests: some.length, right: Math.round((right / some.length) * 1000) / 1000 }
}
console.table({
  English: share(apart.filter(({ language }) => language === 'en')),
  'other languages': share(apart.filter(({ language }) => language !== 'en')),
  ...Object.fromEntries([...requestSorts].map((kind) => [kind, share(apart.filter(({ sort }) => sort === kind))])),
  ...Object.fromEntries(
    [...new Set(apart.map(({ language }) => language))].map((language) => [
      language,
      share(apart.filter((example) => example.language === language)),
    ]),
  ),
})
