/**
 * Fits config/models/request-weights.json on our own examples and, where their directory is given, on public data that may train.
 * Run: `node training/train-detector.ts [DIRECTORY]`, DIRECTORY holding chat.jsonl, chat-hard.jsonl and disaster-sms.jsonl.
 * Nothing of the data is in the file: weights of our own named signals and of hashed runs of function words.
 */
import { writeFileSync } from 'node:fs'
import type { RequestWeights } from '../src/understanding/detect-request.ts'
import { BUCKETS, readFeatures } from '../src/understanding/read-features.ts'
import { signalNames } from '../src/understanding/signals.ts'
import { type FitRow, fitLogistic, predict } from './fit-logistic.ts'
import { type Example, readOwnExamples, readPublicExamples } from './read-examples.ts'

const SIGNAL_PENALTY = Number(process.env.SP ?? 1)
const WORD_ORDER_PENALTY = Number(process.env.WP ?? 1)
const FOLDS = 10
const PRECISION_TO_OFFER = 0.9

const directory = process.argv[2]
if (!directory) console.log('No directory of public data given: trained on our own examples only.')
const examples = [...readOwnExamples(), ...(directory ? readPublicExamples(directory) : [])]
const features = 1 + signalNames.length + BUCKETS
const penalty = (feature: number) => (feature <= signalNames.length ? SIGNAL_PENALTY : WORD_ORDER_PENALTY)

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
const heldOut = new Float64Array(rows.length)
for (let fold = 0; fold < FOLDS; fold++) {
  const weights = fitLogistic(
    rows.filter((_, i) => i % FOLDS !== fold),
    features,
    penalty,
  )
  rows.forEach((row, i) => {
    if (i % FOLDS === fold) heldOut[i] = predict(weights, row)
  })
}

function figures(from: number, include: (example: Example) => boolean) {
  let hits = 0
  let wrong = 0
  let missed = 0
  examples.forEach((example, i) => {
    if (!include(example)) return
    const said = heldOut[i]! >= from
    if (said && example.request) hits++
    else if (said) wrong++
    else if (example.request) missed++
  })
  return {
    f1: (2 * hits) / (2 * hits + wrong + missed || 1),
    precision: hits / (hits + wrong || 1),
    recall: hits / (hits + missed || 1),
  }
}

const steps = Array.from({ length: 81 }, (_, i) => 0.1 + i / 100)
const threshold = steps.reduce((best, t) => (figures(t, () => true).f1 > figures(best, () => true).f1 ? t : best), 0.5)
const offerThreshold =
  steps.find((t) => t >= threshold && figures(t, () => true).precision >= PRECISION_TO_OFFER) ?? 0.9
for (const source of ['', ...new Set(examples.map((example) => example.source))]) {
  const all = (example: Example) => !source || example.source === source
  const { f1, precision, recall } = figures(threshold, all)
  console.log(
    `${source || 'all'}: ${examples.filter(all).length} rows held back in turn, F1 ${f1.toFixed(3)}, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`,
  )
}

const weights = fitLogistic(rows, features, penalty)
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
