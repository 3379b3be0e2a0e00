/**
 * Fits config/models/mood-weights.json on our own messages in moods/ and, as ordinary talk, on those in examples/. Needs no other data.
 * Run: `node training/train-mood.ts`. Prints how it does on the third that is kept apart, by sort and language.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'yaml'
import { dangerNames, dangerWords, opens } from '../src/understanding/danger-words.ts'
import { compileConcepts } from '../src/understanding/find-concepts.ts'
import { foldWords } from '../src/understanding/fold-words.ts'
import { moodSizes, readMoodFeatures } from '../src/understanding/mood-features.ts'
import { createMoodReader } from '../src/understanding/notice-mood.ts'
import { type MoodWeight, type MoodWeights, WORDS_SHARE } from '../src/understanding/score-mood.ts'
import { type FitRow, fitLogistic, logOdds } from './fit-logistic.ts'
import { readOwnExamples } from './read-examples.ts'
import { readMoods } from './read-moods.ts'

const FOLDS = 5
const CONCEPT_PENALTY = 0.5
const WORD_PENALTY = 1
/** There are many more of them, and most have nothing of either. */
const ORDINARY_WEIGHT = 0.5
/** Of messages of somebody in danger, held out in turn, so many are to be seen; of low ones fewer, for there precision counts too. */
const RECALL = { crisis: 0.93, low: 0.8 }
const LARGEST_BYTE = 127

interface Case {
  text: string
  sort: 'crisis' | 'low' | 'alike' | 'ordinary' | 'support'
  apart: boolean
  language: string
}

const find = compileConcepts(dangerNames.map((name) => dangerWords[name]!.split(/\s+/u)))
const moods: Case[] = readMoods()
const talk: Case[] = readOwnExamples().map(({ text, sort, apart, language }) => ({
  text,
  sort: sort === 'support' ? 'support' : 'ordinary',
  apart,
  language,
}))

const features = 1 + moodSizes.concepts + moodSizes.words
function toRow({ text, sort }: Case, yes: readonly string[]): FitRow | undefined {
  const folded = foldWords(text)
  const found = find(folded)
  if (!found.some(({ list }) => opens[list])) return undefined
  const { concepts, words } = readMoodFeatures(folded, found)
  const share = WORDS_SHARE / Math.sqrt(words.length || 1)
  return {
    features: Int32Array.of(
      0,
      ...concepts.map((bucket) => 1 + bucket),
      ...words.map((bucket) => 1 + moodSizes.concepts + bucket),
    ),
    values: Float64Array.of(1, ...concepts.map(() => 1), ...words.map(() => share)),
    label: yes.includes(sort) ? 1 : 0,
    weight: sort === 'ordinary' ? ORDINARY_WEIGHT : 1,
  }
}

/** Fits one question on cases that may train and returns its weights, with the threshold that the wanted recall asks for, held out in turn. */
function fit(yes: Case['sort'][], leaveOut: Case['sort'][], recall: number) {
  const cases = [...moods, ...talk].filter((one) => !one.apart && !leaveOut.includes(one.sort))
  const read = cases.map((one) => ({ sort: one.sort, row: toRow(one, yes) })).filter(({ row }) => row !== undefined)
  const rows = read.map(({ row }) => row!)
  const fitRows = (some: FitRow[]) =>
    fitLogistic(some, features, (feature) => (feature <= moodSizes.concepts ? CONCEPT_PENALTY : WORD_PENALTY))
  const heldOut = new Float64Array(rows.length)
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = fitRows(rows.filter((_, i) => i % FOLDS !== fold))
    rows.forEach((row, i) => {
      if (i % FOLDS === fold) heldOut[i] = logOdds(weights, row)
    })
  }
  const wanted = [...heldOut.filter((_, i) => rows[i]!.label)].sort((a, b) => b - a)
  const threshold = wanted[Math.min(wanted.length, Math.ceil(wanted.length * recall)) - 1]!
  const share = (sort: string) => {
    const taken = read.filter((one, i) => one.sort === sort && heldOut[i]! >= threshold).length
    return `${sort} ${taken} of ${cases.filter((one) => one.sort === sort).length}`
  }
  console.log(`${yes}, held out in turn: ${[...new Set(cases.map(({ sort }) => sort))].map(share).join(', ')}`)
  return pack(fitRows(rows), threshold)
}

function pack(weights: Float64Array, threshold: number): MoodWeight {
  const tail = weights.subarray(1)
  const unit = Number(
    (tail.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / LARGEST_BYTE).toPrecision(4),
  )
  const bytes = (from: number, to: number) =>
    Buffer.from(Int8Array.from(weights.subarray(from, to), (weight) => Math.round(weight / unit)).buffer).toString(
      'base64',
    )
  const round = (x: number) => Math.round(x * 1000) / 1000
  return {
    start: round(weights[0]!),
    threshold: round(threshold),
    unit,
    concepts: bytes(1, 1 + moodSizes.concepts),
    words: bytes(1 + moodSizes.concepts, features),
  }
}

const out: MoodWeights = {
  crisis: fit(['crisis'], ['support'], RECALL.crisis),
  low: fit(['low', 'support'], ['crisis'], RECALL.low),
}
writeFileSync(new URL('../config/models/mood-weights.json', import.meta.url), `${JSON.stringify(out)}\n`)

const mood = createMoodReader(parse(readFileSync(new URL('../config/crisis-words.yaml', import.meta.url), 'utf8')), out)
const apart = [...moods, ...talk].filter((one) => one.apart)
/** How many of some messages are taken for somebody in danger, and for somebody who is low. */
function show(some: Case[]) {
  const read = some.map((one) => mood(one.text))
  return {
    messages: some.length,
    danger: read.filter((one) => one.crisis).length,
    low: read.filter((one) => one.low).length,
  }
}
console.log('Kept apart:')
const sorts = [...new Set(apart.map((one) => one.sort))]
console.table(Object.fromEntries(sorts.map((sort) => [sort, show(apart.filter((one) => one.sort === sort))])))
console.table(
  Object.fromEntries(
    [...new Set(moods.map((one) => one.language))].map((language) => {
      const some = apart.filter((one) => one.language === language)
      const [crisis, alike] = (['crisis', 'alike'] as const).map((sort) =>
        show(some.filter((one) => one.sort === sort)),
      )
      return [
        language,
        { 'in danger': crisis!.messages, seen: crisis!.danger, 'look-alikes': alike!.messages, taken: alike!.danger },
      ]
    }),
  ),
)
