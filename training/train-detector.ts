/**
 * Fits config/models/request-weights.json on our own examples and, where their directory is given, on public data that may train.
 * Run: `node training/train-detector.ts [DIRECTORY]`, DIRECTORY holding detect/ and route/ as read-examples.ts names them.
 * Nothing of the data is in the file: weights of our own named signals, and of hashed runs of words, concepts and letters.
 * Prints how it does on the examples that are kept apart, which never train, by language and sort.
 */
import { writeFileSync } from 'node:fs'
import { createDetector, type RequestWeights } from '../src/understanding/detect-request.ts'
import type { RunKind } from '../src/understanding/hash-runs.ts'
import { runKinds } from '../src/understanding/hash-runs.ts'
import { createSecondLook, type SecondLookWeights } from '../src/understanding/judge-by-meaning.ts'
import { createNetwork } from '../src/understanding/network.ts'
import { signalNames } from '../src/understanding/signals.ts'
import { embedExamples } from './embed-examples.ts'
import { fitDetector, kinds, runsFrom, toRow } from './fit-detector.ts'
import { fitLogistic, logOdds } from './fit-logistic.ts'
import { oddsBy, packNetwork } from './fit-network.ts'
import { besideLook, fitSecondLook } from './fit-second-look.ts'
import { averagePrecision, calibrationError, figures, reliability, type Scored } from './measure-detector.ts'
import { type Example, type OwnExample, readIrc, readOwnExamples, readPublicExamples } from './read-examples.ts'
import { writePacked } from './write-packed.ts'

/** The second look is given to scores from here: of a hundred requests it misses one or two. */
const SECOND_LOOK_FROM = 0.05
const NEARLY = 0.01
/** How often a message in a community is a request, by our estimate; in the examples it is every second. */
const USUAL_RATE = 0.2
/** Scores are worth what they say where so many messages are requests: of what we saw labelled, 17 to 47 in 100 are. Ours have more, in other languages above all. */
const CALIBRATED_RATE = 0.4
/** Seven of ten offers, nearly, should be wanted, were requests as frequent as usual, as hard as ours, and worded by a hand that taught nothing. */
const PRECISION_TO_OFFER = 0.695
const LARGEST_BYTE = 127
const NETWORKS = 2

const directory = process.argv[2]
if (!directory) console.log('No directory of public data given: trained on our own examples only.')
const own = readOwnExamples()
const irc = directory ? readIrc(directory) : []
const known: Example[] = [
  ...own.filter((example) => !example.apart),
  ...(directory ? readPublicExamples(directory) : []),
  ...irc.filter((example) => example.source !== 'guessed'),
]
const rows = known.map(toRow)
const guessed = irc.filter((example) => example.source === 'guessed').map(toRow)

/** Log-odds of each row, by a model that was fitted on the other hands' rows: what people write is worded by none of ours either. */
function byOtherHands(hands: readonly string[], fit: (trains: (row: number) => boolean) => (row: number) => number) {
  const odds = new Float64Array(hands.length)
  for (const hand of new Set(hands)) {
    const judge = fit((row) => hands[row] !== hand)
    hands.forEach((one, row) => {
      if (one === hand) odds[row] = judge(row)
    })
  }
  return odds
}

/** Brings log-odds to what they are worth on rows held back (Platt, 1999), were CALIBRATED_RATE of these requests: a constant and a factor. */
function calibrate(odds: Float64Array, labelled: { label: 0 | 1; weight: number }[]): [number, number] {
  const sum = (some: typeof labelled) => some.reduce((all, { weight }) => all + weight, 0)
  const requests = sum(labelled.filter(({ label }) => label === 1)) / sum(labelled)
  const share = [(1 - CALIBRATED_RATE) / (1 - requests), CALIBRATED_RATE / requests]
  const pairs = labelled.map(({ label, weight }, i) => ({
    label,
    weight: weight * share[label]!,
    features: Int32Array.of(0, 1),
    values: Float64Array.of(1, odds[i]!),
  }))
  return fitLogistic(pairs, 2, () => 0) as unknown as [number, number]
}
const probability = (odds: number) => 1 / (1 + Math.exp(-odds))

const heldOut = byOtherHands(
  known.map(({ hand }) => hand),
  (trains) => {
    const fitted = fitDetector(
      rows.filter((_, i) => trains(i)),
      guessed,
    )
    return (row) => logOdds(fitted, rows[row]!)
  },
)
const [shift, stretch] = calibrate(heldOut, rows)
const scored = known.map((example, i) => ({ ...example, score: probability(shift + stretch * heldOut[i]!) }))

const apartExamples = own.filter((example) => example.apart)
const meanings = await embedExamples([...known, ...apartExamples].map(({ text }) => text))
const looked = known.flatMap((example, i) => {
  const meaning = meanings.get(example.text)
  const beside = besideLook(shift + stretch * heldOut[i]!)
  return meaning ? [{ i, hand: example.hand, ...meaning, beside, label: rows[i]!.label, weight: example.weight }] : []
})
/** English teaches English alone; both teach what is said in other languages. */
function lookAgain(glossed: boolean) {
  const teach = looked.filter((one) => glossed || !one.glossed)
  const odds = byOtherHands(
    teach.map(({ hand }) => hand),
    (trains) => {
      const fitted = fitSecondLook(
        teach.filter((_, row) => trains(row)),
        1,
      )
      return (row) => oddsBy(fitted, teach[row]!)
    },
  )
  const judged = teach.flatMap((one, row) => (one.glossed === glossed ? [{ ...one, odds: odds[row]! }] : []))
  const [shift, stretch] = calibrate(
    Float64Array.from(judged, (one) => one.odds),
    judged,
  )
  for (const { i, odds } of judged)
    if (scored[i]!.score >= SECOND_LOOK_FROM) scored[i]!.score = probability(shift + stretch * odds)
  return packNetwork(fitSecondLook(teach, NETWORKS), shift, stretch)
}
const second: SecondLookWeights = { from: SECOND_LOOK_FROM, english: lookAgain(false), glossed: lookAgain(true) }

function english(example: OwnExample): boolean {
  return example.language === 'en'
}

/** Ways in which people write, which count alike when the threshold is chosen. The text messages have too few that ask nothing to say where it lies. */
const registers: Record<string, (example: Example) => boolean> = {
  'our English': (example) => example.source === 'own' && english(example as OwnExample),
  'our other languages': (example) => example.source === 'own' && !english(example as OwnExample),
  'talk about software': (example) => example.source !== 'own' && example.source !== 'sms',
}
// The best single threshold jumps with a handful of rows; the middle of all that are nearly as good stays.
const of = (register: string) => scored.filter(registers[register] ?? (() => false))
const names = Object.keys(registers).filter((register) => of(register).length)
const steps = Array.from({ length: 71 }, (_, i) => 0.15 + i / 100)
const worth = (scored: Scored[], from: number) => figures(scored, from).f1
const worths = steps.map((from) => names.reduce((sum, name) => sum + worth(of(name), from), 0) / names.length)
const nearlyBest = steps.filter((_, i) => worths[i]! >= Math.max(...worths) - NEARLY)
const threshold = nearlyBest.reduce((sum, from) => sum + from, 0) / nearlyBest.length
const wanted = (from: number) =>
  names.reduce((sum, name) => sum + figures(of(name), from, USUAL_RATE).precision, 0) / names.length
const offerThreshold = steps.find((from) => from >= threshold && wanted(from) >= PRECISION_TO_OFFER) ?? 0.9

const weights = fitDetector(rows, guessed)
const round = (x: number) => Math.round(x * 1000) / 1000
const out: RequestWeights = {
  threshold: round(threshold),
  offerThreshold: round(offerThreshold),
  start: round(shift + stretch * weights[0]!),
  signals: Object.fromEntries(signalNames.map((name, i) => [name, round(stretch * weights[1 + i]!)])),
  runs: Object.fromEntries(kinds.map((kind) => [kind, pack(kind)])) as Record<RunKind, { unit: number; bytes: string }>,
}
writeFileSync(new URL('../config/models/request-weights.json', import.meta.url), `${JSON.stringify(out)}\n`)
writePacked('second-look.json.br', second)

/** As bytes, for a file that is small and quick to read. */
function pack(kind: RunKind) {
  const from = runsFrom[kind]
  const values = weights.subarray(from, from + runKinds[kind]).map((weight) => weight * stretch)
  const largest = values.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
  const unit = Number((largest / LARGEST_BYTE).toPrecision(4)) || 1
  const bytes = Int8Array.from(values, (weight) =>
    Math.max(-LARGEST_BYTE, Math.min(LARGEST_BYTE, Math.round(weight / unit))),
  )
  return { unit, bytes: Buffer.from(bytes.buffer).toString('base64') }
}

function show(name: string, some: Scored[]) {
  const { f1, precision, recall } = figures(some, threshold)
  const row = {
    messages: some.length,
    requests: some.filter((one) => one.request).length,
    precision,
    recall,
    f1,
    averagePrecision: averagePrecision(some),
  }
  return [name, Object.fromEntries(Object.entries(row).map(([key, x]) => [key, round(x)]))]
}

/** The kept-apart ones go through the very code that the bot runs. */
const detect = createDetector(out, () => ({ low: false, crisis: false }))
const { worth: worthASecondLook, judge } = createSecondLook(second, out)
const bySecond = {
  english: createNetwork(second.english, 'train-detector.ts'),
  glossed: createNetwork(second.glossed, 'train-detector.ts'),
}
function scoreApart(example: OwnExample, looks: 1 | 2): number {
  const first = detect(example.text, { before: example.before })
  const meaning = looks === 2 && worthASecondLook(first) ? meanings.get(example.text) : undefined
  if (!meaning) return first.score
  const { glossed } = meaning
  return judge(first, { glossed, request: bySecond[glossed ? 'glossed' : 'english'](meaning) }).score
}
const apart = apartExamples.map((example) => ({ ...example, score: scoreApart(example, 2) }))
const apartAtFirst = apartExamples.map((example) => ({ ...example, score: scoreApart(example, 1) }))
console.log(
  `threshold ${out.threshold}, to offer ${out.offerThreshold}; Platt ${shift.toFixed(2)} ${stretch.toFixed(2)}`,
)
console.log(
  `calibration error ${calibrationError(scored).toFixed(3)} by other hands, ${calibrationError(apart).toFixed(3)} kept apart`,
)
console.table(
  reliability(apart).map(({ count, score, requests }) => ({ count, score: round(score), requests: round(requests) })),
)
console.table(
  Object.fromEntries([
    ...names.map((name) => show(`${name}, by other hands`, of(name))),
    show('kept apart, English, first look', apartAtFirst.filter(english)),
    show('kept apart, English', apart.filter(english)),
    show(
      'kept apart, other languages, first look',
      apartAtFirst.filter((example) => !english(example)),
    ),
    show(
      'kept apart, other languages',
      apart.filter((example) => !english(example)),
    ),
    ...[...new Set(apart.map((example) => example.language))].map((language) =>
      show(
        language,
        apart.filter((example) => example.language === language),
      ),
    ),
  ]),
)
console.table(
  Object.fromEntries(
    [...new Set(apart.map((example) => example.sort))].map((sort) => {
      const some = apart.filter((example) => example.sort === sort)
      return [sort, { messages: some.length, taken: some.filter((one) => one.score >= threshold).length }]
    }),
  ),
)
