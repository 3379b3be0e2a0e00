/**
 * Fits config/models/request-weights.json on our own examples and, where their directory is given, on public data that may train.
 * Run: `node training/train-detector.ts [DIRECTORY]`, DIRECTORY holding detect/ and route/ as read-examples.ts names them.
 * Nothing of the data is in the file: weights of our own named signals and of hashed runs of function words.
 */
import { writeFileSync } from 'node:fs'
import type { RequestWeights } from '../src/understanding/detect-request.ts'
import { BUCKETS, readFeatures } from '../src/understanding/read-features.ts'
import { signalNames } from '../src/understanding/signals.ts'
import { type FitRow, fitLogistic, predict } from './fit-logistic.ts'
import { type Example, guessExamples, readOwnExamples, readPublicExamples } from './read-examples.ts'

const SIGNAL_PENALTY = 2
const WORD_ORDER_PENALTY = 0.1
const FOLDS = 10
const NEARLY = 0.02
/** How often a message in a community is a request, by our estimate; in the examples it is every second. */
const USUAL_RATE = 0.2
/** Three of four offers should be wanted, were requests as frequent as usual. */
const PRECISION_TO_OFFER = 0.75
/** A guessed request that looks less like one than this, or a guessed other that looks more like one, is left out. */
const LEAST_FOR_GUESSED_REQUEST = 0.3
const MOST_FOR_GUESSED_OTHER = 0.75

const directory = process.argv[2]
if (!directory) console.log('No directory of public data given: trained on our own examples only.')
const examples = [...readOwnExamples(), ...(directory ? readPublicExamples(directory) : [])]
const features = 1 + signalNames.length + BUCKETS
const penalty = (feature: number) => (feature <= signalNames.length ? SIGNAL_PENALTY : WORD_ORDER_PENALTY)
const logit = (p: number) => Math.log(p / (1 - p))

function toRow(example: Example): FitRow {
  const read = readFeatures(example.text, example.before)
  const row: FitRow = { features: [0], values: [1], label: example.request ? 1 : 0, weight: example.weight }
  read.signals.forEach((strength, i) => {
    if (strength) {
      row.features.push(1 + i)
      row.values.push(strength)
    }
  })
  for (const bucket of read.buckets) {
    row.features.push(1 + signalNames.length + bucket)
    row.values.push(1 / Math.sqrt(read.buckets.length))
  }
  return row
}

const rows = examples.map(toRow)
const guessed = (directory ? guessExamples(directory) : []).map(toRow)

/** Fits on `known`, then again with the guessed rows that the first fit does not contradict; shifts the constant to the usual rate. */
function fit(known: FitRow[]): Float64Array {
  const first = fitLogistic(known, features, penalty)
  const kept = guessed.filter((row) => {
    const score = predict(first, row)
    return row.label ? score > LEAST_FOR_GUESSED_REQUEST : score < MOST_FOR_GUESSED_OTHER
  })
  const all = [...known, ...kept]
  const weights = kept.length ? fitLogistic(all, features, penalty) : first
  const total = all.reduce((sum, row) => sum + row.weight, 0)
  const rate = all.reduce((sum, row) => sum + row.weight * row.label, 0) / total
  weights[0]! += logit(USUAL_RATE) - logit(rate)
  return weights
}

const heldOut = new Float64Array(rows.length)
for (let fold = 0; fold < FOLDS; fold++) {
  const weights = fit(rows.filter((_, i) => i % FOLDS !== fold))
  rows.forEach((row, i) => {
    if (i % FOLDS === fold) heldOut[i] = predict(weights, row)
  })
}

/** Figures of the rows held back in turn; with `rate`, as they would be were requests that frequent. */
function figures(from: number, include: (example: Example) => boolean, rate?: number) {
  let [hits, missed, wrong, right] = [0, 0, 0, 0]
  examples.forEach((example, i) => {
    if (!include(example)) return
    const said = heldOut[i]! >= from
    if (example.request) said ? hits++ : missed++
    else said ? wrong++ : right++
  })
  const times = rate ? ((hits + missed) * (1 - rate)) / rate / (wrong + right) : 1
  const precision = hits / (hits + wrong * times || 1)
  const recall = hits / (hits + missed || 1)
  return { f1: (2 * precision * recall) / (precision + recall || 1), precision, recall }
}

const all = () => true
const steps = Array.from({ length: 81 }, (_, i) => 0.1 + i / 100)
const usualF1 = steps.map((t) => figures(t, all, USUAL_RATE).f1)
// The best single threshold jumps with a handful of rows; the middle of all that are nearly as good stays.
const nearlyBest = steps.filter((_, i) => usualF1[i]! >= Math.max(...usualF1) - NEARLY)
const threshold = nearlyBest.reduce((sum, t) => sum + t, 0) / nearlyBest.length
const offerThreshold =
  steps.find((t) => t >= threshold && figures(t, all, USUAL_RATE).precision >= PRECISION_TO_OFFER) ?? 0.9
for (const source of ['', ...new Set(examples.map((example) => example.source))]) {
  const from = (example: Example) => !source || example.source === source
  const { f1, precision, recall } = figures(threshold, from)
  const count = examples.filter(from).length
  console.log(
    `${source || 'all'}: ${count} rows held back in turn, F1 ${f1.toFixed(3)}, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`,
  )
}

const weights = fit(rows)
const round = (x: number) => Math.round(x * 1000) / 1000
const out: RequestWeights = {
  threshold: round(threshold),
  offerThreshold: round(offerThreshold),
  start: round(weights[0]!),
  signals: Object.fromEntries(signalNames.map((name, i) => [name, round(weights[1 + i]!)])),
  wordOrder: Array.from(weights.subarray(1 + signalNames.length), round),
}
writeFileSync(new URL('../config/models/request-weights.json', import.meta.url), `${JSON.stringify(out)}\n`)
console.log(`threshold ${out.threshold}, to offer ${out.offerThreshold}`)
