// Makes the weights of config/models/matching.json that rank who answers, from annotated IRC help (Kummerfeld et al. 2019, CC BY 4.0), and prints what
// they reach. Run: node training/train-matching.ts FOLDER, the folder holding irc.stream.jsonl.gz and irc.gold.jsonl.
// Features that IRC cannot teach (what was declared, what helped) keep the weights that were set by hand, listed below. Same input, same weights.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import { loadModels } from '../src/app/load-models.ts'
import { rankLines } from '../src/app/rank-lines.ts'
import { type FeatureName, featureNames } from '../src/matching/features.ts'
import { dot, softmax } from '../src/matching/lessons.ts'
import { createMatching, type Matching } from '../src/matching/matching.ts'
import type { Comparison } from '../src/matching/rank.ts'
import { createUnderstanding } from '../src/understanding/create-understanding.ts'

const byHand: Partial<Record<FeatureName, number>> = {
  declaredTopic: 24,
  place: 5,
  farAway: -1.5,
  language: 0.5,
  otherLanguage: -2,
  notTopic: -6,
  referred: 3,
  helped: 5,
  similarHelped: 1,
  // IRC is one channel, and shows no months.
  pace180d: 0.1,
  similarHere: 0,
  writesHere: 0,
  shareHere: 0.2,
  answersHere: 0.1,
}
/** Ridge, as the precision of each weight; steps of Adam. Chosen on the conversations kept apart. */
const PRECISION = 0.5
const STEPS = 300
const RATE = 0.1
/** Conversations from here on are kept apart, to see what the weights reach on what they never saw. */
const TRAINED_PART = 2 / 3

interface Sample {
  world: number
  rows: Float32Array
  right: number[]
}

const [folder] = process.argv.slice(2)
if (!folder) throw new Error('Say where the data is: node training/train-matching.ts FOLDER')
const config = join(import.meta.dirname, '../config')
const weightsFile = join(config, 'models/matching.json')
const models = loadModels(config)
const width = featureNames.length
const hand = Float64Array.from(featureNames, (name) => byHand[name] ?? 0)

const samples = await readSamples(folder)
const worlds = Math.max(...samples.map(({ world }) => world)) + 1
const isTrained = ({ world }: Sample) => world < worlds * TRAINED_PART
const some = fit(samples.filter(isTrained))
console.log('trained on the first two thirds:', reach(samples.filter(isTrained), some))
console.log(
  'the last third, kept apart:     ',
  reach(
    samples.filter((one) => !isTrained(one)),
    some,
  ),
)
const all = fit(samples)
console.log('trained on all:                 ', reach(samples, all))
const rounded = Object.fromEntries(featureNames.map((name, k) => [name, Math.round(all[k]! * 1000) / 1000]))
writeFileSync(weightsFile, `${JSON.stringify({ ...models.matchingWeights, features: rounded }, null, 2)}\n`)

/** What each query's candidates had to show, through the very code that ranks, and which of them answered. */
async function readSamples(from: string): Promise<Sample[]> {
  const goldOf = new Map(
    readFileSync(join(from, 'irc.gold.jsonl'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { id: string; answerers: string[] })
      .map(({ id, answerers }) => [id, new Set(answerers)]),
  )
  const lines = gunzipSync(readFileSync(join(from, 'irc.stream.jsonl.gz')))
    .toString('utf8')
    .split('\n')
  const level = Object.fromEntries(featureNames.map((name) => [name, 0.1])) as Record<FeatureName, number>
  const matching = createMatching({ weights: { ...models.matchingWeights, features: level } })
  let last: Comparison | undefined
  const watched: Matching = {
    ...matching,
    compare(demand, index, options) {
      last = matching.compare(demand, index, { ...options, limit: 1000 })
      return last
    },
  }
  const { understand } = createUnderstanding(models)
  const found: Sample[] = []
  let world = 0
  const output = new Writable({
    write(chunk, _encoding, done) {
      const { id } = JSON.parse(String(chunk)) as { id: string }
      const right = last!.ranked.flatMap(({ memberId }, i) => (goldOf.get(id)!.has(memberId) ? [i] : []))
      found.push({ world, rows: last!.rows, right })
      done()
    },
  })
  const input = Readable.from(
    (function* () {
      for (const line of lines) {
        yield `${line}\n`
        if (line.startsWith('{"type":"reset"')) world++
      }
    })(),
    { highWaterMark: 1 },
  )
  // Nothing of the past is learned from but the queries: only the prior is wanted.
  await rankLines(input, output, {
    matching: watched,
    understand: (text, context) => ({ ...understand(text, context), request: false }),
  })
  return found
}

/** Minimises the mean of −log p of those who answered, plus the ridge, by Adam (Kingma & Ba 2015) on all samples at once. */
function fit(rows: readonly Sample[]): Float64Array {
  const weights = Float64Array.from(hand)
  const mean = new Float64Array(width)
  const square = new Float64Array(width)
  for (let step = 1; step <= STEPS; step++) {
    const gradient = new Float64Array(width)
    for (const sample of rows) addGradient(sample, weights, gradient)
    for (let k = 0; k < width; k++) {
      if (featureNames[k]! in byHand) continue
      const slope = (gradient[k]! + PRECISION * weights[k]!) / rows.length
      mean[k] = 0.9 * mean[k]! + 0.1 * slope
      square[k] = 0.999 * square[k]! + 0.001 * slope ** 2
      const rate = step > STEPS * 0.7 ? RATE * 0.3 : RATE
      weights[k]! -= (rate * (mean[k]! / (1 - 0.9 ** step))) / (Math.sqrt(square[k]! / (1 - 0.999 ** step)) + 1e-8)
    }
  }
  return weights
}

function addGradient({ rows, right }: Sample, weights: Float64Array, gradient: Float64Array): void {
  if (right.length === 0) return
  const chances = softmax(Array.from({ length: rows.length / width }, (_, i) => dot(rows, i * width, weights)))
  chances.forEach((chance, i) => {
    if (chance > 1e-7) for (let k = 0; k < width; k++) gradient[k]! += chance * rows[i * width + k]!
  })
  for (const i of right) for (let k = 0; k < width; k++) gradient[k]! -= rows[i * width + k]! / right.length
}

/** The mean reciprocal rank of the first who answered, among the first fifty, and the part of samples with one among the first five. */
function reach(rows: readonly Sample[], weights: Float64Array) {
  let reciprocal = 0
  let five = 0
  for (const { rows: row, right } of rows) {
    const sums = Array.from({ length: row.length / width }, (_, i) => dot(row, i * width, weights))
    const best = Math.max(...right.map((i) => sums[i]!))
    const rank = right.length === 0 ? 0 : 1 + sums.filter((sum) => sum > best).length
    if (rank >= 1 && rank <= 50) reciprocal += 1 / rank
    if (rank >= 1 && rank <= 5) five++
  }
  return { samples: rows.length, mrr: (reciprocal / rows.length).toFixed(4), hit5: (five / rows.length).toFixed(3) }
}
